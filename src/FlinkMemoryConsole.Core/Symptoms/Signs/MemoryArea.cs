using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>A part of a TaskManager's memory that Flink's metrics show together with the limit that kills.</summary>
internal sealed record MemoryArea(string Name, string Metric, Func<TaskManagerEvidence, double?> Limit)
{
    public static readonly MemoryArea Heap = new("JVM heap", FlinkMetricNames.HeapUsed, HeapLimit);

    public static readonly MemoryArea Metaspace = new(
        "metaspace", FlinkMetricNames.MetaspaceUsed, taskManager => taskManager.Windows.Last(FlinkMetricNames.MetaspaceMax)?.Value ?? taskManager.Memory?.JvmMetaspace);

    /// <summary>No metric tells the limit: it is the sum of the three components.</summary>
    public static readonly MemoryArea Direct = new("direct memory", FlinkMetricNames.DirectUsed, taskManager => taskManager.Memory?.JvmDirect);

    /// <summary>Two points make a line in an area that only fills; a heap goes up and down.</summary>
    public int FewestMeasurements => this == Heap ? Trend.FewestReadings : 2;

    public static IReadOnlyList<MemoryArea> All { get; } = [Heap, Metaspace, Direct];

    /// <summary>The heap's limit of any JVM process, bytes.</summary>
    public static double? HeapLimit(ProcessEvidence process) =>
        process.Windows.Last(FlinkMetricNames.HeapMax)?.Value ?? (process as TaskManagerEvidence)?.Memory?.JvmHeap ?? (process as JobManagerEvidence)?.Memory?.JvmHeap;

    /// <summary>
    /// Measurements of what is in use and stays: of the heap those that follow a collection, since readings between collections show garbage.
    /// </summary>
    public IReadOnlyList<Reading> Measured(MetricWindows windows, DateTimeOffset from, DateTimeOffset to)
    {
        var fresh = FreshReadings.Of(windows.Read(Metric, from, to));
        if (this != Heap)
        {
            return fresh;
        }

        var counters = GarbageCollectors.Of(windows).Where(collector => collector.CountsCollections).ToList();
        return [.. fresh.Where((reading, i) => counters.Count == 0 || !counters.TrueForAll(collector => IsIdle(windows, collector, i == 0 ? null : fresh[i - 1], reading)))];
    }

    /// <summary>Whether it is known that this collector did nothing up to the reading; the first readings of a process come before its collectors are known.</summary>
    private static bool IsIdle(MetricWindows windows, GarbageCollector collector, Reading? before, Reading reading) => before is { } last
        ? GarbageCollectors.Collections(windows, collector, last.At, reading.At) is 0
        : windows.Read(collector.CountMetric, reading.At, reading.At) is [{ Value: 0 }];
}
