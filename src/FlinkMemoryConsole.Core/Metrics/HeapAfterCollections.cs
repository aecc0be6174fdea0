namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>
/// The level of the heap after collections (bytes): what is alive, and not the garbage on top of it. Flink gives only the heap in use at some moment of the
/// saw-tooth, every ten seconds; the lowest of the readings over a few collections is the nearest to the level after one.
/// </summary>
public static class HeapAfterCollections
{
    /// <summary>
    /// A single reading may catch the saw anywhere between foot and tip. The lowest of readings with three collections between them lies in the lowest
    /// quarter of the saw nine times out of ten when it catches three teeth, and where collections are denser than readings the tooth is small.
    /// </summary>
    private const double CollectionsPerLevel = 3;

    /// <summary>Without counts of collections a level needs this many readings.</summary>
    private const int ReadingsPerLevel = 4;

    /// <summary>All levels that are still in the windows, oldest first; empty where no collection happened or nothing is known.</summary>
    public static IReadOnlyList<Reading> Of(MetricWindows windows) => Of(windows, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The levels from <paramref name="from"/> to <paramref name="to"/>; a restart of the process begins a new one.</summary>
    public static IReadOnlyList<Reading> Of(MetricWindows windows, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(windows);

        var used = FreshReadings.Of(windows.Read(FlinkMetricNames.HeapUsed, from, to));
        var counters = GarbageCollectors.Of(windows).Where(collector => collector.CountsCollections).Select(collector => windows.Read(collector.CountMetric, from, to)).ToList();
        return counters.Exists(counter => counter.Count > 0) ? [.. BetweenCollections(used, counters)] : [.. BetweenReadings(used)];
    }

    /// <summary>
    /// The readings that follow a collection of the old generation or of the whole heap, lowest of each gap between two such collections: what survived the
    /// most thorough cleaning. Empty for a heap that has not needed one.
    /// </summary>
    public static IReadOnlyList<Reading> OfThoroughCollections(MetricWindows windows, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(windows);

        var used = FreshReadings.Of(windows.Read(FlinkMetricNames.HeapUsed, from, to));
        var counters = GarbageCollectors.Of(windows)
            .Where(collector => collector.CountsCollections && collector.Part is not CollectedPart.Young)
            .Select(collector => windows.Read(collector.CountMetric, from, to)).ToList();
        List<Reading> levels = [];
        for (var i = 1; i < used.Count; i++)
        {
            if (Between(counters, used[i - 1].At, used[i].At) > 0)
            {
                levels.Add(used[i]);
            }
            else if (levels.Count > 0 && used[i].Value < levels[^1].Value)
            {
                levels[^1] = used[i];
            }
        }

        return levels;
    }

    private static IEnumerable<Reading> BetweenCollections(IReadOnlyList<Reading> used, List<IReadOnlyList<Reading>> counters)
    {
        Reading? lowest = null;
        var collections = 0d;
        for (var i = 1; i < used.Count; i++)
        {
            collections += Between(counters, used[i - 1].At, used[i].At);
            if (collections > 0 && (lowest is null || used[i].Value < lowest.Value.Value))
            {
                lowest = used[i];
            }

            if (collections >= CollectionsPerLevel && lowest is { } level)
            {
                yield return level;
                (lowest, collections) = (null, 0);
            }
        }

        if (lowest is { } last)
        {
            yield return last;
        }
    }

    private static IEnumerable<Reading> BetweenReadings(IReadOnlyList<Reading> used)
    {
        for (var start = 0; start + ReadingsPerLevel <= used.Count; start += ReadingsPerLevel)
        {
            yield return used.Skip(start).Take(ReadingsPerLevel).MinBy(reading => reading.Value);
        }
    }

    private static double Between(List<IReadOnlyList<Reading>> counters, DateTimeOffset after, DateTimeOffset to)
    {
        var sum = 0d;
        foreach (var counter in counters)
        {
            var (before, now) = (Last(counter, after), Last(counter, to));
            sum += before is { } from && now is { } until ? GarbageCollectors.Step(from, until) : 0;
        }

        return sum;
    }

    private static double? Last(IReadOnlyList<Reading> counter, DateTimeOffset at)
    {
        var (low, high) = (0, counter.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = counter[middle].At <= at ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : counter[low - 1].Value;
    }
}
