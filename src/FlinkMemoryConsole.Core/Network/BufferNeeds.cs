using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>Computes the network buffers of a job as Flink's tasks ask for them when they are deployed.</summary>
public static class BufferNeeds
{
    /// <summary>The need of a job on each TaskManager.</summary>
    /// <param name="placement">One TaskManager for each subtask of each vertex.</param>
    /// <param name="configuration">The TaskManagers' options.</param>
    /// <exception cref="ArgumentException">The placement is not of this graph, or an edge names no vertex.</exception>
    public static BufferNeedAnswer Derive(JobGraph graph, SubtaskPlacement placement, FlinkConfiguration configuration, FlinkVersion version)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(placement);
        Check(graph, placement);
        try
        {
            var settings = NetworkSettings.Read(configuration, version);
            var slots = SlotsOf(new OptionReader(configuration));
            var isDynamic = graph.IsBatch && settings.AdaptiveBatch;
            var exchanges = ExchangesOf(graph, placement, settings, isDynamic);
            return settings.SortRefusal is { } refusal && exchanges.Any(exchange => exchange.Sorts())
                ? throw refusal
                : new BufferNeedAnswer.Computed(new JobBufferNeed(graph, placement, exchanges, StageNeeds.Of(graph, slots, settings.HybridOverlaps), settings));
        }
        catch (FlinkRefusalException refusal)
        {
            return new BufferNeedAnswer.Refused(refusal.ExceptionClass, refusal.Message, refusal.Keys);
        }
    }

    /// <summary>Slots of a TaskManager as <c>taskmanager.numberOfTaskSlots</c> says, at least 1; null where it is no number, which Flink refuses.</summary>
    public static int? SlotsOf(FlinkConfiguration configuration)
    {
        try
        {
            return SlotsOf(new OptionReader(configuration));
        }
        catch (FlinkRefusalException)
        {
            return null;
        }
    }

    private static int SlotsOf(OptionReader options) => Math.Max(1, options.Integer(TaskManagerOptions.Slots, 1));

    private static ImmutableArray<ExchangeBuffers> ExchangesOf(JobGraph graph, SubtaskPlacement placement, NetworkSettings settings, bool isDynamic)
    {
        var subtasksOn = placement.Subtasks.Select(vertex => CountOn(vertex, placement.TaskManagers.Length)).ToList();
        var isSelective = settings.SelectiveHybrid || graph.Edges.Any(edge => edge.Exchange is ExchangeType.HybridSelective);
        HashSet<(int Source, ShipStrategy Strategy, ExchangeType Exchange, int Consumers)> written = [];
        return [.. graph.Edges.Select(edge => new ExchangeBuffers(edge, placement, subtasksOn[edge.Source], settings)
        {
            IsDynamic = isDynamic,
            HasOwnResult = !CanShareResult(edge, isSelective) || written.Add((edge.Source, edge.Strategy, edge.Exchange, graph.Vertices[edge.Target].Parallelism)),
        })];
    }

    /// <summary>
    /// Consumers of a result that can be read more than once share it where they read it in the same way and number. Whether two HASH or CUSTOM exchanges use the same key
    /// no plan tells: they count as two. Nor does it tell of side outputs, which share nothing with the main one.
    /// </summary>
    /// <param name="isSelective">The job asks for hybrid results that spill selectively. Flink turns one of them into a full one where several read it: then the plan does tell.</param>
    private static bool CanShareResult(JobEdge edge, bool isSelective) => edge.Exchange switch
    {
        ExchangeType.HybridSelective => false,
        ExchangeType.HybridFull when isSelective => edge.Strategy is not ShipStrategy.Unknown,
        _ => !edge.Exchange.IsPipelined() && edge.Strategy is not (ShipStrategy.Hash or ShipStrategy.Custom or ShipStrategy.Unknown),
    };

    private static ImmutableArray<int> CountOn(ImmutableArray<int> subtasks, int taskManagers)
    {
        var counts = new int[taskManagers];
        foreach (var taskManager in subtasks)
        {
            counts[taskManager]++;
        }

        return [.. counts];
    }

    private static void Check(JobGraph graph, SubtaskPlacement placement)
    {
        if (placement.Subtasks.Length != graph.Vertices.Length || graph.Vertices.Where((vertex, index) => placement.Subtasks[index].Length != vertex.Parallelism).Any())
        {
            throw new ArgumentException("The placement has not one TaskManager for each subtask of each vertex.", nameof(placement));
        }

        if (graph.Edges.Any(edge => edge.Source < 0 || edge.Source >= graph.Vertices.Length || edge.Target < 0 || edge.Target >= graph.Vertices.Length))
        {
            throw new ArgumentException("An edge names a vertex that is not there.", nameof(graph));
        }
    }
}
