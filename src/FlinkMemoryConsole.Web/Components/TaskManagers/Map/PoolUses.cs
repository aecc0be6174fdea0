using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Shared.Memory;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Map;

/// <summary>
/// What Flink's metrics show of a process's memory, by the name of the box that it is laid over. A value that several components share stands on
/// the box around them: nothing in the JVM tells framework heap from task heap.
/// </summary>
public static class PoolUses
{
    /// <summary>Boxes whose use is in another box's use already.</summary>
    public static ImmutableArray<string> Contained { get; } = [MemoryComponentNames.Of(MemoryComponent.Network)];

    public static ImmutableDictionary<string, MeasuredUse> Of(TaskManagerMemory memory, LastValues values)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);

        return Named(
            (MemoryMapModel.Heap, Heap(memory.JvmHeap, values)),
            (MemoryMapModel.Direct, Seen(values, FlinkMetricNames.DirectUsed, memory.JvmDirect, "-XX:MaxDirectMemorySize", AboutDirect(memory.Network, values))),
            (MemoryComponentNames.Of(MemoryComponent.Network), Network(memory.Network, values)),
            (MemoryComponentNames.Of(MemoryComponent.Managed), Seen(values, FlinkMetricNames.ManagedUsed, memory.Managed, "what Flink hands out", "Reserved by operators and state backends, full by design where RocksDB or a sorter has it; what they really use of it, or beyond it, is not seen (Status.Flink.Memory.Managed.Used).")),
            (MemoryComponentNames.Of(MemoryComponent.JvmMetaspace), Metaspace(memory.JvmMetaspace, values)),
            (MemoryComponentNames.Of(MemoryComponent.JvmOverhead), Overhead(memory.JvmOverhead, values)));
    }

    public static ImmutableDictionary<string, MeasuredUse> Of(JobManagerMemory memory, bool limitsDirectMemory, LastValues values)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);

        return Named(
            (MemoryMapModel.Heap, Heap(memory.JvmHeap, values)),
            (MemoryComponentNames.Of(MemoryComponent.OffHeap), Seen(values, FlinkMetricNames.DirectUsed, memory.OffHeap, limitsDirectMemory ? "-XX:MaxDirectMemorySize" : "its budget: without a flag the JVM allows as much as -Xmx", "Direct buffers; native memory of libraries is not seen (Status.JVM.Memory.Direct.MemoryUsed).")),
            (MemoryComponentNames.Of(MemoryComponent.JvmMetaspace), Metaspace(memory.JvmMetaspace, values)),
            (MemoryComponentNames.Of(MemoryComponent.JvmOverhead), Overhead(memory.JvmOverhead, values)));
    }

    private static ImmutableDictionary<string, MeasuredUse> Named(params ReadOnlySpan<(string Name, MeasuredUse Use)> uses) =>
        uses.ToArray().ToImmutableDictionary(use => use.Name, use => use.Use, StringComparer.Ordinal);

    private static MeasuredUse Seen(LastValues values, string metric, double? limit, string limitName, string about) =>
        values[metric] is { } used ? new(used, limit, limitName, about) : new(null, limit, limitName, values.WhyNone);

    /// <summary>The JVM's own maximum is what kills: a few regions more or a survivor space less than <c>-Xmx</c>.</summary>
    private static MeasuredUse Heap(long? budget, LastValues values) => OfJvm(
        (FlinkMetricNames.HeapUsed, FlinkMetricNames.HeapCommitted, FlinkMetricNames.HeapMax), budget, "-Xmx as the JVM applies it", "Garbage included", "Status.JVM.Memory.Heap.Used", values);

    /// <summary>The limit is compared with what is committed.</summary>
    private static MeasuredUse Metaspace(long? budget, LastValues values) => OfJvm(
        (FlinkMetricNames.MetaspaceUsed, FlinkMetricNames.MetaspaceCommitted, FlinkMetricNames.MetaspaceMax), budget, "-XX:MaxMetaspaceSize", "Classes", "Status.JVM.Memory.Metaspace.Used", values);

    /// <summary>A pool that the JVM limits itself.</summary>
    private static MeasuredUse OfJvm((string Used, string Committed, string Max) metrics, long? budget, string limitName, string about, string source, LastValues values) =>
        Seen(values, metrics.Used, Positive(values[metrics.Max]) ?? budget, limitName, $"{about}{Committed(values[metrics.Committed])} ({source}).");

    private static MeasuredUse Network(long? budget, LastValues values) =>
        (values[FlinkMetricNames.NettySegmentsUsed], values[FlinkMetricNames.NettySegmentsTotal]) is ({ } used, { } total and > 0)
            ? new(budget * used / total, budget, "network memory", string.Create(CultureInfo.InvariantCulture, $"{used:#,0} of {total:#,0} buffers are out of the pool, idle ones of local pools among them; direct memory holds all of them (Status.Shuffle.Netty)."))
            {
                Counted = string.Create(CultureInfo.InvariantCulture, $"{used:#,0} of {total:#,0} buffers"),
            }
            : new(null, budget, "network memory", values.WhyNone);

    /// <summary>Of what lies in JVM overhead the metrics show the code cache only, and that not by itself.</summary>
    private static MeasuredUse Overhead(long? budget, LastValues values) =>
        (values[FlinkMetricNames.NonHeapUsed], values[FlinkMetricNames.MetaspaceUsed]) is ({ } nonHeap, { } metaspace) && nonHeap >= metaspace
            ? new(nonHeap - metaspace, budget, "its budget: no flag limits it", "That is the code cache, with compressed class space that metaspace counts too (Status.JVM.Memory.NonHeap.Used less Metaspace.Used). Thread stacks, the collector and native libraries are not in Flink's metrics.") { IsPart = true }
            : new(null, budget, "its budget: no flag limits it", "Thread stacks, code cache, the collector and native libraries: nothing of it was read.");

    private static string AboutDirect(long? network, LastValues values) => values[FlinkMetricNames.DirectUsed] is { } direct && network is { } buffers && direct >= buffers
        ? $"{ByteSize.Text(buffers)} of it are the network buffers, {ByteSize.Text(direct - buffers)} are other direct buffers of Flink and your code, which nothing tells apart; native memory is not seen (Status.JVM.Memory.Direct.MemoryUsed)."
        : "Network buffers and other direct buffers of Flink and your code, which nothing tells apart; native memory is not seen (Status.JVM.Memory.Direct.MemoryUsed).";

    private static string Committed(double? bytes) => Positive(bytes) is { } committed ? $"; the JVM holds {ByteSize.Text(committed)} for it" : "";

    /// <summary>The JVM says −1 for a limit that is not set.</summary>
    private static double? Positive(double? value) => value is > 0 ? value : null;
}
