using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms.Signs;
using static FlinkMemoryConsole.Core.Symptoms.SymptomClass;

namespace FlinkMemoryConsole.Core.Symptoms.NamedByWords;

/// <summary>The symptoms that failures name in their own words.</summary>
internal static class NamedSymptoms
{
    private const long Mebi = 1024 * 1024;
    private const string ConsumerWeights = "taskmanager.memory.managed.consumer-weights";

    public static IReadOnlyList<NamedSymptom> All { get; } =
    [
        new(MetaspaceOom, Entities.TaskManager, "ran out of metaspace", "Metaspace.Used stays below 80 % of the new limit over several restarts of the job. If it rises with each restart or submission, class loaders are leaked: find who holds them.")
        {
            Area = MemoryArea.Metaspace,
            Metrics = [FlinkMetricNames.MetaspaceUsed, FlinkMetricNames.ClassesLoaded],
            Wish = one => new MemoryWish.MoreOf(MemoryPart.JvmMetaspace, one.TaskManager?.Memory?.JvmMetaspace ?? (256 * Mebi), ContainerUnchanged: false),
            Code =
            [
                "Java: stop threads, timers and drivers that the job starts in close(); put JDBC drivers and other singletons into Flink's lib/ folder; do not generate a class for each record; deregister what registers itself in static registries (ShutdownHooks, ThreadLocals, JMX).",
                "C#: the worker's own types do not fill the JVM's metaspace; look at the Java side of the job (connectors, generated serializers).",
            ],
            Competing = [new(SymptomClass.HeapOom, "A full heap makes a process fall silent in the same way.", "It is the metaspace that was named, or that ran to its limit.")],
        },
        new(DirectMemoryOom, Entities.TaskManager, "ran out of direct memory", "Direct.MemoryUsed stays below the sum of framework off-heap, task off-heap and network memory. If it rises in a straight line, buffers are kept for ever: more only delays the failure.")
        {
            Area = MemoryArea.Direct,
            Metrics = [FlinkMetricNames.DirectUsed, FlinkMetricNames.DirectCount],
            Wish = _ => new MemoryWish.MoreOf(MemoryPart.TaskOffHeap, 256 * Mebi, ContainerUnchanged: false),
            Code = ["Java: release ByteBuffers that are allocated direct, or pool them; limit Netty, gRPC, Arrow and Parquet clients of your own.", "C#: batches handed to the JVM through direct buffers have to be returned after use; bound how many are under way."],
            Competing = [new(NetworkBuffersInsufficient, "Network memory is part of the same limit.", "More network memory would not help: it is taken whole at the start and its size was not named.")],
        },
        new(ManagedMemoryExhausted, Entities.TaskManager, "has too little managed memory for what the job asks of it", "The job starts, and its sorters, hash tables or state backend get their share.")
        {
            Metrics = [FlinkMetricNames.ManagedUsed, FlinkMetricNames.ManagedTotal],
            Wish = one => one.Says("fraction of memory to allocate should not be 0") ? null : new MemoryWish.MoreManaged(Math.Max(256 * Mebi, one.TaskManager?.Memory?.Managed ?? 0), ContainerUnchanged: false),
            Options = one => one.Says("fraction of memory to allocate should not be 0") ? [new(ConsumerWeights, one.Evidence.Configuration[ConsumerWeights], "OPERATOR:70,STATE_BACKEND:70,PYTHON:30")] : [],
            Code = ["Fewer slots in a TaskManager give each of them more of it."],
            Competing = [new(SymptomClass.HeapOom, "A sorter that keeps records on the heap fails with the heap.", "Managed memory was named; it is no part of the heap.")],
        },
        new(RocksDbMemory, Entities.TaskManager, "gives RocksDB too little memory", "The warning is gone from the log after a restart; busy time of the stateful operator falls, block cache misses become rare.")
        {
            Severity = Severity.Warning,
            Metrics = [FlinkMetricNames.ManagedTotal],
            Wish = one => new MemoryWish.MoreManaged(Math.Max(512 * Mebi, one.TaskManager?.Memory?.Managed ?? 0), ContainerUnchanged: false),
            Code = ["Fewer states with fewer column families need fewer write buffers; give states a TTL."],
            Missing = ["RocksDB's own metrics (state.backend.rocksdb.metrics.*): block cache misses and flushes would tell how much it costs."],
        },
        new(NetworkBuffersInsufficient, Entities.TaskManager, "has too few network buffers for the job's exchanges", "The job starts; Status.Shuffle.Netty.RequestedMemoryUsage stays below 100.")
        {
            Metrics = [FlinkMetricNames.NettySegmentsTotal, FlinkMetricNames.NettySegmentsAvailable],
            Wish = one => new MemoryWish.NetworkBuffers(one.Buffers.ToStart, ContainerUnchanged: null),
            OverSince = one => one.RunAgainSince,
            Advice = one => one.Buffers is { ToRunWell: { } well } needed
                ? [string.Create(CultureInfo.InvariantCulture, $"The job starts with {needed.ToStart} buffers on each TaskManager{(needed.Beside > 0 ? $", wherever it is placed: {needed.Beside} of them are for the jobs that run beside it" : "")}; with {well} none of its exchanges has to wait for buffers.")]
                : [],
            Code = ["A lower parallelism of all-to-all exchanges needs fewer buffers: they grow with its square."],
            Competing = [new(DirectMemoryOom, "Network memory is direct memory.", "The pool was there; it was too small for what the job asked.")],
        },
        new(ContainerOomKilled, Entities.TaskManager, "was killed because its container ran over its memory limit", "The container's use stays below its limit, and no restart of the container is seen.")
        {
            Wish = _ => new MemoryWish.MoreOf(MemoryPart.JvmOverhead, 256 * Mebi, ContainerUnchanged: false),
            Code = ["Give the container at least taskmanager.memory.process.size; what runs beside the JVM (a .NET worker, sidecars) needs room of its own in the limit.", "Native memory that no JVM limit counts: RocksDB outside managed memory, Deflater and Inflater without end(), Unsafe and JNI allocations, many threads."],
            Missing = ["The container's status and its memory over time: what grew before the kill."],
        },
        new(NativeThreadOom, Entities.TaskManager, "could not start another thread", "Threads.Count stays level while the job runs.")
        {
            Metrics = [FlinkMetricNames.ThreadCount],
            Code = ["Java: no thread for each record: a bounded pool, made in open() and ended in close(); use Flink's async I/O for look-ups.", "C#: no new Thread or Task.Run without bound for each record; use a bounded channel.", "If the number of threads is meant: raise the limit (pids limit of the container, ulimit -u)."],
            Competing = [new(SymptomClass.HeapOom, "It is an OutOfMemoryError, too.", "The operating system refused a thread; heap has no part in it.")],
        },
        new(NativeMemoryExhausted, Entities.TaskManager, "got no more memory from the operating system", "Resident memory of the process stays below the container's limit.")
        {
            Wish = _ => new MemoryWish.MoreOf(MemoryPart.JvmOverhead, 256 * Mebi, ContainerUnchanged: false),
            Code = ["With glibc, many arenas fragment memory: MALLOC_ARENA_MAX=2, or jemalloc as in Flink's images."],
            Missing = ["Native memory tracking of the JVM, and the host's free memory at that time."],
        },
        new(RequestedArraySizeExceeded, Entities.TaskManager, "was asked for an array longer than any JVM grants", "The operator emits parts of a bounded size, and the failure does not come back. More heap changes nothing.")
        {
            Metrics = [FlinkMetricNames.HeapUsed],
            Code = ["Java: do not collect an unbounded number of bytes or elements in one array, buffer, String or ByteArrayOutputStream; emit in parts.", "C#: the JVM cannot take a record or batch over 2 GiB: send it in parts."],
            Competing = [new(SymptomClass.HeapOom, "It is an OutOfMemoryError, too.", "An array of that length is refused however large the heap is.")],
        },
        new(JobManagerHeapOom, Entities.JobManager, "ran out of Java heap", "The JobManager's heap after collections stays below 70 % of the new limit over several checkpoints.")
        {
            Metrics = [FlinkMetricNames.HeapUsed],
            Wish = one => new MemoryWish.MoreJobManagerHeap(Math.Max(512 * Mebi, one.Evidence.JobManager.Memory?.JvmHeap ?? 0), ContainerUnchanged: false),
            Options = one => CheckpointStorage.Of(one.Evidence).Changes,
            Advice = one => CheckpointStorage.Of(one.Evidence).Advice,
            Code = ["Large job graphs, many sources with many splits and large accumulators live in the JobManager's heap, too."],
        },
        new(MemoryConfigInvalid, Entities.TaskManager, "does not start: Flink refuses its memory configuration", "The process starts and registers.")
        {
            Wish = _ => new MemoryWish.Accepted(),
            Derived = Refusal,
        },
        new(DotnetHeapOom, "dotnet-worker", "ran out of memory in the .NET worker", "The worker's heap after collections stays below its limit.")
        {
            Options = _ => [],
            Code = ["C#: bound what the worker keeps; stream instead of collecting.", "Set DOTNET_GCHeapHardLimit to what the container leaves beside the JVM, so that the collector works against the true limit."],
        },
        new(SlowCheckpoint, Entities.Job, "does not complete its checkpoints in time", "Checkpoints complete within their time limit.")
        {
            Severity = Severity.Warning,
            Code = ["Find the operator that holds the barriers back (back-pressure); unaligned checkpoints let barriers overtake records."],
            Competing = [new(SymptomClass.GcPressure, "Long pauses delay barriers.", "The share of time in pauses is reported beside it where it is high.")],
        },
    ];

