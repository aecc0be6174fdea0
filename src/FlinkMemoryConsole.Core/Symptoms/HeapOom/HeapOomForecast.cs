using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.HeapOom;

/// <summary>A heap that is on its way to its limit.</summary>
/// <param name="Trend">Of the heap after collections.</param>
/// <param name="TimeToLimit">From now.</param>
/// <param name="Since">When the growth began to show.</param>
internal sealed record HeapOomForecast(Trend Trend, TimeSpan TimeToLimit, DateTimeOffset Since)
{
    /// <summary>How many of the last levels are tried: a short steep rise and a long slow one look alike only in different spans.</summary>
    private static readonly int[] Spans = [5, 8, 13, 21, 34, 55];

    /// <summary>Null where it does not grow, not enough, or not surely.</summary>
    public static HeapOomForecast? Of(HeapPicture heap, HeapOomOptions options)
    {
        var levels = Alive(heap);
        if (levels.Count < options.FewestLevels || levels[^1].At < heap.To.AddMinutes(-2))
        {
            return null;
        }

        var latest = Trend.Fit([.. levels.TakeLast(options.FewestLevels)])!;
        return Spans.Where(span => span == Spans[0] || levels.Count >= span)
            .Select(span => levels.TakeLast(span).ToList())
            .Select(part => (Part: part, Trend: Trend.Fit(part)!))
            .Where(fit => fit.Trend.PerSecond > 0
                && fit.Trend.Confidence >= options.SmallestConfidence
                && fit.Part[^1].At - fit.Part[0].At >= options.ShortestGrowth
                && fit.Trend.Level >= options.SmallestShare * heap.Limit
                && latest.PerSecond >= options.SmallestLastSlopeShare * fit.Trend.PerSecond
                && fit.Trend.TimeTo(heap.Limit) <= options.Horizon)
            .OrderByDescending(fit => fit.Trend.Confidence).ThenByDescending(fit => fit.Part.Count)
            .Select(fit => new HeapOomForecast(fit.Trend, Left(fit.Trend, heap), Rise.Began([.. levels.SkipLast(fit.Part.Count)], fit.Part, fit.Trend, heap.Limit)))
            .FirstOrDefault();
    }

    /// <summary>Serial and Parallel clean the old generation only when it is full: before that, what young collections leave there says nothing.</summary>
    private static IReadOnlyList<Reading> Alive(HeapPicture heap) =>
        GarbageCollectors.Of(heap.Process.Windows).Any(collector => collector.Name is "MarkSweepCompact" or "PS_MarkSweep") ? heap.Thorough : heap.Levels;

    private static TimeSpan Left(Trend trend, HeapPicture heap)
    {
        var left = trend.TimeTo(heap.Limit)!.Value - (heap.To - trend.At);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
