using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Core.Wizards.HeapOom;
using FlinkMemoryConsole.Core.Wizards.Steps;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>Which explanation the numbers favour, and what they say against the others.</summary>
public class HeapHypothesesTests
{
    [Fact]
    public void Steady_growth_at_constant_input_is_a_leak()
    {
        var step = Judge(HeapCases.Leaking());

        step.Suggested.ShouldBe(HeapHypotheses.Leak);
        step.Texts(FactStance.Supports, HeapHypotheses.Leak).ShouldContain(text => text.StartsWith("it grows although the input is constant (4.1 k/s)", StringComparison.Ordinal));
        step.Texts(FactStance.Contradicts, HeapHypotheses.Undersized).ShouldContain(text => text.StartsWith("it was enough for", StringComparison.Ordinal));
    }

    [Fact]
    public void A_level_that_stands_high_without_rising_is_too_small_a_heap() => Judge(HeapCases.Undersized()).Suggested.ShouldBe(HeapHypotheses.Undersized);

    [Fact]
    public void A_subtask_with_twenty_times_the_records_on_the_one_full_TaskManager_is_a_hot_key()
    {
        var step = Judge(HeapCases.Skewed());

        step.Suggested.ShouldBe(HeapHypotheses.Skew);
        step.Texts(FactStance.Supports, HeapHypotheses.Skew).ShouldContain("only one of 2 TaskManagers shows it");
    }

    [Fact]
    public void Growth_that_follows_the_input_is_rather_too_small_a_heap_than_a_leak()
    {
        var evidence = new HeapStory()
            .TaskManager("taskmanager-1", 0, 30, minute => 80 + (minute * 12))
            .Job("click-enrichment", 0, 30, minute => 1000 + (minute * 200), [1000])
            .Ends(30);

        Judge(HeapCases.Case(evidence, "taskmanager-1", FindingKind.Predicted, since: 10)).Suggested.ShouldBe(HeapHypotheses.Undersized);
    }

    [Fact]
    public void What_a_restart_of_the_job_does_not_free_is_held_by_something_static()
    {
        var evidence = new HeapStory()
            .TaskManager("taskmanager-1", 0, 30, minute => 80 + (minute * 12))
            .Job("click-enrichment", 0, 30, _ => 1000, [1000])
            .Event(18, ClusterEventKind.JobRestarted, "5f0c9d1a2b3c4d5e6f708192a3b4c5d6", "click-enrichment restarted")
            .Ends(30);

        Judge(HeapCases.Case(evidence, "taskmanager-1", FindingKind.Predicted, since: 10))
            .Texts(FactStance.Supports, HeapHypotheses.Leak).ShouldContain(text => text.StartsWith("a restart of the job did not free it", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_any_collection_seen_it_prefers_none_and_says_what_would_settle_it()
    {
        var evidence = new HeapStory().TaskManager("taskmanager-1", 0, 0.2, _ => 300).TaskManager("taskmanager-2", 0, 0.2, _ => 300).Ends(1);

        var step = Judge(HeapCases.Case(evidence, "taskmanager-1", FindingKind.Predicted, since: 0) with { Document = new("orders", evidence.From, evidence.Now, Verdict.Unknown, [], [], []) });

        step.Suggested.ShouldBeNull();
        step.IsAnswered.ShouldBeFalse();
        step.Texts(FactStance.WouldSettle, HeapHypotheses.Leak).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_person_may_know_better()
    {
        var step = Judge(HeapCases.Leaking().Answer(WizardStepKind.Hypotheses, HeapHypotheses.Undersized));

        step.Suggested.ShouldBe(HeapHypotheses.Leak);
        step.Chosen.ShouldBe(HeapHypotheses.Undersized);
        step.IsOverridden.ShouldBeTrue();
        step.Answer.ShouldStartWith("It is too small, as you say");
    }

    [Fact]
    public void What_the_person_saw_in_a_histogram_weighs_more_than_the_trend() =>
        Judge(HeapCases.Undersized().Answer(WizardStepKind.LookInside, HeapLook.JobClass).Answer(WizardStepKind.Scope, ScopeStep.One))
            .Texts(FactStance.Supports, HeapHypotheses.Leak).ShouldContain("the histogram is led by a class of the job, as you saw");

    [Fact]
    public void An_answer_that_no_step_knows_counts_as_none() =>
        Judge(HeapCases.Leaking().Answer(WizardStepKind.Hypotheses, "aliens")).Chosen.ShouldBe(HeapHypotheses.Leak);

    private static WizardStep Judge(WizardCase wizardCase) => HypothesesStep.Build(wizardCase, HeapHypotheses.Judge(HeapSigns.Read(wizardCase)));
}
