using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Testing.Evidence;

/// <summary>Heaps that ran into trouble for a known reason: what the console saw, and the finding that it made of it.</summary>
public static class HeapStories
{
    /// <summary>Twenty minutes well; then a new version of the job on taskmanager-1 keeps everything.</summary>
    public static (ClusterEvidence Evidence, Finding Finding) Leaking() => With(
        new HeapStory()
            .TaskManager("taskmanager-1", 0, 40, minute => minute < 20 ? 120 : 120 + ((minute - 20) * 15))
            .TaskManager("taskmanager-2", 0, 40, _ => 120)
            .Job("click-enrichment", 0, 19, _ => 4100, [60_000, 61_000], _ => 3, id: "00000000000000000000000000000001")
            .Job("click-enrichment", 19.5, 40, _ => 4100, [60_000, 61_000], _ => 3)
            .Ends(40),
        "taskmanager-1", FindingKind.Predicted, since: 22);

    /// <summary>A bounded working set that is larger than the heap leaves room for: it slows down and stands high.</summary>
    public static (ClusterEvidence Evidence, Finding Finding) Undersized() => With(
        new HeapStory()
            .TaskManager("taskmanager-1", 0, 40, minute => 100 + (340 * (1 - Math.Exp(-minute / 3))))
            .TaskManager("taskmanager-2", 0, 40, minute => 100 + (335 * (1 - Math.Exp(-minute / 3))))
            .Job("click-enrichment", 0, 40, _ => 4100, [60_000, 61_000])
            .Ends(40),
        "taskmanager-1", FindingKind.Predicted, since: 12, SymptomClass.GcPressure);

    /// <summary>One customer has nine orders of ten, and the state of the operator lives on the heap: its TaskManager dies.</summary>
    public static (ClusterEvidence Evidence, Finding Finding) Skewed() => With(
        new HeapStory()
            .TaskManager("taskmanager-1", 0, 8, minute => 60 + (minute * 55), gone: true)
            .TaskManager("taskmanager-2", 0, 10, minute => 60 + minute)
            .Job("order-history", 0, 10, _ => 2000, [900_000, 45_000], minute => 3 + (minute * 30))
            .Says(8, "taskmanager-1", "FATAL: Thread 'flink-metrics-scheduler-1' produced an uncaught exception.\njava.lang.OutOfMemoryError: Java heap space", SymptomClass.HeapOom)
            .Ends(10),
        "taskmanager-1", FindingKind.Observed, since: 3);

    /// <summary>A finding of the heap of a TaskManager.</summary>
    /// <param name="since">Minute of the story.</param>
    public static Finding Finding(ClusterEvidence evidence, string taskManager, FindingKind kind, double since, string symptom = SymptomClass.HeapOom) => new()
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
        Evidence = [new("Heap after collections", "120 → 420 of 512 MiB", HeapStory.Minute(since), $"GET /taskmanagers/{taskManager}/metrics?get=Status.JVM.Memory.Heap.Used")],
        Missing = ["a class histogram"],
        Competing = [new("data-skew", "only one TaskManager is affected", "the subtasks get equally many records")],
    };

    private static (ClusterEvidence Evidence, Finding Finding) With(ClusterEvidence evidence, string taskManager, FindingKind kind, double since, string symptom = SymptomClass.HeapOom) =>
        (evidence, Finding(evidence, taskManager, kind, since, symptom));
}
