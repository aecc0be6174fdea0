using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The network buffers that a job needs, TaskManager by TaskManager, exchange by exchange.</summary>
public sealed class JobBufferNeed
{
    private readonly ImmutableArray<ExchangeBuffers> _exchanges;

    internal JobBufferNeed(JobGraph graph, SubtaskPlacement placement, ImmutableArray<ExchangeBuffers> exchanges, StageNeeds stages, NetworkSettings settings)
    {
        (Graph, Placement, _exchanges) = (graph, placement, exchanges);
        DebloatsBuffers = settings.Debloats;
        RestoresUnaligned = settings.UnalignedCheckpoints;
        TaskManagers = new TaskManagerTotals(this, stages).Sum();
    }

    public JobGraph Graph { get; }

    public SubtaskPlacement Placement { get; }

    /// <summary>Each TaskManager that runs a subtask, in the placement's order.</summary>
    public ImmutableArray<TaskManagerBufferNeed> TaskManagers { get; }

    /// <summary>The TaskManager that needs most; null for a job without subtasks.</summary>
    public TaskManagerBufferNeed? Fullest => TaskManagers.MaxBy(taskManager => taskManager.Buffers.Required);

    /// <summary>
    /// The smallest number of buffers for each TaskManager with which the job starts, placed like this. Flink may place its subtasks otherwise at the next start: other
    /// channels are remote then, and the fullest TaskManager may need more or less.
    /// </summary>
    public long Smallest => Fullest?.Buffers.Required ?? 0;

    /// <summary>With so many on each TaskManager no pool waits for another: every result partition and gate may fill up to its own limit. Never below <see cref="Smallest"/>.</summary>
    public long Recommended => TaskManagers.IsEmpty ? 0 : TaskManagers.Max(RecommendedOn);

    /// <summary><c>buffer-debloat.enabled</c>: buffers are filled less; their number, and this need, stay.</summary>
    public bool DebloatsBuffers { get; }

    /// <summary>Unaligned checkpoints are on: restoring one takes <see cref="SubtaskBuffers.OnRestore"/> more for a while.</summary>
    public bool RestoresUnaligned { get; }

    /// <summary>As <see cref="Recommended"/>, for one TaskManager.</summary>
    public long RecommendedOn(TaskManagerBufferNeed taskManager)
    {
        ArgumentNullException.ThrowIfNull(taskManager);
        return Math.Max(taskManager.Buffers.Wanted, RestoresUnaligned ? taskManager.Buffers.Required + taskManager.Buffers.OnRestore : 0);
    }

    /// <summary>One exchange over all TaskManagers.</summary>
    /// <param name="edge">Index in <see cref="JobGraph.Edges"/>.</param>
    public EdgeBufferNeed OfEdge(int edge) => Sum(edge, null);

    /// <summary>The exchanges that take buffers on one TaskManager, the costliest first. They add up to what the TaskManager needs, in a batch job to what all its stages need together.</summary>
    /// <param name="taskManager">Index in <see cref="SubtaskPlacement.TaskManagers"/>.</param>
    public ImmutableArray<EdgeBufferNeed> EdgesOn(int taskManager) =>
        [.. Enumerable.Range(0, _exchanges.Length).Select(edge => Sum(edge, taskManager)).Where(need => need.Total.Required > 0).OrderByDescending(need => need.Total.Required).ThenBy(need => need.Edge)];

    /// <summary>Both sides of an exchange, subtask by subtask: the result partitions of the producers, then the gates of the consumers.</summary>
    public IEnumerable<SubtaskBufferNeed> Subtasks(int edge)
    {
        var exchange = _exchanges[edge];
        for (var producer = 0; producer < exchange.Producers; producer++)
        {
            yield return new(Graph.Edges[edge].Source, producer, Placement.Subtasks[Graph.Edges[edge].Source][producer], IsInput: false, exchange.Out(producer));
        }

        for (var consumer = 0; consumer < exchange.Consumers; consumer++)
        {
            yield return new(Graph.Edges[edge].Target, consumer, Placement.Subtasks[Graph.Edges[edge].Target][consumer], IsInput: true, exchange.In(consumer));
        }
    }

    private EdgeBufferNeed Sum(int edge, int? taskManager)
    {
        SubtaskBuffers output = default;
        SubtaskBuffers input = default;
        foreach (var subtask in Subtasks(edge))
        {
            if (taskManager is null || subtask.TaskManager == taskManager)
            {
                (output, input) = subtask.IsInput ? (output, input + subtask.Buffers) : (output + subtask.Buffers, input);
            }
        }

        return new(edge, output, input);
    }
}

/// <summary>What one TaskManager needs at its busiest.</summary>
/// <param name="Index">In <see cref="SubtaskPlacement.TaskManagers"/>.</param>
/// <param name="Subtasks">How many subtasks run there in the whole life of the job.</param>
/// <param name="Stage">The stage that needs most, from 0; 0 for a streaming job.</param>
public sealed record TaskManagerBufferNeed(int Index, string Name, int Subtasks, int Stage, SubtaskBuffers Buffers);

/// <summary>What an exchange needs.</summary>
/// <param name="Edge">Index in <see cref="JobGraph.Edges"/>.</param>
/// <param name="Output">Result partitions of the producers; zero where another exchange of the same result counts them.</param>
/// <param name="Input">Gates of the consumers.</param>
public sealed record EdgeBufferNeed(int Edge, SubtaskBuffers Output, SubtaskBuffers Input)
{
    public SubtaskBuffers Total => Output + Input;
}

/// <summary>One side of an exchange in one subtask.</summary>
/// <param name="Vertex">Index in <see cref="JobGraph.Vertices"/>.</param>
/// <param name="TaskManager">Index in <see cref="SubtaskPlacement.TaskManagers"/>.</param>
public readonly record struct SubtaskBufferNeed(int Vertex, int Subtask, int TaskManager, bool IsInput, SubtaskBuffers Buffers);
