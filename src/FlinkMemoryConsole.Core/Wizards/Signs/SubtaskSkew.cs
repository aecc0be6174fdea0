using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>How unevenly records are spread over the subtasks of a vertex.</summary>
/// <param name="Vertex">Name of the vertex with the greatest difference.</param>
/// <param name="Hottest">Index of the subtask that gets most.</param>
/// <param name="TaskManagerId">Where that subtask runs, as far as known.</param>
/// <param name="Factor">What it gets, against the median of the other subtasks; 1 is even.</param>
public sealed record SubtaskSkew(string Vertex, int Hottest, string? TaskManagerId, double Factor, string Source)
{
    /// <summary>From here on a hot key is a likely cause: below, hash partitioning itself differs as much.</summary>
    public const double Noticeable = 2;

    /// <summary>Fewer records than this say nothing about a distribution.</summary>
    private const long FewestRecords = 100;

    /// <summary>The most uneven vertex of a job that receives records, or null where no vertex has two subtasks with counts.</summary>
    public static SubtaskSkew? Of(JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Vertices.Select(vertex => Of(job, vertex)).OfType<SubtaskSkew>().MaxBy(skew => skew.Factor);
    }

    private static SubtaskSkew? Of(JobEvidence job, VertexEvidence vertex)
    {
        var counts = vertex.Subtasks
            .Select(subtask => (Subtask: subtask, Records: RatePerSecond(vertex, subtask.Index) ?? subtask.RecordsIn))
            .Where(count => count.Records is not null)
            .OrderByDescending(count => count.Records)
            .ToArray();
        var enough = vertex.Subtasks.Sum(subtask => subtask.RecordsIn ?? 0) >= FewestRecords;
        if (counts.Length < 2 || !enough || counts[0].Records <= 0)
        {
            return null;
        }

        var others = counts[1..].Select(count => count.Records!.Value).ToArray();
        var factor = counts[0].Records!.Value / Math.Max(others[others.Length / 2], 1);
        return new(vertex.Name, counts[0].Subtask.Index, counts[0].Subtask.TaskManagerId, factor, $"/jobs/{job.Id}/vertices/{vertex.Id}");
    }

    private static double? RatePerSecond(VertexEvidence vertex, int index) =>
        vertex.Windows.Last(string.Create(CultureInfo.InvariantCulture, $"{index}.{FlinkMetricNames.NumRecordsInPerSecond}")) is { Value: > 0 } rate ? rate.Value : null;
}
