using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /taskmanagers</c>.</summary>
public sealed record TaskManagersResponse
{
    [JsonPropertyName("taskmanagers")]
    public required IReadOnlyList<TaskManagerInfoResponse> TaskManagers { get; init; } = [];
}

/// <summary>A registered TaskManager.</summary>
public record TaskManagerInfoResponse
{
    public required string Id { get; init; }

    /// <summary>RPC address; it changes when a process comes back under the same id.</summary>
    public string? Path { get; init; }

    public int? DataPort { get; init; }

    /// <summary>−1 without JMX.</summary>
    public int? JmxPort { get; init; }

    /// <summary>When the last heartbeat was, despite Flink's name for it; null before the first.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? TimeSinceLastHeartbeat { get; init; }

    public int? SlotsNumber { get; init; }

    public int? FreeSlots { get; init; }

    /// <summary>Since 2.3.</summary>
    public int? AssignedTasks { get; init; }

    public ResourceProfileResponse? TotalResource { get; init; }

    public ResourceProfileResponse? FreeResource { get; init; }

    public HardwareResponse? Hardware { get; init; }

    public TaskExecutorMemoryConfigurationResponse? MemoryConfiguration { get; init; }

    /// <summary>Absent when false.</summary>
    public bool? Blocked { get; init; }
}

/// <summary><c>GET /taskmanagers/:id</c>.</summary>
public sealed record TaskManagerDetailsResponse : TaskManagerInfoResponse
{
    public IReadOnlyList<SlotInfoResponse> AllocatedSlots { get; init; } = [];

    public TaskManagerMetricsInfoResponse? Metrics { get; init; }
}

/// <summary>Resources in MiB, each rounded down, so slots do not add up to the total.</summary>
public sealed record ResourceProfileResponse
{
    public double? CpuCores { get; init; }

    public long? TaskHeapMemory { get; init; }

    public long? TaskOffHeapMemory { get; init; }

    public long? ManagedMemory { get; init; }

    public long? NetworkMemory { get; init; }
}

/// <summary>Of the host and the JVM, bytes.</summary>
public sealed record HardwareResponse
{
    public int? CpuCores { get; init; }

    /// <summary>Of the host, not of the container; −1 when unknown.</summary>
    public long? PhysicalMemory { get; init; }

    /// <summary>The JVM's maximum heap, despite its name.</summary>
    public long? FreeMemory { get; init; }

    public long? ManagedMemory { get; init; }
}

/// <summary>The components that Flink derived, bytes.</summary>
public sealed record TaskExecutorMemoryConfigurationResponse
{
    public long? FrameworkHeap { get; init; }

    public long? TaskHeap { get; init; }

    public long? FrameworkOffHeap { get; init; }

    public long? TaskOffHeap { get; init; }

    public long? NetworkMemory { get; init; }

    public long? ManagedMemory { get; init; }

    public long? JvmMetaspace { get; init; }

    public long? JvmOverhead { get; init; }

    public long? TotalFlinkMemory { get; init; }

    public long? TotalProcessMemory { get; init; }
}

/// <summary>A slot that a job holds.</summary>
public sealed record SlotInfoResponse
{
    public string? JobId { get; init; }

    public ResourceProfileResponse? Resource { get; init; }

    /// <summary>Since 2.3.</summary>
    public int? AssignedTasks { get; init; }
}

/// <summary>
/// A summary of a TaskManager's metrics, bytes. Flink writes 0 for what it does not have (yet): while <see cref="HeapMax"/> is 0 nothing here is known.
/// </summary>
public sealed record TaskManagerMetricsInfoResponse
{
    public long? HeapUsed { get; init; }

    public long? HeapCommitted { get; init; }

    public long? HeapMax { get; init; }

    public long? NonHeapUsed { get; init; }

    public long? NonHeapCommitted { get; init; }

    public long? NonHeapMax { get; init; }

    public long? DirectCount { get; init; }

    public long? DirectUsed { get; init; }

    /// <summary>The capacity of the buffers that exist, not the limit, despite its name.</summary>
    public long? DirectMax { get; init; }

    public long? MappedCount { get; init; }

    public long? MappedUsed { get; init; }

    public long? MappedMax { get; init; }

    public long? NettyShuffleMemorySegmentsAvailable { get; init; }

    public long? NettyShuffleMemorySegmentsUsed { get; init; }

    public long? NettyShuffleMemorySegmentsTotal { get; init; }

    public long? NettyShuffleMemoryAvailable { get; init; }

    public long? NettyShuffleMemoryUsed { get; init; }

    public long? NettyShuffleMemoryTotal { get; init; }

    /// <summary>Holds a pseudo-collector <c>All</c> since 1.19 or 1.20: do not add them up.</summary>
    public IReadOnlyList<GarbageCollectorInfoResponse> GarbageCollectors { get; init; } = [];
}

/// <summary>Totals of a collector since the process started.</summary>
public sealed record GarbageCollectorInfoResponse
{
    public required string Name { get; init; }

    public long? Count { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? Time { get; init; }
}
