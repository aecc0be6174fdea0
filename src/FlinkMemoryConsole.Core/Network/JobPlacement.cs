using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>Where the subtasks of a watched job run.</summary>
public static class JobPlacement
{
    /// <summary>Where they run, or ran last; null where the graph is not known or a subtask has no TaskManager.</summary>
    public static SubtaskPlacement? Seen(JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Graph is not { Vertices.IsEmpty: false } graph)
        {
            return null;
        }

        var seen = job.Vertices.DistinctBy(vertex => vertex.Id, StringComparer.Ordinal).ToDictionary(vertex => vertex.Id, StringComparer.Ordinal);
        var placed = graph.Vertices.Select(vertex => Names(seen.GetValueOrDefault(vertex.Id))).ToList();
        return placed.Zip(graph.Vertices, (names, vertex) => names.Count == vertex.Parallelism).All(whole => whole) ? SubtaskPlacement.From(placed) : null;
    }

    /// <summary>Where they run, or ran last; where that is not known of each, as Flink would place them.</summary>
    /// <param name="graph">Of the job.</param>
    public static SubtaskPlacement Of(ClusterEvidence evidence, JobEvidence job, JobGraph graph) => Seen(job) ?? SubtaskPlacement.Assume(graph, SlotsOf(evidence));

    /// <summary>Slots of a TaskManager: the most that one of them reports, else what the configuration says, else one.</summary>
    public static int SlotsOf(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var slots = evidence.TaskManagers.Select(taskManager => taskManager.Slots).OfType<int>().DefaultIfEmpty(ConfiguredSlots(evidence)).Max();
        return Math.Max(1, slots);
    }

    private static int ConfiguredSlots(ClusterEvidence evidence) =>
        FlinkVersion.Parse(evidence.FlinkVersion) is { } version ? TaskManagerBudgets.Derive(evidence.Configuration, version).BudgetOrNull?.Slots ?? 1 : 1;

    private static List<string> Names(VertexEvidence? vertex) =>
        [.. (vertex?.Subtasks ?? []).DistinctBy(subtask => subtask.Index).OrderBy(subtask => subtask.Index).Select(subtask => subtask.TaskManagerId).OfType<string>()];
}
