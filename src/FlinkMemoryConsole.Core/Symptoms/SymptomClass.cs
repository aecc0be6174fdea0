namespace FlinkMemoryConsole.Core.Symptoms;

/// <summary>The classes of memory trouble, and the answers that are none: the ids in findings, URLs and the command line.</summary>
public static class SymptomClass
{
    public const string HeapOom = "heap-oom";
    public const string GcOverhead = "gc-overhead";
    public const string GcPressure = "gc-pressure";
    public const string MetaspaceOom = "metaspace-oom";
    public const string DirectMemoryOom = "direct-memory-oom";
    public const string ManagedMemoryExhausted = "managed-memory-exhausted";
    public const string RocksDbMemory = "rocksdb-memory";
    public const string NetworkBuffersInsufficient = "network-buffers-insufficient";
    public const string ContainerOomKilled = "container-oom-killed";
    public const string NativeThreadOom = "native-thread-oom";
    public const string NativeMemoryExhausted = "native-memory-exhausted";
    public const string RequestedArraySizeExceeded = "requested-array-size-exceeded";
    public const string JobManagerHeapOom = "jvm-heap-oom-in-jobmanager";
    public const string MemoryConfigInvalid = "memory-config-invalid";
    public const string SlowCheckpoint = "slow-checkpoint";
    public const string DataSkew = "data-skew";
    public const string DotnetHeapOom = "dotnet-heap-oom";
    public const string DotnetGcPressure = "dotnet-gc-pressure";

    /// <summary>It failed, and memory is not why.</summary>
    public const string NotMemory = "not-memory";

    /// <summary>A process vanished and nothing seen so far says why.</summary>
    public const string UnexplainedLoss = "unexplained-loss";

    /// <summary>Whether it is about what one run of a job asks for: another run of the same job, with another parallelism, is another matter. Other troubles come back with the code.</summary>
    public static bool IsOfOneRun(string symptom) => symptom is NetworkBuffersInsufficient;
}
