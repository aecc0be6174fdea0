using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>How unevenly records are spread over the subtasks of a vertex.</summary>
/// <param name="Vertex">Name of the vertex with the greatest difference.</param>
/// <param name="Hottest">Index of the subtask that gets most.</param>
/// <param name="TaskManagerId">Where that subtask ran then; null where it was started anew since, or is not known.</param>
/// <param name="Factor">What it gets, against the median of the other subtasks; 1 is even.</param>
public sealed record SubtaskSkew(string Vertex, int Hottest, string? TaskManagerId, double Factor, string Source)
{
    /// <summary>From here on a hot key is a likely cause: below, hash partitioning itself differs as much.</summary>
    public const double Noticeable = 2;

    /// <summary>Fewer records than this say nothing about a distribution.</summary>
    private const long FewestRecords = 100;

    /// <summary>The most uneven vertex of a job that receives records, or null where no vertex has two subtasks with rates or counts.</summary>
    /// <param name="from">Rates count from here on: after a failure the job may have been restarted, and its counts with it.</param>
    public static SubtaskSkew? Of(JobEvidence job, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Vertices.Select(vertex => ByRate(job, vertex, from, to) ?? ByCount(job, vertex)).OfType<SubtaskSkew>().MaxBy(skew => skew.Factor);
    }

    private static SubtaskSkew? ByRate(JobEvidence job, VertexEvidence vertex, DateTimeOffset from, DateTimeOffset to) => Compare(
        job,
        vertex,
        to,
        Enumerable.Range(0, vertex.Parallelism)
            .Select(index => (Index: index, Rates: vertex.Windows.Read(string.Create(CultureInfo.InvariantCulture, $"{index}.{FlinkMetricNames.NumRecordsInPerSecond}"), from, to)))
            .Where(subtask => subtask.Rates.Count > 0)
            .Select(subtask => (subtask.Index, subtask.Rates.Select(rate => rate.Value).Order().ElementAt(subtask.Rates.Count / 2) as double?)));

    private static SubtaskSkew? ByCount(JobEvidence job, VertexEvidence vertex) => vertex.Subtasks.Sum(subtask => subtask.RecordsIn ?? 0) < FewestRecords
        ? null
        : Compare(job, vertex, DateTimeOffset.MaxValue, vertex.Subtasks.Select(subtask => (subtask.Index, (double?)subtask.RecordsIn)));

    private static SubtaskSkew? Compare(JobEvidence job, VertexEvidence vertex, DateTimeOffset until, IEnumerable<(int Index, double? Records)> subtasks)
    {
        if (RecordSkew.Of(subtasks, fewest: 1) is not { } skew)
        {
            return null;
        }

        var subtask = vertex.Subtasks.FirstOrDefault(subtask => subtask.Index == skew.Hottest);
        var place = subtask?.StartedAt <= until ? subtask?.TaskManagerId : null;
        return new(vertex.Name, skew.Hottest, place, skew.Factor, $"/jobs/{job.Id}/vertices/{vertex.Id}");
    }
}
