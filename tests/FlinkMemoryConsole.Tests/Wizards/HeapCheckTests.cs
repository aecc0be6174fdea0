using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Core.Wizards.HeapOom;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>A TaskManager of 512 MiB of heap filled it in ten minutes and died; then it came back with 1024 MiB.</summary>
public class HeapCheckTests
{
    private static readonly OptionChange Change = new("taskmanager.memory.task.heap.size", "384m", "896m");

    [Fact]
    public void Nothing_is_judged_before_the_change_was_seen()
    {
        var evidence = Before().TaskManager("taskmanager-1", 11, 20, Leak).Ends(20);

        Judge(evidence).ShouldBeOfType<CheckResult.Waiting>().Why.ShouldStartWith("No TaskManager has been started with other memory options");
    }

    [Fact]
    public void An_undersized_heap_that_finds_its_level_in_the_larger_one_is_cured()
    {
        var result = Judge(After(minute => Math.Min(60 + (minute * 45), 560), until: 60));

        result.ShouldBeOfType<CheckResult.Cured>().Why.ShouldContain("560 MiB (55 % of its limit)");
    }

    [Fact]
    public void While_it_still_may_be_warming_up_there_is_not_enough_data()
    {
        var result = Judge(After(minute => Math.Min(60 + (minute * 45), 560), until: 18)).ShouldBeOfType<CheckResult.NotEnoughData>();

        result.Until.ShouldBe(HeapStory.Minute(12) + TimeSpan.FromMinutes(24));
        result.Why.ShouldContain("which it may do while it warms up");
    }

