using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>The parts of a process in the order in which they are drawn. What Flink's REST API does not show stays in, with the reason: never as zero.</summary>
public static class MemoryPools
{
    public const string Heap = "Java heap";
    public const string Managed = "Managed";
    public const string Network = "Network";
    public const string Direct = "Direct";
    public const string Metaspace = "Metaspace";
    public const string Overhead = "JVM overhead";

    private const string NotReadYet = "The process has not answered for its metrics yet.";
    private const string NativeIsNotSeen = "Native memory (threads, the collector's own, libraries) is not in Flink's metrics; an agent beside the process would see it.";

    /// <summary>Legend of the bars: name and colour.</summary>
    public static ImmutableArray<(string Name, string Color)> Legend { get; } =
        [(Heap, "--pool-heap"), (Managed, "--pool-managed"), (Network, "--pool-network"), (Direct, "--pool-direct"), (Metaspace, "--pool-metaspace"), (Overhead, "--pool-overhead")];

    /// <summary>Empty while Flink has not said what the process was given.</summary>
    public static ImmutableArray<MemoryPool> Of(TaskManagerEvidence taskManager)
    {
        ArgumentNullException.ThrowIfNull(taskManager);

        var (memory, windows) = (taskManager.Memory, taskManager.Windows);
        var network = NetworkInUse(windows, memory?.Network);
        return Known(
            Pool(Heap, "--pool-heap", memory?.JvmHeap, Last(windows, FlinkMetricNames.HeapUsed), "In use now, garbage included (Status.JVM.Memory.Heap.Used)."),
            Pool(Managed, "--pool-managed", memory?.Managed, Last(windows, FlinkMetricNames.ManagedUsed), "Reserved by operators and state backends (Status.Flink.Memory.Managed.Used); full by design where RocksDB or a sorter has it."),
            Pool(Network, "--pool-network", memory?.Network, network, "Buffers in use of those that exist (Status.Shuffle.Netty)."),
            Pool(Direct, "--pool-direct", memory?.FrameworkOffHeap + memory?.TaskOffHeap, DirectBesideNetwork(windows, memory?.Network), "Direct buffers beside network memory (Status.JVM.Memory.Direct.MemoryUsed less network memory, which is allocated at start)."),
            Pool(Metaspace, "--pool-metaspace", memory?.JvmMetaspace, Last(windows, FlinkMetricNames.MetaspaceUsed), "Classes (Status.JVM.Memory.Metaspace.Used)."),
            Pool(Overhead, "--pool-overhead", memory?.JvmOverhead, used: null, NativeIsNotSeen));
    }

    /// <summary>Empty while <c>/jobmanager/config</c> has not answered.</summary>
    public static ImmutableArray<MemoryPool> Of(JobManagerEvidence jobManager)
    {
        ArgumentNullException.ThrowIfNull(jobManager);

        var (memory, windows) = (jobManager.Memory, jobManager.Windows);
        return Known(
            Pool(Heap, "--pool-heap", memory?.JvmHeap, Last(windows, FlinkMetricNames.HeapUsed), "In use now, garbage included (Status.JVM.Memory.Heap.Used)."),
            Pool(Direct, "--pool-direct", memory?.OffHeap, Last(windows, FlinkMetricNames.DirectUsed), "Direct buffers (Status.JVM.Memory.Direct.MemoryUsed)."),
            Pool(Metaspace, "--pool-metaspace", memory?.JvmMetaspace, Last(windows, FlinkMetricNames.MetaspaceUsed), "Classes (Status.JVM.Memory.Metaspace.Used)."),
            Pool(Overhead, "--pool-overhead", memory?.JvmOverhead, used: null, NativeIsNotSeen));
    }

    private static ImmutableArray<MemoryPool> Known(params ReadOnlySpan<MemoryPool?> pools)
    {
        var known = ImmutableArray.CreateBuilder<MemoryPool>(pools.Length);
        foreach (var pool in pools)
        {
            if (pool is not null)
            {
                known.Add(pool);
            }
        }

        return known.ToImmutable();
    }

    private static MemoryPool? Pool(string name, string color, long? budget, double? used, string about) => budget switch
    {
        null or 0 => null,
        { } bytes => new(name, color, bytes, used, used is null && name is not Overhead ? NotReadYet : about),
    };

    private static double? Last(MetricWindows windows, string metric) => windows.Last(metric)?.Value;

    private static double? NetworkInUse(MetricWindows windows, long? budget) =>
        Last(windows, FlinkMetricNames.NettySegmentsUsed) is { } used && Last(windows, FlinkMetricNames.NettySegmentsTotal) is { } total and > 0 ? budget * used / total : null;

    private static double? DirectBesideNetwork(MetricWindows windows, long? network) =>
        Last(windows, FlinkMetricNames.DirectUsed) is { } direct ? Math.Max(0, direct - (network ?? 0)) : null;
}
