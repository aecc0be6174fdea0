using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Evidence;

/// <summary>One life of a process: from its registration until it was gone. The same TaskManager id may live several times (a container that is restarted).</summary>
/// <param name="From">When it was first seen.</param>
/// <param name="Until">When it was first missed; null while it lives.</param>
/// <param name="Address">Flink's RPC address and data port: they differ from life to life when the id does not.</param>
public sealed record Lifespan(DateTimeOffset From, DateTimeOffset? Until, string Address);

/// <summary>What a JVM process of Flink shows of itself: the base of TaskManager and JobManager.</summary>
public abstract record ProcessEvidence
{
    /// <summary>Windows of the process's metrics under Flink's own names (<see cref="FlinkMetricNames"/>).</summary>
    public required MetricWindows Windows { get; init; }

    /// <summary>Oldest first; empty when never seen.</summary>
    public ImmutableArray<Lifespan> Lives { get; init; } = [];

    /// <summary>Whether it is there now. A TaskManager that hangs is still registered.</summary>
    public bool IsAlive => Lives is [.., { Until: null }];

    /// <summary>When its present life began, or its last one.</summary>
    public DateTimeOffset? Since => Lives is [.., var last] ? last.From : null;
}

/// <summary>A TaskManager as Flink's REST API shows it (<c>GET /taskmanagers</c> and its metrics).</summary>
public sealed record TaskManagerEvidence : ProcessEvidence
{
    /// <summary>Flink's resource id.</summary>
    public required string Id { get; init; }

    /// <summary>Host and data port, as far as known: what a person looks for in <c>kubectl</c> or a log.</summary>
    public string? Address { get; init; }

    /// <summary>Flink's <c>timeSinceLastHeartbeat</c>, which is a time stamp; null before the first.</summary>
    public DateTimeOffset? LastHeartbeat { get; init; }

    public int? Slots { get; init; }

    public int? FreeSlots { get; init; }

    /// <summary>The components that this process was started with, as Flink derived them; null until it has answered.</summary>
    public TaskManagerMemory? Memory { get; init; }

    /// <summary>Memory of the host (not of the container), bytes.</summary>
    public long? HostMemoryBytes { get; init; }
}

/// <summary>The JobManager that answers the console.</summary>
public sealed record JobManagerEvidence : ProcessEvidence
{
    /// <summary>The resolved components from <c>/jobmanager/config</c>, bytes; null where unknown.</summary>
    public JobManagerMemory? Memory { get; init; }
}

/// <summary><c>memoryConfiguration</c> of <c>GET /taskmanagers</c>: bytes of each component of section 1.1 of Flink's memory model; an entry is null where Flink gives none.</summary>
public sealed record TaskManagerMemory(
    long? FrameworkHeap,
    long? TaskHeap,
    long? FrameworkOffHeap,
    long? TaskOffHeap,
    long? Network,
    long? Managed,
    long? JvmMetaspace,
    long? JvmOverhead,
    long? TotalFlink,
    long? TotalProcess)
{
    /// <summary><c>-Xmx</c>: framework heap and task heap.</summary>
    public long? JvmHeap => FrameworkHeap + TaskHeap;

    /// <summary><c>-XX:MaxDirectMemorySize</c>: framework off-heap, task off-heap and network.</summary>
    public long? JvmDirect => FrameworkOffHeap + TaskOffHeap + Network;

    /// <summary>Bytes of one component, or of a total; null where Flink gives none.</summary>
    public long? this[MemoryComponent component] => component switch
    {
        MemoryComponent.FrameworkHeap => FrameworkHeap,
        MemoryComponent.TaskHeap => TaskHeap,
        MemoryComponent.FrameworkOffHeap => FrameworkOffHeap,
        MemoryComponent.TaskOffHeap => TaskOffHeap,
        MemoryComponent.Network => Network,
        MemoryComponent.Managed => Managed,
        MemoryComponent.JvmMetaspace => JvmMetaspace,
        MemoryComponent.JvmOverhead => JvmOverhead,
        MemoryComponent.TotalFlink => TotalFlink,
        MemoryComponent.TotalProcess => TotalProcess,
        _ => null,
    };
}

/// <summary>The JobManager's components, bytes.</summary>
public sealed record JobManagerMemory(long? JvmHeap, long? OffHeap, long? JvmMetaspace, long? JvmOverhead)
{
    /// <summary>Sum of all, null when one is missing.</summary>
    public long? TotalProcess => JvmHeap + OffHeap + JvmMetaspace + JvmOverhead;

    /// <summary>Bytes of one component, or of a total; null where it is unknown.</summary>
    public long? this[MemoryComponent component] => component switch
    {
        MemoryComponent.JvmHeap => JvmHeap,
        MemoryComponent.OffHeap => OffHeap,
        MemoryComponent.JvmMetaspace => JvmMetaspace,
        MemoryComponent.JvmOverhead => JvmOverhead,
        MemoryComponent.TotalFlink => JvmHeap + OffHeap,
        MemoryComponent.TotalProcess => TotalProcess,
        _ => null,
    };
}
