namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>What the collectors of a process do, whatever they are called. Counters that start again at a restart are followed over it.</summary>
public static class GarbageCollectors
{
    /// <summary>Flink's sum over all collectors, those included that work beside the threads: no collector.</summary>
    private const string Sum = "All";

    /// <summary>The collectors that have readings, by name.</summary>
    public static IReadOnlyList<GarbageCollector> Of(MetricWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);

        return
        [
            .. windows.Metrics
                .Where(metric => metric.StartsWith(FlinkMetricNames.GarbageCollectorPrefix, StringComparison.Ordinal) && metric.EndsWith(".Count", StringComparison.Ordinal))
                .Select(metric => metric[FlinkMetricNames.GarbageCollectorPrefix.Length..^".Count".Length])
                .Where(name => name is not Sum)
                .Order(StringComparer.Ordinal)
                .Select(GarbageCollector.Named),
        ];
    }

    /// <summary>How many collections were counted from <paramref name="from"/> to <paramref name="to"/>; null where fewer than two readings tell.</summary>
    public static double? Collections(MetricWindows windows, GarbageCollector collector, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(collector);

        return Rise(windows.Read(collector.CountMetric, from, to));
    }

    /// <summary>Collections per minute between readings that are at least <paramref name="over"/> apart.</summary>
    public static IReadOnlyList<Reading> CollectionsPerMinute(MetricWindows windows, GarbageCollector collector, TimeSpan over)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(collector);

        return [.. Rates(windows.Read(collector.CountMetric), over).Select(rate => rate with { Value = rate.Value * 60 })];
    }

    /// <summary>Share of time (0 to 1) that one collector worked, between readings at least <paramref name="over"/> apart; a pause only where it <see cref="GarbageCollector.StopsTheWorld"/>.</summary>
    public static IReadOnlyList<Reading> TimeShare(MetricWindows windows, GarbageCollector collector, TimeSpan over)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(collector);

        return [.. Rates(windows.Read(collector.TimeMetric), over).Select(rate => rate with { Value = Math.Min(1, rate.Value / 1000) })];
    }

    /// <summary>Share of time (0 to 1) in which all threads stood still for a collector, over the readings in the range; null where fewer than two tell.</summary>
    public static double? PauseShare(MetricWindows windows, DateTimeOffset from, DateTimeOffset to) =>
        Share(windows, Of(windows).Where(collector => collector.StopsTheWorld), from, to);

    /// <summary>Share of time (0 to 1) in which a collector worked beside the threads; null where there is none or too few readings.</summary>
    public static double? ConcurrentShare(MetricWindows windows, DateTimeOffset from, DateTimeOffset to) =>
        Share(windows, Of(windows).Where(collector => !collector.StopsTheWorld), from, to);

    private static double? Share(MetricWindows windows, IEnumerable<GarbageCollector> collectors, DateTimeOffset from, DateTimeOffset to)
    {
        double? share = null;
        foreach (var collector in collectors)
        {
            var readings = windows.Read(collector.TimeMetric, from, to);
            if (Rise(readings) is { } milliseconds && readings[^1].At > readings[0].At)
            {
                share = (share ?? 0) + (milliseconds / (readings[^1].At - readings[0].At).TotalMilliseconds);
            }
        }

        return share is { } found ? Math.Min(1, found) : null;
    }

    /// <summary>What a counter counted: a fall is a restart, after which it began at zero.</summary>
    internal static double? Rise(IReadOnlyList<Reading> counter)
    {
        if (counter.Count < 2)
        {
            return null;
        }

        var sum = 0d;
        for (var i = 1; i < counter.Count; i++)
        {
            sum += Step(counter[i - 1].Value, counter[i].Value);
        }

        return sum;
    }

    internal static double Step(double before, double after) => after >= before ? after - before : after;

    private static IEnumerable<Reading> Rates(IReadOnlyList<Reading> counter, TimeSpan over)
    {
        var (start, sum) = (0, 0d);
        for (var i = 1; i < counter.Count; i++)
        {
            sum += Step(counter[i - 1].Value, counter[i].Value);
            if (counter[i].At - counter[start].At >= over)
            {
                yield return new(counter[i].At, sum / (counter[i].At - counter[start].At).TotalSeconds);
                (start, sum) = (i, 0);
            }
        }
    }
}
