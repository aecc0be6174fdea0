using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>The last values of one subtask; null where there is none.</summary>
/// <param name="Busy">Share of time, 0 to 1; so are the next two.</param>
/// <param name="RecordsIn">A second; so is the next.</param>
/// <param name="InPool">Use of its input pools, 0 to 1.</param>
public sealed record SubtaskReadings(int Index, double? Busy, double? Backpressured, double? Idle, double? RecordsIn, double? RecordsOut, double? InPool, double? OutPool);

/// <summary>A vertex with what its subtasks say.</summary>
/// <param name="Readings">Of each subtask that has values.</param>
/// <param name="IsSource">It receives nothing from another vertex; null where the plan is not known.</param>
/// <param name="IsSink">It sends nothing to another vertex; null where the plan is not known.</param>
public sealed record OperatorRow(VertexEvidence Vertex, ImmutableArray<SubtaskReadings> Readings, bool? IsSource, bool? IsSink)
{
    /// <summary>Subtasks of a large job are asked in turns: older values do not speak of the same time.</summary>
    private static readonly TimeSpan OldReading = TimeSpan.FromMinutes(3);

    /// <summary>The operators of the chain, the first one first.</summary>
    public string Name => PlanWords.FirstOperator(Vertex.Name);

    /// <summary>What is chained to the first operator; empty where nothing is.</summary>
    public string Chained => string.Join(" → ", Vertex.Name.Split(" -> ").Skip(1));

    public double? Busy => Mean(subtask => subtask.Busy);

    public double? Backpressured => Mean(subtask => subtask.Backpressured);

    public double? Idle => Mean(subtask => subtask.Idle);

    public SubtaskReadings? Busiest => Readings.Where(subtask => subtask.Busy is not null).MaxBy(subtask => subtask.Busy);

    public SubtaskReadings? MostBackpressured => Readings.Where(subtask => subtask.Backpressured is not null).MaxBy(subtask => subtask.Backpressured);

    /// <summary>A second, all subtasks together.</summary>
    public double? RecordsIn => Sum(subtask => subtask.RecordsIn);

    /// <summary>A second, all subtasks together.</summary>
    public double? RecordsOut => Sum(subtask => subtask.RecordsOut);

    /// <summary>The fullest one.</summary>
    public double? InPool => Readings.Max(subtask => subtask.InPool);

    /// <summary>The fullest one.</summary>
    public double? OutPool => Readings.Max(subtask => subtask.OutPool);

    /// <summary>Since the subtasks were started; null where Flink has no counts.</summary>
    public long? TotalIn => Vertex.Subtasks.Any(subtask => subtask.RecordsIn is not null) ? Vertex.Subtasks.Sum(subtask => subtask.RecordsIn ?? 0) : null;

    /// <summary>Since the subtasks were started; null where Flink has no counts.</summary>
    public long? TotalOut => Vertex.Subtasks.Any(subtask => subtask.RecordsOut is not null) ? Vertex.Subtasks.Sum(subtask => subtask.RecordsOut ?? 0) : null;

    /// <summary>The subtask that gets most; null where there are no two to compare, or nothing comes in.</summary>
    public RecordSkew? Skew => RecordSkew.Of(Readings.Select(subtask => (subtask.Index, subtask.RecordsIn)), fewest: 1)
        ?? RecordSkew.Of(Vertex.Subtasks.Select(subtask => (subtask.Index, (double?)subtask.RecordsIn)), fewest: 100);

    /// <summary>The vertices of a job, sources first, with the last values in the time shown.</summary>
    /// <param name="newest">From <see cref="Newest"/>.</param>
    public static ImmutableArray<OperatorRow> Of(JobEvidence job, TimeSpanOfRange shown, DateTimeOffset? newest)
    {
        ArgumentNullException.ThrowIfNull(job);

        var until = newest ?? shown.To;
        TimeSpanOfRange last = new(until - OldReading > shown.From ? until - OldReading : shown.From, until);
        var (indexes, depths) = (IndexesOf(job.Graph), DepthsOf(job.Graph));
        return [.. job.Vertices.Select(vertex => (Vertex: vertex, Index: indexes.TryGetValue(vertex.Id, out var index) ? index : (int?)null))
            .OrderBy(pair => pair.Index is { } index ? depths[index] : 0)
            .Select(pair => new OperatorRow(
                pair.Vertex,
                HasNotBegun(job, pair.Vertex) ? [] : [.. Enumerable.Range(0, pair.Vertex.Parallelism).Select(subtask => ReadingsOf(pair.Vertex, subtask, last)).OfType<SubtaskReadings>()],
                pair.Index is { } target ? job.Graph!.Edges.All(edge => edge.Target != target) : null,
                pair.Index is { } source ? job.Graph!.Edges.All(edge => edge.Source != source) : null))];
    }

    /// <summary>When a subtask was last heard of in the time shown; null where none was.</summary>
    public static DateTimeOffset? Newest(JobEvidence job, TimeSpanOfRange shown)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Vertices.SelectMany(vertex => vertex.Windows.Metrics.Select(metric => vertex.Windows.Last(metric, shown.From, shown.To)?.At)).Max();
    }

    /// <summary>What is left of its values is of the subtasks before a restart.</summary>
    private static bool HasNotBegun(JobEvidence job, VertexEvidence vertex) => job.EndedAt is null && vertex.Status is ("CREATED" or "SCHEDULED" or "DEPLOYING");

    private static SubtaskReadings? ReadingsOf(VertexEvidence vertex, int index, TimeSpanOfRange last)
    {
        SubtaskReadings readings = new(index, Share(FlinkMetricNames.BusyTime), Share(FlinkMetricNames.BackPressuredTime), Share(FlinkMetricNames.IdleTime),
            Last(FlinkMetricNames.NumRecordsInPerSecond), Last(FlinkMetricNames.NumRecordsOutPerSecond), Last(FlinkMetricNames.InPoolUsage), Last(FlinkMetricNames.OutPoolUsage));
        return readings == new SubtaskReadings(index, null, null, null, null, null, null, null) ? null : readings;

        double? Share(string metric) => Last(metric) is { } milliseconds ? Math.Clamp(milliseconds / 1000, 0, 1) : null;

        double? Last(string metric) => vertex.Windows.Last(string.Create(CultureInfo.InvariantCulture, $"{index}.{metric}"), last.From, last.To)?.Value;
    }

    private static Dictionary<string, int> IndexesOf(JobGraph? graph)
    {
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        for (var index = 0; index < graph?.Vertices.Length; index++)
        {
            indexes[graph.Vertices[index].Id] = index;
        }

        return indexes;
    }

    /// <summary>How many exchanges away from the sources; plans list the last vertex first.</summary>
    private static int[] DepthsOf(JobGraph? graph)
    {
        var depths = new int[graph?.Vertices.Length ?? 0];
        var isDone = false;
        for (var round = 0; round < depths.Length && !isDone; round++)
        {
            isDone = true;
            foreach (var edge in graph!.Edges.Where(edge => depths[edge.Target] <= depths[edge.Source]))
            {
                depths[edge.Target] = depths[edge.Source] + 1;
                isDone = false;
            }
        }

        return depths;
    }

    private double? Mean(Func<SubtaskReadings, double?> value) => Readings.Average(value);

    private double? Sum(Func<SubtaskReadings, double?> value) => Readings.Any(subtask => value(subtask) is not null) ? Readings.Sum(value) : null;
}
