using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>
/// A TaskManager that died without a word while one of its memory areas was running full. Metrics are up to ten seconds old when they are read and stand
/// still when the process hangs, so that the last value is never the limit: the line through the last measurements is followed to the moment of the loss.
/// </summary>
/// <param name="Loss">Who died, and how.</param>
/// <param name="Area">What ran full.</param>
/// <param name="Measured">The measurements of its last rise, oldest first.</param>
/// <param name="Limit">Bytes.</param>
/// <param name="Projected">Bytes at the moment of the loss, had it gone on as before.</param>
internal sealed record SilentDeath(ProcessLoss Loss, MemoryArea Area, IReadOnlyList<Reading> Measured, double Limit, double Projected)
{
    /// <summary>
    /// Growth gets faster towards the end, and a collector needs free room to copy into: heaps that were full a moment later had been seen last at 72 to 91 %,
    /// and a reading is a poll older than that.
    /// </summary>
    private const double NearLimit = 0.7;

    /// <summary>A process that is simply gone was killed from outside more often than not: its own limit must have been as good as reached, and seen from near.</summary>
    private const double NearLimitOfVanished = 0.9;
    private const double SeenOfVanished = 0.6;

    /// <summary>Five measurements of a saw-tooth agree this much on a direction (nine pairs of ten) by chance once in twenty-four times.</summary>
    private const double SmallestSteadiness = 0.75;

    /// <summary>Flink answers values that it fetched up to ten seconds before (<c>metrics.fetcher.update-interval</c>).</summary>
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(10);

    private const int LastMeasurements = 5;

    /// <summary>The share of the limit at the last measurement, 0 to 1.</summary>
    public double LastShare => Measured[^1].Value / Limit;

    public double PerSecond => (Measured[^1].Value - Measured[0].Value) / (Measured[^1].At - Measured[0].At).TotalSeconds;

    /// <summary>When the rise could first be seen.</summary>
    public DateTimeOffset Since => Rise.Began(Measured, Limit);

    /// <summary>0 to 1: surer the nearer to the limit it was seen.</summary>
    public double Confidence => Math.Min(0.85, 0.45 + (0.45 * LastShare)) - (Loss.Way is WayOfLoss.Vanished ? 0.1 : 0);

    /// <summary>The deaths that the windows explain. A death with words of memory of its own is none of them.</summary>
    public static IReadOnlyList<SilentDeath> Of(ClusterEvidence evidence) =>
    [
        .. ProcessLoss.Of(evidence)
            .Where(loss => !MemoryWords.AnyOf(evidence, loss.TaskManager.Id, loss.From, loss.At.AddMinutes(2)))
            .Select(Explain).OfType<SilentDeath>(),
    ];

    /// <summary>The area that had come nearest to its limit, if any had.</summary>
    public static SilentDeath? Explain(ProcessLoss loss) =>
        MemoryArea.All.Select(area => Follow(loss, area)).OfType<SilentDeath>().MaxBy(death => death.Projected / death.Limit);

    private static SilentDeath? Follow(ProcessLoss loss, MemoryArea area)
    {
        var measured = area.Measured(loss.TaskManager.Windows, loss.From, loss.At);
        if (area.Limit(loss.TaskManager) is not { } limit || limit <= 0 || measured.Count < area.FewestMeasurements)
        {
            return null;
        }

        List<Reading> last = [.. measured.TakeLast(LastMeasurements)];
        var lastStep = (last[^1].Value - last[^2].Value) / (last[^1].At - last[^2].At).TotalSeconds;
        var trend = Trend.Fit(last);
        var slope = Math.Max(trend?.PerSecond ?? 0, lastStep);
        var projected = last[^1].Value + (slope * (loss.At - last[^1].At + Staleness).TotalSeconds);
        var rises = slope > 0 && (trend is null || trend.Steadiness >= SmallestSteadiness) && last[^1].Value - last.Min(reading => reading.Value) > 0.1 * limit;
        var near = loss.Way is WayOfLoss.Vanished
            ? projected >= NearLimitOfVanished * limit && last[^1].Value >= SeenOfVanished * limit
            : projected >= NearLimit * limit;
        return rises && near ? new(loss, area, last, limit, projected) : null;
    }
}
