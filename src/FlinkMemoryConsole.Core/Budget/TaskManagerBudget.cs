using System.Collections.Immutable;
using System.Globalization;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>A TaskManager's memory as Flink derives it, bytes.</summary>
public sealed record TaskManagerBudget : ProcessBudget
{
    /// <summary>The components that total process memory is the sum of, in Flink's order.</summary>
    public static ImmutableArray<MemoryComponent> AllParts { get; } =
    [
        MemoryComponent.FrameworkHeap, MemoryComponent.TaskHeap, MemoryComponent.FrameworkOffHeap, MemoryComponent.TaskOffHeap,
        MemoryComponent.Network, MemoryComponent.Managed, MemoryComponent.JvmMetaspace, MemoryComponent.JvmOverhead,
    ];

    public required long FrameworkHeap { get; init; }

    public required long TaskHeap { get; init; }

    public required long FrameworkOffHeap { get; init; }

    public required long TaskOffHeap { get; init; }

    public required long Network { get; init; }

    public required long Managed { get; init; }

    /// <summary><c>taskmanager.memory.segment-size</c>, bytes: the size of one network buffer; null where there is a <see cref="NetworkFault"/>.</summary>
    public required long? SegmentSize { get; init; }

    /// <summary>Why there are no network buffers: Flink derives the budget all the same, and the TaskManager fails when it starts its network. Null where there are, whatever else <see cref="Network.NetworkStart"/> finds.</summary>
    public NetworkFault? NetworkFault { get; init; }

    /// <summary><c>taskmanager.numberOfTaskSlots</c>.</summary>
    public required int Slots { get; init; }

    /// <summary><c>-Xmx</c>: framework heap and task heap.</summary>
    public long JvmHeap => FrameworkHeap + TaskHeap;

    /// <summary><c>-XX:MaxDirectMemorySize</c>: framework off-heap, task off-heap and network.</summary>
    public long JvmDirect => FrameworkOffHeap + TaskOffHeap + Network;

    /// <summary>How many network buffers the pool holds; what is left over of network memory is unused.</summary>
    public long? NetworkBuffers => Network / SegmentSize;

    /// <inheritdoc/>
    public override long TotalFlink => FrameworkHeap + TaskHeap + FrameworkOffHeap + TaskOffHeap + Network + Managed;

    /// <inheritdoc/>
    public override ImmutableArray<MemoryComponent> Parts => AllParts;

    /// <inheritdoc/>
    public override string JvmFlags => string.Create(
        CultureInfo.InvariantCulture,
        $"-Xmx{JvmHeap} -Xms{JvmHeap} -XX:MaxDirectMemorySize={JvmDirect} -XX:MaxMetaspaceSize={JvmMetaspace}");

    /// <inheritdoc/>
    public override long this[MemoryComponent component] => component switch
    {
        MemoryComponent.TotalProcess => TotalProcess,
        MemoryComponent.TotalFlink => TotalFlink,
        MemoryComponent.FrameworkHeap => FrameworkHeap,
        MemoryComponent.TaskHeap => TaskHeap,
        MemoryComponent.FrameworkOffHeap => FrameworkOffHeap,
        MemoryComponent.TaskOffHeap => TaskOffHeap,
        MemoryComponent.Network => Network,
        MemoryComponent.Managed => Managed,
        MemoryComponent.JvmMetaspace => JvmMetaspace,
        MemoryComponent.JvmOverhead => JvmOverhead,
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "A TaskManager has no such component."),
    };
}