    /// <summary>
    /// A TaskManager whose configuration is refused never starts, and says so where REST does not reach. Flink's own derivation refuses the same configuration
    /// here; it counts while no TaskManager is there, since one that runs was started with another. A configuration that gives TaskManagers no size at all is
    /// the JobManager's own: what the TaskManagers' says is not known.
    /// </summary>
    private static FailureText? Refusal(ClusterEvidence evidence) =>
        evidence.TaskManagers.Length == 0 && SizesTaskManagers(evidence.Configuration) && FlinkVersion.Parse(evidence.FlinkVersion) is { } version
            && TaskManagerBudgets.Derive(evidence.Configuration, version) is BudgetAnswer<TaskManagerBudget>.Refused refused
            ? new(evidence.From, "/jobmanager/config, derived as Flink does", null, null, $"{refused.ExceptionClass}: {refused.Prefix}{refused.Message}", MemoryConfigInvalid, IsConsequence: false)
            : null;

    private static bool SizesTaskManagers(FlinkConfiguration configuration) =>
        new[] { TaskManagerOptions.Process.TotalProcess, TaskManagerOptions.Process.TotalFlink, TaskManagerOptions.TaskHeap, TaskManagerOptions.Managed, TaskManagerOptions.Process.LegacyHeap, TaskManagerOptions.Process.LegacyHeapMebibytes }
            .Any(new OptionReader(configuration).Contains);
}
