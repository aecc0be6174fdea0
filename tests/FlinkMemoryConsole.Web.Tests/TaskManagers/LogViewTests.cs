using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Web.Components.TaskManagers.Logs;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

public class LogViewTests
{
    private static readonly LogTail Tail = new(
        [
            "2026-01-01 12:00:00,000 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] - Received task",
            "java.lang.OutOfMemoryError: Java heap space",
            "\tat com.example.Enrich.map(Enrich.java:41)",
            "2026-01-01 12:00:01,000 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] - Freeing slot",
            "java.lang.OutOfMemoryError: Metaspace",
        ], FirstLine: 101, IsCut: true);

    [Fact]
    public void Marks_lines_that_tell_of_a_failure_with_its_class()
    {
        var view = LogView.Of(Tail, "taskmanager");

        view.Lines.Select(line => line.Class).ShouldBe([null, SymptomClass.HeapOom, null, null, SymptomClass.MetaspaceOom]);
        view.Lines[1].Number.ShouldBe(102);
    }

    [Fact]
    public void Goes_from_failure_to_failure_and_round()
    {
        var view = LogView.Of(Tail, "taskmanager");

        int?[] way = [view.NextFailure(-1), view.NextFailure(1), view.NextFailure(4)];
        way.ShouldBe([1, 4, 1]);
        LogView.Empty.NextFailure(-1).ShouldBeNull();
    }

    [Fact]
    public void Finds_words_after_the_present_line_and_round()
    {
        var view = LogView.Of(Tail, "taskmanager");

        int?[] found = [view.Find("taskexecutor", -1), view.Find("taskexecutor", 0), view.Find("taskexecutor", 3), view.Find("nowhere", 0), view.Find("", 0)];
        found.ShouldBe([0, 3, 0, null, null]);
    }

    [Fact]
    public void Finds_a_line_by_its_number_in_the_file()
    {
        var view = LogView.Of(Tail, "taskmanager");

        int?[] found = [view.IndexOf(103, []), view.IndexOf(100, []), view.IndexOf(106, [])];
        found.ShouldBe([2, null, null]);
    }

    [Fact]
    public void Where_only_the_end_was_read_a_kept_failure_leads_to_its_line()
    {
        var view = LogView.Of(Tail with { FirstLine = null }, "taskmanager");
        FailureText kept = new(DateTimeOffset.UnixEpoch, "/taskmanagers/tm-1/log:812", "tm-1", null, "java.lang.OutOfMemoryError: Metaspace\n\tat x", SymptomClass.MetaspaceOom, IsConsequence: false);

        view.IndexOf(812, [kept]).ShouldBe(4);
        view.IndexOf(813, [kept]).ShouldBeNull();
        view.Lines[0].Number.ShouldBeNull();
    }
}
