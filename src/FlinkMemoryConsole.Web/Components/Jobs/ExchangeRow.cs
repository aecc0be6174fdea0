using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>An exchange of a job and its buffers, over all TaskManagers.</summary>
/// <param name="Channels">How many producers and consumers it connects; null where a batch job decides that at run time.</param>
/// <param name="Output">Required by the result partitions.</param>
/// <param name="Input">Required by the gates.</param>
/// <param name="Share">Of all that the job's exchanges require, 0 to 1.</param>
public sealed record ExchangeRow(string From, string To, string Strategy, string Exchange, int Producers, int Consumers, long? Channels, SubtaskBuffers Output, SubtaskBuffers Input, double Share)
{
    public long Required => Output.Required + Input.Required;

    public long Wanted => Output.Wanted + Input.Wanted;

    public long Overdraft => Output.Overdraft + Input.Overdraft;

    /// <summary>All exchanges, the costliest first; of equal ones those nearer to the sources, which plans list last.</summary>
    public static ImmutableArray<ExchangeRow> Of(JobBufferNeed need)
    {
        ArgumentNullException.ThrowIfNull(need);

        var edges = Enumerable.Range(0, need.Graph.Edges.Length).Select(need.OfEdge).ToList();
        var all = Math.Max(1, edges.Sum(edge => edge.Total.Required));
        return [.. edges.OrderByDescending(edge => edge.Total.Required).ThenByDescending(edge => edge.Edge).Select(edge => Of(need.Graph, edge, all))];
    }

    private static ExchangeRow Of(JobGraph graph, EdgeBufferNeed need, long all)
    {
        var edge = graph.Edges[need.Edge];
        var (from, to) = (graph.Vertices[edge.Source], graph.Vertices[edge.Target]);
        return new(
            PlanWords.FirstOperator(from.Name), PlanWords.FirstOperator(to.Name), edge.Strategy is ShipStrategy.Unknown ? "unknown" : PlanWords.Of(edge.Strategy), PlanWords.Of(edge.Exchange).ToLowerInvariant(), from.Parallelism, to.Parallelism,
            ChannelsOf(graph, edge), need.Output, need.Input, (double)need.Total.Required / all);
    }

    private static long? ChannelsOf(JobGraph graph, JobEdge edge)
    {
        var (producers, consumers) = (graph.Vertices[edge.Source].Parallelism, graph.Vertices[edge.Target].Parallelism);
        return edge.Strategy is not (ShipStrategy.Forward or ShipStrategy.Rescale) ? (long)producers * consumers
            : graph.IsBatch && producers < consumers ? null
            : Math.Max(producers, consumers);
    }
}
