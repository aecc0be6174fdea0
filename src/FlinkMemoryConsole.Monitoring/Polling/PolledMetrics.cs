using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>
/// Every metric that the console asks for, and nothing else: each name here is used by a detector or a panel. Approved as text in a test.
/// The names of the collectors differ from JVM to JVM and are found by listing a process's metrics once in its life (<see cref="CollectorsIn"/>).
/// </summary>
public static class PolledMetrics
{
    private static readonly ImmutableArray<string> Jvm =
    [
        FlinkMetricNames.HeapUsed, FlinkMetricNames.HeapCommitted, FlinkMetricNames.HeapMax, FlinkMetricNames.NonHeapUsed,
        FlinkMetricNames.MetaspaceUsed, FlinkMetricNames.MetaspaceCommitted, FlinkMetricNames.MetaspaceMax,
        FlinkMetricNames.DirectCount, FlinkMetricNames.DirectUsed, FlinkMetricNames.DirectCapacity, FlinkMetricNames.MappedUsed,
        FlinkMetricNames.CpuLoad, FlinkMetricNames.CpuTime, FlinkMetricNames.ThreadCount,
        FlinkMetricNames.ClassesLoaded, FlinkMetricNames.ClassesUnloaded,
    ];

    /// <summary>Of the JobManager's process.</summary>
    public static ImmutableArray<string> JobManager => Jvm;

    /// <summary>Of each TaskManager's process. The same in all Flink versions from 1.18 on.</summary>
    public static ImmutableArray<string> TaskManager { get; } =
    [
        .. Jvm,
        FlinkMetricNames.ManagedUsed, FlinkMetricNames.ManagedTotal,
        FlinkMetricNames.NettySegmentsTotal, FlinkMetricNames.NettySegmentsAvailable, FlinkMetricNames.NettySegmentsUsed, FlinkMetricNames.NettyRequestedUsage,
    ];

    /// <summary>Of each running job.</summary>
    public static ImmutableArray<string> Job { get; } =
    [
        FlinkMetricNames.NumRestarts, "numberOfCompletedCheckpoints", "numberOfFailedCheckpoints", "numberOfInProgressCheckpoints",
        "lastCheckpointDuration", "lastCheckpointSize", "lastCheckpointFullSize",
    ];

    /// <summary>Of each subtask. Flink up to 1.20 has the pool usages also as <c>buffers.*</c>; these names are in every version.</summary>
    public static ImmutableArray<string> Subtask { get; } =
    [
        FlinkMetricNames.BusyTime, FlinkMetricNames.BackPressuredTime, FlinkMetricNames.IdleTime,
        FlinkMetricNames.InPoolUsage, FlinkMetricNames.OutPoolUsage,
        FlinkMetricNames.NumRecordsInPerSecond, FlinkMetricNames.NumRecordsOutPerSecond,
    ];

    /// <summary>The count and the time of each collector in a process's list of metric names; <c>All</c>, their sum, is none.</summary>
    public static ImmutableArray<string> CollectorsIn(IEnumerable<string> names) =>
    [
        .. names.Where(name => name.StartsWith(FlinkMetricNames.GarbageCollectorPrefix, StringComparison.Ordinal)
            && (name.EndsWith(".Count", StringComparison.Ordinal) || name.EndsWith(".Time", StringComparison.Ordinal))
            && !name.StartsWith(FlinkMetricNames.GarbageCollectorPrefix + "All.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// The number in a metric's text, or null for what is none: <c>NaN</c>, <c>n/a</c>, and every negative number, by which Flink and the JVM say
    /// "nothing yet" or "no limit" (nothing that is polled can be negative).
    /// </summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value : null;
}
