namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>Metric ids exactly as Flink's REST API spells them. Units: bytes, counts, milliseconds.</summary>
public static class FlinkMetricNames
{
    public const string HeapUsed = "Status.JVM.Memory.Heap.Used";
    public const string HeapCommitted = "Status.JVM.Memory.Heap.Committed";

    /// <summary>Not exactly <c>-Xmx</c>: G1 rounds up to regions, Serial and Parallel leave out a survivor space.</summary>
    public const string HeapMax = "Status.JVM.Memory.Heap.Max";

    public const string NonHeapUsed = "Status.JVM.Memory.NonHeap.Used";
    public const string MetaspaceUsed = "Status.JVM.Memory.Metaspace.Used";
    public const string MetaspaceCommitted = "Status.JVM.Memory.Metaspace.Committed";
    public const string MetaspaceMax = "Status.JVM.Memory.Metaspace.Max";
    public const string DirectCount = "Status.JVM.Memory.Direct.Count";
    public const string DirectUsed = "Status.JVM.Memory.Direct.MemoryUsed";

    /// <summary>Capacity of the buffers that exist, not a limit.</summary>
    public const string DirectCapacity = "Status.JVM.Memory.Direct.TotalCapacity";

    public const string MappedCount = "Status.JVM.Memory.Mapped.Count";
    public const string MappedUsed = "Status.JVM.Memory.Mapped.MemoryUsed";
    public const string ManagedUsed = "Status.Flink.Memory.Managed.Used";
    public const string ManagedTotal = "Status.Flink.Memory.Managed.Total";
    public const string NettySegmentsTotal = "Status.Shuffle.Netty.TotalMemorySegments";
    public const string NettySegmentsAvailable = "Status.Shuffle.Netty.AvailableMemorySegments";
    public const string NettySegmentsUsed = "Status.Shuffle.Netty.UsedMemorySegments";

    /// <summary>Percent; above 100 Flink warns. Exclusive buffers are not in it.</summary>
    public const string NettyRequestedUsage = "Status.Shuffle.Netty.RequestedMemoryUsage";

    public const string CpuLoad = "Status.JVM.CPU.Load";
    public const string CpuTime = "Status.JVM.CPU.Time";
    public const string ThreadCount = "Status.JVM.Threads.Count";
    public const string ClassesLoaded = "Status.JVM.ClassLoader.ClassesLoaded";
    public const string ClassesUnloaded = "Status.JVM.ClassLoader.ClassesUnloaded";

    /// <summary>Followed by the collector's name and <c>.Count</c> or <c>.Time</c> (ms, cumulative). <c>All</c> is no collector but their sum.</summary>
    public const string GarbageCollectorPrefix = "Status.JVM.GarbageCollector.";

    public const string NumRestarts = "numRestarts";

    /// <summary>Of a subtask, averaged over a minute by Flink.</summary>
    public const string NumRecordsInPerSecond = "numRecordsInPerSecond";

    /// <summary>Of a subtask, averaged over a minute by Flink.</summary>
    public const string NumRecordsOutPerSecond = "numRecordsOutPerSecond";

    /// <summary>Of a subtask, milliseconds of each second; may be missing for sources of the old kind.</summary>
    public const string BusyTime = "busyTimeMsPerSecond";

    /// <summary>Of a subtask, milliseconds of each second in which it waited for its consumers.</summary>
    public const string BackPressuredTime = "backPressuredTimeMsPerSecond";

    /// <summary>Of a subtask, milliseconds of each second.</summary>
    public const string IdleTime = "idleTimeMsPerSecond";

    /// <summary>Of a subtask, 0 to 1; local channels are not in it.</summary>
    public const string InPoolUsage = "Shuffle.Netty.Input.Buffers.inPoolUsage";

    /// <summary>Of a subtask, above 1 while it uses overdraft buffers.</summary>
    public const string OutPoolUsage = "Shuffle.Netty.Output.Buffers.outPoolUsage";
}
