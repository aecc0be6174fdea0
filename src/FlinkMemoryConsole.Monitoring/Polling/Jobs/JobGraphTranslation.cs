using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Jobs;

/// <summary>From the plan that a job's details hold to the graph that needs buffers.</summary>
internal static class JobGraphTranslation
{
    /// <summary>Null where there is no plan, or one that is not whole: a parallelism or operators that are not decided yet, an edge from nowhere, an exchange of another kind.</summary>
    public static JobGraph? ToGraph(this JobDetailsResponse details)
    {
        if (details.PendingOperators > 0 || details.Plan is not { Nodes: [_, ..] nodes } || nodes.Any(node => node.Parallelism is not >= 1))
        {
            return null;
        }

        var told = details.Vertices.ToLookup(vertex => vertex.Id, StringComparer.Ordinal);
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        List<JobEdge> edges = [];
        foreach (var node in nodes)
        {
            if (!indexes.TryAdd(node.Id, indexes.Count))
            {
                return null;
            }
        }

        foreach (var (node, input) in nodes.SelectMany(node => node.Inputs, (node, input) => (node, input)))
        {
            if (!indexes.TryGetValue(input.Id, out var source) || ExchangeTypes.Parse(input.Exchange) is not { } exchange)
            {
                return null;
            }

            edges.Add(new(source, indexes[node.Id], ShipStrategies.Parse(input.ShipStrategy), exchange));
        }

        return new([.. nodes.Select(node => Vertex(node, told[node.Id].FirstOrDefault()))], [.. edges]) { IsBatch = details.Plan.Type is "BATCH" || edges.Exists(edge => !edge.Exchange.IsPipelined()) };
    }

    private static JobVertex Vertex(JobPlanNodeResponse node, JobVertexResponse? told) =>
        new(node.Id, told?.Name ?? node.Id, node.Parallelism!.Value) { MaxParallelism = told?.MaxParallelism is >= 1 and var most ? most : null, SlotSharingGroup = told?.SlotSharingGroupId };
}