    [Fact]
    public void A_leak_goes_on_in_the_larger_heap_and_is_not_cured()
    {
        var result = Judge(After(minute => 60 + (minute * 22), until: 50)).ShouldBeOfType<CheckResult.NotCured>();

        result.Why.ShouldContain("still rises by");
        result.FullAt.ShouldNotBeNull().ShouldBe(HeapStory.Minute(12 + ((1024 - 60) / 22.0)), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public void A_failure_of_the_same_kind_after_the_change_needs_no_waiting()
    {
        var evidence = After(Leak, until: 14);
        FindingsDocument document = new("orders", evidence.From, evidence.Now, Verdict.Critical, [HeapStories.Finding(evidence, "taskmanager-1", FindingKind.Observed, since: 13)], [], []);

        Judge(evidence, document).ShouldBeOfType<CheckResult.NotCured>().Why.ShouldStartWith("It happened again");
    }

    [Fact]
    public void The_old_failure_still_on_the_list_is_no_new_one()
    {
        var evidence = After(minute => Math.Min(60 + (minute * 45), 560), until: 60);
        FindingsDocument document = new("orders", evidence.From, evidence.Now, Verdict.Critical, [HeapStories.Finding(evidence, "taskmanager-1", FindingKind.Observed, since: 9)], [], []);

        Judge(evidence, document).ShouldBeOfType<CheckResult.Cured>();
    }

    [Fact]
    public void A_heap_that_stays_full_without_rising_is_not_cured() =>
        Judge(After(_ => 930, until: 60)).ShouldBeOfType<CheckResult.NotCured>().Why.ShouldContain("too little room");

    [Fact]
    public void The_worst_TaskManager_counts()
    {
        var evidence = Before()
            .TaskManager("taskmanager-1", 12, 60, _ => 200, heapMiB: 1024)
            .TaskManager("taskmanager-2", 12, 60, minute => 60 + (minute * 18), heapMiB: 1024)
            .Ends(60);

        Judge(evidence).ShouldBeOfType<CheckResult.NotCured>().Why.ShouldContain("taskmanager-2");
    }

    [Fact]
    public void A_heap_that_stood_crowded_without_failing_is_watched_for_as_long_as_it_took_to_get_there()
    {
        var evidence = new HeapStory().TaskManager("taskmanager-1", 0, 30, minute => Math.Min(60 + (minute * 100), 475)).Ends(30);
        var signs = HeapSigns.Read(HeapCases.Case(evidence, "taskmanager-1", FindingKind.Predicted, since: 5));

        HeapCheck.Baseline(signs, HeapHypotheses.Undersized, [Change], [])!.FilledWithin.ShouldNotBeNull().ShouldBe(TimeSpan.FromMinutes(3.75), TimeSpan.FromMinutes(0.5));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    public void What_an_earlier_job_left_crowded_does_not_count_however_late_it_is_collected(double collected)
    {
        var evidence = new HeapStory()
            .TaskManager("taskmanager-1", 0, 30, minute => minute < collected ? 475 : Math.Min(60 + ((minute - 10) * 100), 475))
            .Job("click-enrichment", 10, 30, _ => 1000, [1000])
            .Ends(30);
        var signs = HeapSigns.Read(HeapCases.Case(evidence, "taskmanager-1", FindingKind.Predicted, since: 5));

        HeapCheck.Baseline(signs, HeapHypotheses.Undersized, [Change], [])!.FilledWithin.ShouldNotBeNull().ShouldBe(TimeSpan.FromMinutes(3.75), TimeSpan.FromMinutes(0.5));
    }

    [Fact]
    public void What_an_earlier_job_left_and_nothing_freed_is_no_time_to_fill()
    {
        var evidence = new HeapStory()
            .TaskManager("taskmanager-1", 0, 30, _ => 475)
            .Job("click-enrichment", 10, 30, _ => 1000, [1000])
            .Ends(30);
        var signs = HeapSigns.Read(HeapCases.Case(evidence, "taskmanager-1", FindingKind.Predicted, since: 5));

        HeapCheck.Baseline(signs, HeapHypotheses.Undersized, [Change], [])!.FilledWithin.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(24)]
    public void What_was_not_seen_to_fill_within_the_watch_is_not_said_to_show_by_its_end(int? hours)
    {
        var baseline = Baseline() with { FilledWithin = hours is { } filled ? TimeSpan.FromHours(filled) : null };

        Judge(After(_ => 300, until: 18), baseline: baseline).ShouldBeOfType<CheckResult.NotEnoughData>().Why.ShouldNotContain("old trouble");
    }

    [Fact]
    public void A_leak_whose_code_was_mended_is_cured_without_any_option()
    {
        var evidence = new HeapStory()
            .TaskManager("taskmanager-1", 0, 60, minute => minute < 10 ? 60 + (minute * 40) : 130)
            .Job("click-enrichment", 0, 10, _ => 1000, [1000], id: "00000000000000000000000000000001")
            .Job("click-enrichment", 11, 60, _ => 1000, [1000])
            .Ends(60);

        Judge(evidence, baseline: Baseline() with { Changes = [], Hypothesis = HeapHypotheses.Leak }).ShouldBeOfType<CheckResult.Cured>();
    }

    private static double Leak(double minute) => 60 + (minute * 45);

    private static HeapStory Before() => new HeapStory().TaskManager("taskmanager-1", 0, 10, Leak, gone: true);

    private static ClusterEvidence After(Func<double, double> live, double until) => Before().TaskManager("taskmanager-1", 12, until, live, heapMiB: 1024).Ends(until);

    private static CheckBaseline Baseline() => new()
    {
        Cluster = "orders",
        Symptom = SymptomClass.HeapOom,
        TaskManagerId = "taskmanager-1",
        ProcessSince = HeapStory.Minute(0),
        At = HeapStory.Minute(10.5),
        Headline = "taskmanager-1 ran out of heap",
        Job = "click-enrichment",
        ConfiguredBytes = 402653174,
        LimitBytes = 512 * HeapStory.MiB,
        PeakBytes = 500 * HeapStory.MiB,
        FilledWithin = TimeSpan.FromMinutes(10),
        Changes = [Change],
    };

    private static CheckResult Judge(ClusterEvidence evidence, FindingsDocument? document = null, CheckBaseline? baseline = null)
    {
        var remembered = baseline ?? Baseline();
        var wizardCase = HeapCases.Case(evidence, "taskmanager-1", FindingKind.Observed, since: 5) with
        {
            Document = document ?? new("orders", evidence.From, evidence.Now, Verdict.Healthy, [], [], []),
            Baseline = remembered,
        };
        return CheckJudgement.Judge(remembered, HeapCheck.Window(remembered, wizardCase, new HeapOomWizard().Symptoms));
    }
}
