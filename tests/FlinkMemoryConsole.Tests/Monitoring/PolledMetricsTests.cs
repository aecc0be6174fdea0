using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Monitoring.Polling;
using KeptTexts = FlinkMemoryConsole.Monitoring.Polling.FailureTexts;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class PolledMetricsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_asked_for_was_approved() => string.Join('\n',
    [
        "JobManager", .. PolledMetrics.JobManager, "", "TaskManager", .. PolledMetrics.TaskManager, "", "job", .. PolledMetrics.Job, "", "subtask", .. PolledMetrics.Subtask, "",
    ]).ShouldMatchApproved(options => options.NoDiff());

    [Fact]
    public void Collectors_are_found_by_name_and_their_sum_is_none() => PolledMetrics.CollectorsIn(
    [
        "Status.JVM.GarbageCollector.All.Count", "Status.JVM.GarbageCollector.All.Time", "Status.JVM.GarbageCollector.ZGC_Pauses.Count",
        "Status.JVM.GarbageCollector.ZGC_Pauses.Time", "Status.JVM.GarbageCollector.ZGC_Pauses.TimeMsPerSecond", "Status.JVM.Memory.Heap.Used",
    ]).ShouldBe(["Status.JVM.GarbageCollector.ZGC_Pauses.Count", "Status.JVM.GarbageCollector.ZGC_Pauses.Time"]);

    [Fact]
    public void A_flood_of_failures_stays_bounded_and_keeps_those_that_name_a_symptom()
    {
        KeptTexts texts = new();
        texts.Add(new(Now.AddMinutes(-50), "/log", "tm", null, "the cause", "heap-oom", false));
        foreach (var number in Enumerable.Range(0, 5_000))
        {
            texts.Add(new(Now, "/log", "tm", null, $"noise {number}", null, true));
        }

        var kept = texts.Since(Now.AddHours(-1));

        kept.Length.ShouldBe(KeptTexts.Kept);
        kept[0].Text.ShouldBe("the cause");
    }

    [Fact]
    public void Events_older_than_the_window_are_forgotten()
    {
        ClusterEvents events = new();
        events.Add(Now.AddHours(-2), ClusterEventKind.JobStarted, "old", "old started");
        events.Add(Now, ClusterEventKind.JobStarted, "new", "new started");

        events.Since(Now.AddHours(-1)).ShouldHaveSingleItem().Subject.ShouldBe("new");
    }

    [Fact]
    public void Something_heavy_is_asked_again_when_it_changed_and_once_after_that()
    {
        ChangeGate gate = new(TimeSpan.FromSeconds(30));

        bool[] opened = [gate.Opens("a", Now), gate.Opens("a", Now), gate.Opens("a", Now), gate.Opens("b", Now), gate.Opens("b", Now), gate.Opens("b", Now), gate.Opens("b", Now.AddSeconds(31))];

        opened.ShouldBe([true, true, false, true, true, false, true]);
    }
}
