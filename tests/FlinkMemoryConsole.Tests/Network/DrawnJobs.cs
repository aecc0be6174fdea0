using System.Collections.Immutable;
using CsCheck;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>Drawn job graphs: edges go from earlier to later vertices, as in every plan.</summary>
internal static class DrawnJobs
{
    private static readonly Gen<ExchangeType> Pipelined = OneOf(ExchangeType.PipelinedBounded, ExchangeType.Pipelined, ExchangeType.PipelinedApproximate);

    private static readonly Gen<ExchangeType> Any = OneOf(Enum.GetValues<ExchangeType>());

    private static readonly Gen<ShipStrategy> AllToAll = OneOf(ShipStrategy.Hash, ShipStrategy.Rebalance, ShipStrategy.Broadcast, ShipStrategy.Global);

    private static readonly Gen<ShipStrategy> AnyStrategy = OneOf(Enum.GetValues<ShipStrategy>());

    /// <summary>Streaming jobs whose exchanges are all-to-all.</summary>
    public static readonly Gen<JobGraph> Shuffling = Graph(AllToAll, Pipelined);

    /// <summary>Streaming jobs with pointwise exchanges, too.</summary>
    public static readonly Gen<JobGraph> Streaming = Graph(AnyStrategy, Pipelined);

    /// <summary>Anything that Flink may run.</summary>
    public static readonly Gen<JobGraph> Anything = Gen.Select(Graph(AnyStrategy, Any), Gen.Bool, (graph, batch) => graph with { IsBatch = batch });

    public static readonly Gen<FlinkVersion> Versions = OneOf(new FlinkVersion(1, 18), new FlinkVersion(1, 20), new FlinkVersion(2, 0), new FlinkVersion(2, 3));

    /// <summary>The need of a job whose slots are filled one TaskManager after the other.</summary>
    public static JobBufferNeed Need(JobGraph graph, FlinkVersion version, int slots = 2, params (string Key, string Value)[] options)
    {
        var configuration = options.Aggregate(FlinkConfiguration.Empty.With("taskmanager.numberOfTaskSlots", $"{slots}"), (all, option) => all.With(option.Key, option.Value));
        return BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, slots), configuration, version).NeedOrNull.ShouldNotBeNull();
    }

    /// <summary>Two vertices and one exchange.</summary>
    public static JobGraph Pair(int producers, int consumers, ShipStrategy strategy, ExchangeType exchange = ExchangeType.PipelinedBounded) =>
        new([new("a", "a", producers), new("b", "b", consumers)], [new(0, 1, strategy, exchange)]);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<JobGraph> Graph(Gen<ShipStrategy> strategies, Gen<ExchangeType> exchanges) =>
        from parallelisms in Gen.Int[1, 9].Array[2, 6]
        from edges in Gen.Select(Gen.Int[0, parallelisms.Length - 2], Gen.Int[1, parallelisms.Length - 1], strategies, exchanges).Array[1, 8]
        select new JobGraph(
            [.. parallelisms.Select((parallelism, index) => new JobVertex($"v{index}", $"vertex {index}", parallelism))],
            [.. edges.Select(edge => new JobEdge(Math.Min(edge.Item1, edge.Item2 - 1), edge.Item2, edge.Item3, edge.Item4))]);
}
