namespace FlinkMemoryConsole.Core.Cures;

/// <summary>What a configuration should give that it does not give now. <see cref="CureSolver"/> turns it into option changes that Flink accepts.</summary>
public abstract record MemoryWish
{
    private MemoryWish()
    {
    }

    /// <summary>More heap for the tasks.</summary>
    /// <param name="Bytes">How much more than now; zero changes nothing.</param>
    /// <param name="ContainerUnchanged">True: total process memory stays and something else shrinks for it. False: the process grows, everything else stays.</param>
    public sealed record MoreTaskHeap(long Bytes, bool ContainerUnchanged) : MemoryWish;

    /// <summary>Network memory that holds at least this many buffers (segments of <c>taskmanager.memory.segment-size</c>).</summary>
    /// <param name="ContainerUnchanged">As for <see cref="MoreTaskHeap"/>. Null: it stays where that takes fewer options and costs nobody more than a sixteenth; else the process grows.</param>
    public sealed record NetworkBuffers(long Count, bool? ContainerUnchanged) : MemoryWish;

    /// <summary>The whole process within this size.</summary>
    public sealed record FitInto(long TotalProcessBytes) : MemoryWish;

    /// <summary>Room for another process (a .NET worker) in the same container, whose limit stays.</summary>
    public sealed record RoomBeside(long Bytes, long ContainerLimitBytes) : MemoryWish;

    /// <summary>More managed memory (state backends, sorters).</summary>
    public sealed record MoreManaged(long Bytes, bool ContainerUnchanged) : MemoryWish;

    /// <summary>More of a component that is given as a plain size: task off-heap, metaspace, JVM overhead.</summary>
    public sealed record MoreOf(MemoryPart Part, long Bytes, bool ContainerUnchanged) : MemoryWish;

    /// <summary>More heap for the JobManager.</summary>
    public sealed record MoreJobManagerHeap(long Bytes, bool ContainerUnchanged) : MemoryWish;

    /// <summary>More JobManager memory of a component that is given as a plain size; <see cref="MemoryPart.TaskOffHeap"/> is the JobManager's off-heap memory.</summary>
    public sealed record MoreOfJobManager(MemoryPart Part, long Bytes, bool ContainerUnchanged) : MemoryWish;

    /// <summary>A configuration that Flink accepts, as near to the present one as can be. Changes nothing where Flink accepts it already.</summary>
    /// <param name="OfJobManager">False: the TaskManager's part of it. True: the JobManager's.</param>
    public sealed record Accepted(bool OfJobManager = false) : MemoryWish;
}

/// <summary>Parts that have a size of their own and no fraction over total Flink memory.</summary>
public enum MemoryPart
{
    TaskOffHeap,
    JvmMetaspace,
    JvmOverhead,
}
