using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>Cases that the heap wizard is tried on: what the console saw, and the finding that it made of it.</summary>
internal static class HeapCases
{
    /// <summary>Two days well; then a new version of the job on taskmanager-1 keeps everything.</summary>
    public static WizardCase Leaking() => Case(
        new HeapStory()
            .TaskManager("taskmanager-1", 0, 40, minute => minute < 20 ? 120 : 120 + ((minute - 20) * 15))
            .TaskManager("taskmanager-2", 0, 40, _ => 120)
            .Job("click-enrichment", 0, 19, _ => 4100, [60_000, 61_000], _ => 3, id: "00000000000000000000000000000001")
            .Job("click-enrichment", 19.5, 40, _ => 4100, [60_000, 61_000], _ => 3)
            .Ends(40),
        "taskmanager-1", FindingKind.Predicted, since: 22);

    /// <summary>A bounded working set that is larger than the heap leaves room for: it slows down and stands high.</summary>
    public static WizardCase Undersized() => Case(
        new HeapStory()
            .TaskManager("taskmanager-1", 0, 40, minute => 100 + (340 * (1 - Math.Exp(-minute / 3))))
            .TaskManager("taskmanager-2", 0, 40, minute => 100 + (335 * (1 - Math.Exp(-minute / 3))))
            .Job("click-enrichment", 0, 40, _ => 4100, [60_000, 61_000])
            .Ends(40),
        "taskmanager-1", FindingKind.Predicted, since: 12, SymptomClass.GcPressure);

    /// <summary>One customer has nine orders of ten, and the state of the operator lives on the heap: its TaskManager dies.</summary>
    public static WizardCase Skewed() => Case(
        new HeapStory()
            .TaskManager("taskmanager-1", 0, 8, minute => 60 + (minute * 55), gone: true)
            .TaskManager("taskmanager-2", 0, 10, minute => 60 + minute)
            .Job("order-history", 0, 10, _ => 2000, [900_000, 45_000], minute => 3 + (minute * 30))
            .Says(8, "taskmanager-1", "FATAL: Thread 'flink-metrics-scheduler-1' produced an uncaught exception.\njava.lang.OutOfMemoryError: Java heap space", SymptomClass.HeapOom)
            .Ends(10),
        "taskmanager-1", FindingKind.Observed, since: 3);

    public static WizardCase Case(ClusterEvidence evidence, string taskManager, FindingKind kind, double since, string symptom = SymptomClass.HeapOom) => new()
    {
        Evidence = evidence,
        Symptom = symptom,
        TaskManagerId = taskManager,
        Document = new(evidence.Cluster, evidence.From, evidence.Now, Verdict.Critical, [Finding(taskManager, kind, since, symptom, evidence)], [], []),
    };

    public static Finding Finding(string taskManager, FindingKind kind, double since, string symptom, ClusterEvidence evidence) => new()
    {
        Id = $"{symptom}:{taskManager}",
        Class = symptom,
        Severity = Severity.Critical,
        Kind = kind,
        Component = "taskmanager",
        TaskManagers = [taskManager],
        Job = evidence.Jobs.Select(job => job.Name).FirstOrDefault(),
        Vertex = "Enrich clicks",
        Since = HeapStory.Minute(since),
        Confidence = 0.9,
        Headline = $"The Java heap of {taskManager} is nearly full.",
    };

    public static WizardCase Answer(this WizardCase wizardCase, WizardStepKind step, string option) => wizardCase with { Answers = wizardCase.Answers.With(step, option) };

    public static ImmutableArray<string> Texts(this WizardStep step, FactStance stance, string? option = null) =>
        [.. step.Facts.Where(fact => fact.Stance == stance && (option is null || string.Equals(fact.Option, option, StringComparison.Ordinal))).Select(fact => fact.Text)];
}
