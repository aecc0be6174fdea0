namespace FlinkMemoryConsole.Core.Budget;

/// <summary>A part of a Flink process's memory, or a sum of parts. Total process ⊃ total Flink, metaspace, overhead; total Flink ⊃ all the others.</summary>
public enum MemoryComponent
{
    /// <summary>Sum: total Flink memory, JVM metaspace and JVM overhead. What a container is sized by.</summary>
    TotalProcess,

    /// <summary>Sum: everything but JVM metaspace and JVM overhead.</summary>
    TotalFlink,

    /// <summary>TaskManager only: heap that Flink reserves for itself.</summary>
    FrameworkHeap,

    /// <summary>TaskManager only: heap for operators and user code.</summary>
    TaskHeap,

    /// <summary>TaskManager only: direct and native memory that Flink reserves for itself.</summary>
    FrameworkOffHeap,

    /// <summary>TaskManager only: direct and native memory for operators and user code.</summary>
    TaskOffHeap,

    /// <summary>TaskManager only: network buffers, taken as a whole at start.</summary>
    Network,

    /// <summary>TaskManager only: RocksDB, sorters, Python.</summary>
    Managed,

    /// <summary>JobManager only: all of its heap.</summary>
    JvmHeap,

    /// <summary>JobManager only: direct and native memory.</summary>
    OffHeap,

    JvmMetaspace,

    /// <summary>Threads, code cache, collector, native libraries: the only reserve that nobody allocates from.</summary>
    JvmOverhead,
}
