using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>Records per second that come into a job, at the begin and at the end of a time.</summary>
/// <param name="Source">The REST path that gave it.</param>
public sealed record InputRate(double Before, double After, string Source)
{
    /// <summary>Flink averages rates over a minute: until then a job that has just begun seems to speed up.</summary>
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(90);

    /// <summary>How much it changed: 0.5 is half as much again. Infinite where nothing came before.</summary>
    public double Change => Before > 0 ? (After - Before) / Before : After > 0 ? double.PositiveInfinity : 0;

    /// <summary>Within a fifth of what it was.</summary>
    public bool IsConstant => Math.Abs(Change) <= 0.2;

    /// <summary>What a job's sources emit (its first vertex where no rate of a source is known), or null where no rates were read in that time.</summary>
    public static InputRate? Of(JobEvidence job, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(job);
        var settled = job.StartedAt + RunUp is { } run && run > from ? run : from;
        return Between(job, job.Vertices.Where(IsSource), FlinkMetricNames.NumRecordsOutPerSecond, settled, to)
            ?? Between(job, job.Vertices.Where(vertex => !IsSource(vertex)).Take(1), FlinkMetricNames.NumRecordsInPerSecond, settled, to);
    }

    private static bool IsSource(VertexEvidence vertex) => vertex.Name.StartsWith("Source:", StringComparison.Ordinal);

    private static InputRate? Between(JobEvidence job, IEnumerable<VertexEvidence> vertices, string metric, DateTimeOffset from, DateTimeOffset to)
    {
        double before = 0, after = 0;
        var known = false;
        var source = "";
        foreach (var vertex in vertices)
        {
            for (var index = 0; index < vertex.Parallelism; index++)
            {
                var readings = vertex.Windows.Read(string.Create(CultureInfo.InvariantCulture, $"{index}.{metric}"), from, to);
                if (readings.Count < 4)
                {
                    continue;
                }

                known = true;
                source = $"/jobs/{job.Id}/vertices/{vertex.Id}/metrics?get={index.ToString(CultureInfo.InvariantCulture)}.{metric}";
                before += Median(readings.Take(readings.Count / 2));
                after += Median(readings.Skip(readings.Count / 2));
            }
        }

        return known ? new(before, after, source) : null;
    }

    private static double Median(IEnumerable<Reading> readings)
    {
        var values = readings.Select(reading => reading.Value).Order().ToArray();
        return values[values.Length / 2];
    }
}
