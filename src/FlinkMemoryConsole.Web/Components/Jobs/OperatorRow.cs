using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
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
    public string Name => Vertex.Name.Split(" -> ")[0];

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
    public static ImmutableArray<OperatorRow> Of(JobEvidence job, TimeSpanOfRange shown)
    {
        ArgumentNullException.ThrowIfNull(job);

        var newest = Newest(job, shown) ?? shown.To;
        TimeSpanOfRange last = new(newest - OldReading > shown.From ? newest - OldReading : shown.From, newest);
        return [.. job.Vertices.OrderBy(vertex => DepthOf(job, vertex)).Select(vertex => Of(job, vertex, last))];
    }

    /// <summary>When a subtask was last heard of in the time shown; null where none was.</summary>
    public static DateTimeOffset? Newest(JobEvidence job, TimeSpanOfRange shown)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Vertices.SelectMany(vertex => vertex.Windows.Metrics.Select(metric => vertex.Windows.Read(metric, shown.From, shown.To)))
            .Where(readings => readings.Count > 0).Select(readings => (DateTimeOffset?)readings[^1].At).Max();
    }

    private static OperatorRow Of(JobEvidence job, VertexEvidence vertex, TimeSpanOfRange last) => new(
        vertex,
        [.. Enumerable.Range(0, vertex.Parallelism).Select(index => ReadingsOf(vertex, index, last)).OfType<SubtaskReadings>()],
        IndexOf(job, vertex) is { } target ? job.Graph!.Edges.All(edge => edge.Target != target) : null,
        IndexOf(job, vertex) is { } source ? job.Graph!.Edges.All(edge => edge.Source != source) : null);

    private static int? IndexOf(JobEvidence job, VertexEvidence vertex) => job.Graph?.Vertices.Select(node => node.Id).ToList().IndexOf(vertex.Id) is >= 0 and var index ? index : null;

    private static SubtaskReadings? ReadingsOf(VertexEvidence vertex, int index, TimeSpanOfRange last)
    {
        SubtaskReadings readings = new(index, Share(FlinkMetricNames.BusyTime), Share(FlinkMetricNames.BackPressuredTime), Share(FlinkMetricNames.IdleTime),
            Last(FlinkMetricNames.NumRecordsInPerSecond), Last(FlinkMetricNames.NumRecordsOutPerSecond), Last(FlinkMetricNames.InPoolUsage), Last(FlinkMetricNames.OutPoolUsage));
        return readings == new SubtaskReadings(index, null, null, null, null, null, null, null) ? null : readings;

        double? Share(string metric) => Last(metric) is { } milliseconds ? Math.Clamp(milliseconds / 1000, 0, 1) : null;

        double? Last(string metric) =>
            vertex.Windows.Read(string.Create(CultureInfo.InvariantCulture, $"{index}.{metric}"), last.From, last.To) is [.., var reading] ? reading.Value : null;
    }

    /// <summary>How many exchanges away from the sources; plans list the last vertex first.</summary>
    private static int DepthOf(JobEvidence job, VertexEvidence vertex)
    {
        if (job.Graph is not { } graph || IndexOf(job, vertex) is not { } start)
        {
            return 0;
        }

        HashSet<int> seen = [start];
        List<int> front = [start];
        var depth = 0;
        while (true)
        {
            front = [.. graph.Edges.Where(edge => front.Contains(edge.Target)).Select(edge => edge.Source).Distinct().Where(seen.Add)];
            if (front.Count == 0)
            {
                return depth;
            }

            depth++;
        }
    }

    private double? Mean(Func<SubtaskReadings, double?> value) => Readings.Average(value);

    private double? Sum(Func<SubtaskReadings, double?> value) => Readings.Any(subtask => value(subtask) is not null) ? Readings.Sum(value) : null;
}
