using static FlinkMemoryConsole.Core.FailureTexts.FailureTextRule;
using static FlinkMemoryConsole.Core.Symptoms.SymptomClass;

namespace FlinkMemoryConsole.Core.FailureTexts;

/// <summary>Words that programs use for exactly one kind of memory trouble, the more specific before the more general.</summary>
internal static class MemoryWordRules
{
    /// <summary>The rule that tells the JobManager's heap by the threads and frames around the words.</summary>
    public const string JobManagerHeapByThread = "jobmanager-heap";

    private const string Jdk = "JDK";
    private const string Flink = "Flink";
    private const string DotNet = ".NET runtime";

    /// <summary>Say the same words as a memory trouble, and are none.</summary>
    public static IReadOnlyList<FailureTextRule> LookAlikes { get; } =
    [
        Cause("threads-forbidden", NotMemory, @"pthread_create failed \(EPERM\)|Failed to start thread .{0,80}EPERM", "JDK os::create_thread: a seccomp profile forbids clone3, no shortage"),
    ];

    public static IReadOnlyList<FailureTextRule> All { get; } =
    [
        Cause("array-size", RequestedArraySizeExceeded, @"Requested array size exceeds VM limit|Required (array )?(length|size) (exceeds implementation limit|too large)|UTF16 String size is \d+, should be less than", Jdk),
        Cause("array-huge-capacity", RequestedArraySizeExceeded, @"OutOfMemoryError at [^ ]*\.?(hugeCapacity|hugeLength)\b", "JDK: ByteArrayOutputStream, StringBuilder and ArrayList that would outgrow the longest array"),

        Cause("metaspace", MetaspaceOom, @"OutOfMemoryError\W{1,3}(Metaspace|Compressed class space|PermGen space)|metaspace out-of-memory error has occurred|Metadata GC Threshold.{0,200}OutOfMemory", "JDK (PermGen before 8), enriched by Flink's ExceptionUtils"),

        Cause("direct-enriched", DirectMemoryOom, @"direct out-of-memory error has occurred", "Flink TaskManagerExceptionUtils"),
        Cause("direct-buffer", DirectMemoryOom, @"Direct buffer memory|Cannot reserve \d+ bytes of direct buffer memory", "JDK java.nio.Bits (words until 11, and since)"),
        Cause("direct-netty", DirectMemoryOom, @"OutOfDirectMemoryError|failed to allocate \d+ byte\(s\) of direct memory", "Netty PlatformDependent"),
        Cause("direct-segment", DirectMemoryOom, @"Cannot allocate direct memory segment|Could not allocate enough memory segments for NetworkBufferPool", "Flink MemorySegmentFactory, NetworkBufferPool"),
        Cause("direct-arrow", DirectMemoryOom, @"arrow\.memory\.OutOfMemoryException|Unable to allocate buffer of size \d+[^.]{0,60}due to memory limit", "Apache Arrow allocator"),

        Cause("threads", NativeThreadOom, @"unable to create (a )?(new )?native thread|pthread_create failed \(EAGAIN\)|Cannot create (worker )?GC thread|Failed to create (worker |native )?thread: Resource temporarily unavailable|Failed to create a thread: retVal", "JDK and OpenJ9: the limit of threads or processes"),

        Cause("gc-overhead", GcOverhead, @"GC overhead limit exceeded|excessive GC overhead|Excessive (GC|garbage collection) (activity|time)", "JDK Parallel collector, OpenJ9"),

        Cause("jobmanager-heap-enriched", JobManagerHeapOom, @"heap space-related out-of-memory error has occurred", "Flink ClusterEntryPointExceptionUtils"),
        Cause(JobManagerHeapByThread, JobManagerHeapOom, JobManagerHeap, "JDK, in threads and classes that only the JobManager runs"),
        Cause("heap", HeapOom, @"Java heap space|Garbage-collected heap size exceeded|OutOfMemoryError\W{1,3}Heap space", "JDK, OpenJ9, GraalVM"),

        Cause("network-buffers", NetworkBuffersInsufficient, @"Insufficient number of network buffers|Timeout triggered when requesting exclusive buffers|total number of network buffers is currently set to|(number|amount) of (required )?network buffers .{0,60}(exceed|insufficient|too (small|few))", "Flink NetworkBufferPool"),

        Cause("managed-pages", ManagedMemoryExhausted, @"Memory(Allocation|Reservation)Exception|Could not allocate \d+ pages|Could not allocate \d+ bytes[,.] only \d+ bytes are remaining", "Flink MemoryManager"),
        Cause("managed-sorter", ManagedMemoryExhausted, @"Too little memory provided to (the )?sort|Too few memory segments provided|Cannot write record to fresh sort buffer|More buffers requested available than totally available|record exceeds the maximum size of a sort buffer", "Flink batch sorters and hash tables"),
        Cause("managed-hash", ManagedMemoryExhausted, @"(Hash (join|table)|MutableHashTable|Compaction)[^.]{0,80}(ran out of memory|Memory ran out)|Memory ran out\. (Compaction|numPartitions)|Hash join exceeded maximum number of recursions", "Flink hash tables"),
        Cause("managed-fraction", ManagedMemoryExhausted, @"fraction of memory to allocate should not be 0|Could not created? the shared memory resource|Not enough memory left to reserve from the slot's managed memory|Failed to acquire shared cache resource for (RocksDB|ForSt)", "Flink MemoryManager, RocksDBOperationUtils"),

        Cause("rocksdb-cache-full", RocksDbMemory, @"Insert failed due to LRU cache being full", "RocksDB with a strict capacity limit"),
        Cause("rocksdb-poor", RocksDbMemory, @"performance will be poor because of the current Flink memory configuration|(RocksDB|ForSt) will flush memtable constantly|Obtained shared (RocksDB|ForSt) cache of size 0 bytes", "Flink RocksDBMemoryControllerUtils"),

        Cause("container-yarn", ContainerOomKilled, @"running beyond (the )?'?(physical|virtual)'? memory limit|exit ?code:? ?(is )?-10[34]\b|exitStatus: ?-10[34]\b|exceeding (physical )?memory limits\. \d", "YARN ContainerExitStatus -103, -104"),
        Cause("container-oomkilled", ContainerOomKilled, @"\bOOMKilled\b|oom-kill:constraint|Memory cgroup out of memory|Out of memory: Kill(ed)? process|invoked oom-killer|oom_reaper", "Kubernetes, Docker, Linux kernel"),
        Cause("container-evicted", ContainerOomKilled, @"node was low on resource: memory|exceeded its (request|limit)s? (of|on) .{0,20}memory|Memory limit .{0,30}exceeded.{0,60}container", "kubelet eviction"),

        Cause("native-alloc", NativeMemoryExhausted, @"Native memory allocation \(\w+\) failed|os::commit_memory\(.{0,200}failed|insufficient memory for the Java Runtime Environment|Out of swap space|OutOfMemoryError\W{1,3}Map failed|OutOfMemoryError.{0,60}request(ed)? \d+ bytes for", "JDK: the operating system gave no memory"),
        Cause("native-errno", NativeMemoryExhausted, @"std::bad_alloc|error=12, Cannot allocate memory|Cannot allocate memory.{0,20}errno ?= ?12|errno ?= ?12\b|Could not reserve enough space for (the )?(\d+ ?KB )?object heap|jemalloc.{0,40}(out of memory|error allocating)", "C++ runtime, libc"),

        Cause("dotnet-start", DotnetHeapOom, @"Failed to create CoreCLR[^.]{0,40}0x8007000E|GC heap initialization failed|Failed to initialize CoreCLR[^.]{0,40}0x8007000E", DotNet),
        Cause("dotnet-heap", DotnetHeapOom, @"\bOutOfMemoryException\b|InsufficientMemoryException|0x8007000E|Insufficient memory to continue the execution of the program|Garbage collector could not allocate \d+", DotNet),

        Cause("config-sum", MemoryConfigInvalid, @"Sum of configured .{0,500}exceed(s)? configured|(Task|Job)Manager memory configuration failed|JobManager memory configuration fail|(Total (Flink|Process) Memory|Total \w+ Memory) \(.{0,80}(is|are) (less|smaller|greater|larger) than", "Flink ProcessMemoryUtils"),
        Cause("config-illegal", MemoryConfigInvalid, @"IllegalConfigurationException: .{0,200}(memory|heap|metaspace|overhead)|Could not get JVM parameters|Could not parse (memory size|value '[^']*' for key '[\w.-]*(memory|heap)[\w.-]*')|not in the configured .{0,60} range|Either required fine-grained memory", Flink),
        Cause("config-minimum", MemoryConfigInvalid, @"below the minimum required memory amount|requested memory (<|>|less|greater)|requestedMemory=\d+, maxMemory|cluster does not have the requested resources for the \w+ available! Maximum Memory", "Flink on YARN"),
        Cause("config-jvm", MemoryConfigInvalid, @"Invalid (maximum|initial) (heap|direct memory|metaspace)[ \w]*size|Too small (maximum|initial) heap|Initial heap size set to a larger value than the maximum|GCHeapHardLimit.{0,60}(invalid|too (small|large))", "JDK, .NET: an option that cannot be"),

        Cause("gc-stall", GcPressure, @"Detected pause in JVM or host machine|Pause Full \(|\[Full GC|to-space (exhausted|overflow)|concurrent mode failure|Full GC \((Ergonomics|Allocation Failure)", "Hadoop JvmPauseMonitor, GC logs"),
    ];

    private const string JobManagerThread = @"jobmanager-(io|future)-thread|flink-jobmanager|\bJobMaster\b|JobManagerRunner|ClusterEntrypoint|cluster entrypoint|CheckpointCoordinator|Checkpoint Timer|StandaloneDispatcher|runtime\.dispatcher\.|(akka|pekko)\.serialization\.|The Flink Master has to be shutdown";

    private const string JobManagerHeap = @"Java heap space.*(" + JobManagerThread + @")|(" + JobManagerThread + @").{0,400}Java heap space";
}
