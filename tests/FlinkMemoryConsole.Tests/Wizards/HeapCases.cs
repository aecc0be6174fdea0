using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>Cases that the heap wizard is tried on.</summary>
internal static class HeapCases
{
    public static WizardCase Leaking() => Case(HeapStories.Leaking());

    public static WizardCase Undersized() => Case(HeapStories.Undersized());

    public static WizardCase Skewed() => Case(HeapStories.Skewed());

    public static WizardCase Case(ClusterEvidence evidence, string taskManager, FindingKind kind, double since, string symptom = SymptomClass.HeapOom) =>
        Case((evidence, HeapStories.Finding(evidence, taskManager, kind, since, symptom)));

    public static WizardCase Answer(this WizardCase wizardCase, WizardStepKind step, string option) => wizardCase with { Answers = wizardCase.Answers.With(step, option) };

    public static ImmutableArray<string> Texts(this WizardStep step, FactStance stance, string? option = null) =>
        [.. step.Facts.Where(fact => fact.Stance == stance && (option is null || string.Equals(fact.Option, option, StringComparison.Ordinal))).Select(fact => fact.Text)];

    private static WizardCase Case((ClusterEvidence Evidence, Finding Finding) story) => new()
    {
        Evidence = story.Evidence,
        Symptom = story.Finding.Class,
        TaskManagerId = story.Finding.TaskManagers[0],
        Document = new(story.Evidence.Cluster, story.Evidence.From, story.Evidence.Now, Verdict.Critical, [story.Finding], [], []),
    };
}
