using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>A job with another parallelism. No vertex gets more than its maximum.</summary>
public static class JobGraphRescale
{
    /// <summary>
    /// The graph with other parallelisms. Flink hands records on one to one (FORWARD) only between vertices of one parallelism: where they differ now, it rebalances.
    /// The other way round nothing becomes FORWARD, or chained: a plan does not tell which exchanges the code asked for.
    /// </summary>
    /// <param name="parallelism">Of the vertices that run with the job's own, at least 1; vertices with a maximum below it get that.</param>
    public static JobGraph Rescaled(this JobGraph graph, int parallelism, RescaleScope scope)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);

        var present = graph.Parallelism;
        ImmutableArray<JobVertex> vertices = [.. graph.Vertices.Select(vertex => vertex with { Parallelism = Math.Min(Wanted(vertex, present, parallelism, scope), vertex.MaxParallelism ?? int.MaxValue) })];
        return graph with
        {
            Vertices = vertices,
            Edges = [.. graph.Edges.Select(edge => edge.Strategy is ShipStrategy.Forward && vertices[edge.Source].Parallelism != vertices[edge.Target].Parallelism ? edge with { Strategy = ShipStrategy.Rebalance } : edge)],
        };
    }

    /// <summary>The vertices of a graph whose maximum is below what <see cref="Rescaled"/> would have given them, with that maximum.</summary>
    public static ImmutableArray<JobVertex> HeldBack(this JobGraph graph, int parallelism, RescaleScope scope)
    {
        ArgumentNullException.ThrowIfNull(graph);

        var present = graph.Parallelism;
        return [.. graph.Vertices.Where(vertex => vertex.MaxParallelism < Wanted(vertex, present, parallelism, scope)).Select(vertex => vertex with { Parallelism = vertex.MaxParallelism!.Value })];
    }

    private static int Wanted(JobVertex vertex, int present, int parallelism, RescaleScope scope) => scope switch
    {
        RescaleScope.EveryVertex => parallelism,
        RescaleScope.InProportion => (int)Math.Clamp(Math.Round((double)vertex.Parallelism * parallelism / present, MidpointRounding.AwayFromZero), 1, int.MaxValue),
        _ => vertex.Parallelism == present ? parallelism : Math.Min(vertex.Parallelism, parallelism),
    };
}
