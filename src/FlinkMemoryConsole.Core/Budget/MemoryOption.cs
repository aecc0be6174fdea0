using System.Collections.Immutable;
using System.Globalization;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>An option that Flink's derivation reads, with the default that holds in every known version.</summary>
/// <param name="Key">Flink's present key.</param>
/// <param name="Default">As Flink's option descriptions print it; null where it has none.</param>
/// <param name="Alias">A deprecated key that all versions still accept; the present key wins.</param>
internal sealed record MemoryOption(string Key, string? Default = null, string? Alias = null)
{
    /// <summary>Bytes of the default of a size; zero where it has none.</summary>
    public long DefaultBytes { get; } = Default is not null && Configuration.MemorySizeText.TryParse(Default, out var bytes, out _) ? bytes : 0;

    /// <summary>The default of a fraction, rounded to a float as Flink's is.</summary>
    public float DefaultFraction { get; } = float.TryParse(Default, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) ? fraction : 0;

    /// <summary>As Flink's <c>ConfigOption.toString</c> names an option in messages.</summary>
    public string Description => $"Key: '{Key}' , default: {Default ?? "null"} (fallback keys: [{(Alias is null ? "" : $"{{key={Alias}, isDeprecated=true}}")}])";
}

/// <summary>The options about the process around total Flink memory, which TaskManager and JobManager share.</summary>
internal sealed record ProcessOptions(string Prefix)
{
    /// <summary>What makes total Flink memory large, besides its own option: to blame where it does not fit into total process memory.</summary>
    public required ImmutableArray<MemoryOption> Parts { get; init; }

    public MemoryOption TotalProcess { get; } = new($"{Prefix}.memory.process.size");

    public MemoryOption TotalFlink { get; } = new($"{Prefix}.memory.flink.size");

    public MemoryOption Metaspace { get; } = new($"{Prefix}.memory.jvm-metaspace.size", "256m");

    public MemoryOption OverheadMin { get; } = new($"{Prefix}.memory.jvm-overhead.min", "192m");

    public MemoryOption OverheadMax { get; } = new($"{Prefix}.memory.jvm-overhead.max", "1g");

    public MemoryOption OverheadFraction { get; } = new($"{Prefix}.memory.jvm-overhead.fraction", "0.1");

    /// <summary>Up to Flink 1.20: a size.</summary>
    public MemoryOption LegacyHeap { get; } = new($"{Prefix}.heap.size");

    /// <summary>Up to Flink 1.20: whole mebibytes.</summary>
    public MemoryOption LegacyHeapMebibytes { get; } = new($"{Prefix}.heap.mb");
}

/// <summary>The TaskManager's own options.</summary>
internal static class TaskManagerOptions
{
    public static readonly MemoryOption FrameworkHeap = new("taskmanager.memory.framework.heap.size", "128m");
    public static readonly MemoryOption FrameworkOffHeap = new("taskmanager.memory.framework.off-heap.size", "128m");
    public static readonly MemoryOption TaskHeap = new("taskmanager.memory.task.heap.size");
    public static readonly MemoryOption TaskOffHeap = new("taskmanager.memory.task.off-heap.size", "0");
    public static readonly MemoryOption Managed = new("taskmanager.memory.managed.size", Alias: "taskmanager.memory.size");
    public static readonly MemoryOption ManagedFraction = new("taskmanager.memory.managed.fraction", "0.4");
    public static readonly MemoryOption NetworkMin = new("taskmanager.memory.network.min", "64m", "taskmanager.network.memory.min");
    public static readonly MemoryOption NetworkMax = new("taskmanager.memory.network.max", "9223372036854775807b", "taskmanager.network.memory.max");
    public static readonly MemoryOption NetworkFraction = new("taskmanager.memory.network.fraction", "0.1", "taskmanager.network.memory.fraction");
    public static readonly MemoryOption SegmentSize = new("taskmanager.memory.segment-size", "32k");
    public static readonly MemoryOption BatchShuffle = new("taskmanager.memory.framework.off-heap.batch-shuffle.size", "64m");
    public static readonly MemoryOption Cores = new("taskmanager.cpu.cores");
    public static readonly MemoryOption Slots = new("taskmanager.numberOfTaskSlots", "1");

    /// <summary>Up to Flink 1.20.</summary>
    public static readonly MemoryOption NetworkBuffers = new("taskmanager.network.numberOfBuffers");

    public static readonly ProcessOptions Process = new("taskmanager") { Parts = [TaskHeap, Managed, TaskOffHeap, FrameworkHeap, FrameworkOffHeap, NetworkMin, NetworkBuffers] };
}

/// <summary>The JobManager's own options.</summary>
internal static class JobManagerOptions
{
    public static readonly MemoryOption Heap = new("jobmanager.memory.heap.size");
    public static readonly MemoryOption OffHeap = new("jobmanager.memory.off-heap.size", "128m");
    public static readonly MemoryOption LimitDirectMemory = new("jobmanager.memory.enable-jvm-direct-memory-limit", "false");
    public static readonly ProcessOptions Process = new("jobmanager") { Parts = [Heap, OffHeap] };
}
