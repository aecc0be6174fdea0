using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>What Flink's own derivation makes of a configuration for one process, component by component, bytes.</summary>
public abstract record ProcessBudget
{
    public required long JvmMetaspace { get; init; }

    public required long JvmOverhead { get; init; }

    /// <summary>How each part and each sum came to its size.</summary>
    public required ImmutableArray<ComponentOrigin> Origins { get; init; }

    /// <summary>The components that add up to <see cref="TotalProcess"/>, in Flink's order.</summary>
    public abstract ImmutableArray<MemoryComponent> Parts { get; }

    /// <summary>Everything but metaspace and overhead.</summary>
    public abstract long TotalFlink { get; }

    /// <summary>What the process is sized by: total Flink memory, metaspace and overhead.</summary>
    public long TotalProcess => TotalFlink + JvmMetaspace + JvmOverhead;

    /// <summary>The memory flags that Flink starts the JVM with, in Flink's order: plain byte counts without a unit.</summary>
    public abstract string JvmFlags { get; }

    /// <summary>How this part or sum came to its size.</summary>
    public ComponentOrigin OriginOf(MemoryComponent component) => Origins.First(origin => origin.Component == component);

    /// <summary>Bytes of a part or a sum; a part that this kind of process does not have is an <see cref="ArgumentOutOfRangeException"/>.</summary>
    public abstract long this[MemoryComponent component] { get; }
}
