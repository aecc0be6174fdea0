using System.Collections.Immutable;
using System.Globalization;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>Which subtask runs on which TaskManager: the number of remote channels, and so the need, follows from it.</summary>
/// <param name="TaskManagers">Names of the TaskManagers.</param>
/// <param name="Subtasks">For each vertex of the graph and each of its subtasks the index of its TaskManager.</param>
public sealed record SubtaskPlacement(ImmutableArray<string> TaskManagers, ImmutableArray<ImmutableArray<int>> Subtasks)
{
    /// <summary>True where nobody saw the job run like this.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>From the names that REST gives, vertex by vertex in the graph's order.</summary>
    public static SubtaskPlacement From(IEnumerable<IEnumerable<string>> taskManagersOfSubtasks)
    {
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        var subtasks = taskManagersOfSubtasks.Select(vertex => vertex.Select(IndexOf).ToImmutableArray()).ToImmutableArray();
        return new([.. indexes.OrderBy(pair => pair.Value).Select(pair => pair.Key)], subtasks);

        int IndexOf(string name) => indexes.TryGetValue(name, out var index) ? index : indexes[name] = indexes.Count;
    }

    /// <summary>Why a job cannot be spread over so few TaskManagers, as a sentence; null where it can.</summary>
    /// <param name="slots">Slots of one TaskManager, at least 1.</param>
    public static string? FaultOf(JobGraph graph, int slots, int taskManagers)
    {
        var fewest = Assume(graph, slots).TaskManagers.Length;
        return taskManagers >= fewest ? null
            : $"{PlanWords.Count(taskManagers, "TaskManager")} of {PlanWords.Count(slots, "slot")} {(taskManagers == 1 ? "has" : "have")} too few slots: the job needs {SlotsFor(graph).ToString("#,0", CultureInfo.InvariantCulture)}, on {PlanWords.Count(fewest, "TaskManager")}.";
    }

    /// <summary>Slots that a job takes: each slot sharing group has its own; groups of a job that runs stage by stage follow one another in the same ones.</summary>
    public static long SlotsFor(JobGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var groups = graph.Vertices.GroupBy(vertex => vertex.SlotSharingGroup ?? "", StringComparer.Ordinal).Select(group => (long)group.Max(vertex => vertex.Parallelism));
        return IsStaged(graph) ? groups.DefaultIfEmpty(0).Max() : groups.Sum();
    }

    /// <summary>
    /// As Flink places a job on empty TaskManagers: subtasks of one index share a slot, each slot sharing group has slots of its own, TaskManagers are filled one after the other.
    /// </summary>
    /// <param name="slots">Slots of one TaskManager, at least 1.</param>
    /// <param name="taskManagers">Over how many the slots are spread evenly, of which those that get none stay empty; null fills as few as can be.</param>
    public static SubtaskPlacement Assume(JobGraph graph, int slots, int? taskManagers = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);

        Dictionary<string, int> firstSlot = new(StringComparer.Ordinal);
        var isStaged = IsStaged(graph);
        var next = 0;
        foreach (var group in graph.Vertices.GroupBy(vertex => vertex.SlotSharingGroup ?? "", StringComparer.Ordinal))
        {
            firstSlot[group.Key] = next;
            next += isStaged ? 0 : group.Max(vertex => vertex.Parallelism);
        }

        var needed = (int)SlotsFor(graph);
        var used = taskManagers is { } asked ? Math.Max(1, asked) : Math.Max(1, (needed + slots - 1) / slots);
        var spread = Math.Min(used, needed);
        var subtasks = graph.Vertices.Select(vertex => Enumerable.Range(firstSlot[vertex.SlotSharingGroup ?? ""], vertex.Parallelism).Select(TaskManagerOf).ToImmutableArray());
        return new([.. Enumerable.Range(1, used).Select(number => $"tm-{number}")], [.. subtasks]) { IsAssumed = true };

        // Spread: blocks whose sizes differ by one at most, and one for each TaskManager.
        int TaskManagerOf(int slot) => taskManagers is null ? slot / slots : (int)((long)slot * spread / needed);
    }

    private static bool IsStaged(JobGraph graph) => graph.Edges.Any(edge => !edge.Exchange.IsPipelined());
}
