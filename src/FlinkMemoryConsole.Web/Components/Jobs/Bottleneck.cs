using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>The operator that holds others up: it is not held up itself, but those before it are.</summary>
/// <param name="Upstream">The one before it that is held up most.</param>
public sealed record Bottleneck(OperatorRow Row, OperatorRow Upstream)
{
    /// <summary>Up to here Flink calls it no backpressure.</summary>
    private const double Backpressured = 0.1;

    /// <summary>The one with the most backpressure before it; null where nothing is held up, or the plan or the values are not known.</summary>
    public static Bottleneck? Of(JobGraph? graph, ImmutableArray<OperatorRow> rows)
    {
        var byId = rows.ToDictionary(row => row.Vertex.Id, StringComparer.Ordinal);
        return (graph?.Edges ?? [])
            .Select(edge => (To: byId.GetValueOrDefault(graph!.Vertices[edge.Target].Id), From: byId.GetValueOrDefault(graph.Vertices[edge.Source].Id)))
            .Where(pair => pair is { To: not null, From: not null } && Most(pair.To) is <= Backpressured && Most(pair.From) > Backpressured)
            .OrderByDescending(pair => Most(pair.From!)).ThenByDescending(pair => pair.To!.Busiest?.Busy)
            .Select(pair => new Bottleneck(pair.To!, pair.From!))
            .FirstOrDefault();
    }

    /// <summary>As a sentence with its numbers.</summary>
    public string Words => string.Join("", [
        $"{Row.Name} holds {Upstream.Name} up: ",
        Row.Busiest is { Busy: { } busy, Index: var index } ? $"{(Row.Readings.Length > 1 ? $"its subtask {Number(index)}" : "it")} is busy {Shared.ByteSize.Percent(busy)}, " : "",
        $"{Upstream.Name} waits for it {Shared.ByteSize.Percent(Most(Upstream) ?? 0)} of the time."]);

    private static double? Most(OperatorRow row) => row.MostBackpressured?.Backpressured;

    private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
