using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>The Java heap of one TaskManager over one of its lives, as the level after collections.</summary>
/// <param name="Life">The life that is looked at.</param>
/// <param name="LimitBytes"><c>-Xmx</c> as the JVM counts it; null while unknown.</param>
/// <param name="Growth">How the level moved; null where too little was read.</param>
public sealed record HeapHistory(TaskManagerEvidence TaskManager, Lifespan? Life, IReadOnlyList<Reading> Levels, double? LimitBytes, Growth? Growth)
{
    /// <summary>A TaskManager that comes back under its old id shows its predecessor's last values for so long.</summary>
    private static readonly TimeSpan StaleAfterStart = TimeSpan.FromSeconds(15);

    /// <summary>Highest level after collections; null where nothing was read.</summary>
    public double? PeakBytes => Levels.Count == 0 ? null : Levels.Max(level => level.Value);

    /// <summary>The REST path of the heap's metrics.</summary>
    public string Source => $"/taskmanagers/{TaskManager.Id}/metrics?get={FlinkMetricNames.HeapUsed}";

    /// <summary>Where it had come to as a share of the limit; null while either is unknown.</summary>
    public double? PeakShare => PeakBytes / LimitBytes;

    /// <summary>When the rise reaches the limit at its present pace; null when it does not rise or no limit is known.</summary>
    public DateTimeOffset? FullAt => Growth is { IsRising: true, BytesPerSecond: > 0 } rise && LimitBytes is { } limit && limit > rise.ToBytes
        ? rise.To + TimeSpan.FromSeconds(Math.Min((limit - rise.ToBytes) / rise.BytesPerSecond, TimeSpan.FromDays(365).TotalSeconds))
        : null;

    /// <summary>
    /// When the level first left too little room to collect in, from <paramref name="start"/> of the process or of a job in it on; null where it did not, or no limit is known.
    /// What an earlier job left in the process is not counted: it stands there until a collection has freed it.
    /// </summary>
    public DateTimeOffset? CrowdedAfter(DateTimeOffset start)
    {
        var levels = Levels.Where(level => level.At > start);
        return (start > Life?.From ? levels.SkipWhile(IsCrowded) : levels).Where(IsCrowded).Select(level => (DateTimeOffset?)level.At).FirstOrDefault();
    }

    /// <summary>The life that a moment falls into, or the last one.</summary>
    public static HeapHistory Of(TaskManagerEvidence taskManager, DateTimeOffset? moment = null)
    {
        ArgumentNullException.ThrowIfNull(taskManager);
        var life = taskManager.Lives.LastOrDefault(life => moment is { } at && life.From <= at && (life.Until is null || at <= life.Until.Value.AddMinutes(1))) ?? taskManager.Lives.LastOrDefault();
        var comesBack = life is not null && !ReferenceEquals(life, taskManager.Lives[0]);
        var from = life is null ? DateTimeOffset.MinValue : comesBack ? life.From + StaleAfterStart : life.From;
        var levels = HeapAfterCollections.Of(taskManager.Windows, from, life?.Until ?? DateTimeOffset.MaxValue);
        double? limit = taskManager.Windows.Last(FlinkMetricNames.HeapMax)?.Value ?? taskManager.Memory?.JvmHeap;
        return new(taskManager, life, levels, limit, limit is { } scale ? Growth.Of(levels, scale) : null);
    }

    private bool IsCrowded(Reading level) => level.Value > LimitBytes * CheckJudgement.RoomyShare;
}
