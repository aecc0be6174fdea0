using System.Collections.Immutable;
using System.Globalization;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>A JobManager's memory as Flink derives it, bytes.</summary>
public sealed record JobManagerBudget : ProcessBudget
{
    private static readonly ImmutableArray<MemoryComponent> PartsInOrder =
        [MemoryComponent.JvmHeap, MemoryComponent.OffHeap, MemoryComponent.JvmMetaspace, MemoryComponent.JvmOverhead];

    /// <summary><c>-Xmx</c>.</summary>
    public required long JvmHeap { get; init; }

    public required long OffHeap { get; init; }

    /// <summary><c>jobmanager.memory.enable-jvm-direct-memory-limit</c>: whether off-heap memory becomes the JVM's limit for direct memory. Without it the JVM's own limit (as much as <c>-Xmx</c>) applies.</summary>
    public required bool LimitsDirectMemory { get; init; }

    /// <inheritdoc/>
    public override long TotalFlink => JvmHeap + OffHeap;

    /// <inheritdoc/>
    public override ImmutableArray<MemoryComponent> Parts => PartsInOrder;

    /// <inheritdoc/>
    public override string JvmFlags => string.Create(
        CultureInfo.InvariantCulture,
        $"-Xmx{JvmHeap} -Xms{JvmHeap}{(LimitsDirectMemory ? $" -XX:MaxDirectMemorySize={OffHeap}" : "")} -XX:MaxMetaspaceSize={JvmMetaspace}");

    /// <inheritdoc/>
    public override long this[MemoryComponent component] => component switch
    {
        MemoryComponent.TotalProcess => TotalProcess,
        MemoryComponent.TotalFlink => TotalFlink,
        MemoryComponent.JvmHeap => JvmHeap,
        MemoryComponent.OffHeap => OffHeap,
        MemoryComponent.JvmMetaspace => JvmMetaspace,
        MemoryComponent.JvmOverhead => JvmOverhead,
        _ => throw new ArgumentOutOfRangeException(nameof(component), component, "A JobManager has no such component."),
    };
}
