using static FlinkMemoryConsole.Core.FailureTexts.FailureTextRule;
using static FlinkMemoryConsole.Core.Symptoms.SymptomClass;

namespace FlinkMemoryConsole.Core.FailureTexts;

/// <summary>Accounts of people, checkpoints, consequences and what is no matter of memory; asked when no memory words were found.</summary>
internal static class OtherWordRules
{
    private const string Flink = "Flink";

    /// <summary>Exceptions that only carry others, or whose message tells what followed.</summary>
    private static readonly HashSet<string> Wrappers = new(StringComparer.OrdinalIgnoreCase)
    {
        "JobException", "JobExecutionException", "ProgramInvocationException", "RuntimeException", "FlinkRuntimeException",
        "FlinkException", "CompletionException", "ExecutionException", "PipelineExecutionException", "SerializedThrowException",
        "TimeoutException", "ResourceManagerException", "FlinkExpectedException", "AsyncException",
    };

    public static IReadOnlyList<FailureTextRule> Prose { get; } =
    [
        Prose("prose-dotnet-gc", DotnetGcPressure, @"% ?time in GC|(gen ?2|LOH|large object heap)\b.{0,80}(collection|pause|GC|fragment)|(\.NET|dotnet|Server GC).{0,60}(GC pause|garbage collect\w+ (time|pause))"),
        Prose("prose-gc", GcPressure, @"\b(old|full|major|frequent|long|constant)[- ](gen(eration)? )?(GC|garbage collection)s?\b|\bGC (pause|time|pressure|stall|thrash)|(spend|spent|spending).{0,60}(garbage collect|\bGC\b)|stop-the-world"),
        Prose("prose-rocksdb", RocksDbMemory, @"(native memory|off-?heap|memory (usage|consumption|leak)|RSS|\bOOM\b).*RocksDB|RocksDB.*(native memory|memory (usage|consumption|leak|growth)|block cache.{0,60}(full|grow|exceed)|\bOOM\b)"),
        Prose("prose-native", NativeMemoryExhausted, @"(jemalloc|malloc|glibc|native memory|off-heap).{0,200}(fragment|arena|leak|grow)|memory fragmentation|native memory leak"),
        Prose("prose-killed", ContainerOomKilled, @"\bOOM[- ]?kill|killed (by|due to|because of) .{0,30}(OOM|out of memory|memory limit)|killed\b.{0,120}\b(don't|do not|without|no|never)\b.{0,30}OutOfMemory|exceeds? .{0,30}(container|pod) (memory )?(limit|quota)"),
        Prose("prose-skew", DataSkew, @"\bdata skew|\bskewed (key|data|partition)|\bhot key"),
        Prose("prose-checkpoint", SlowCheckpoint, @"checkpoint\w* (is |are |was |keeps? )?(timing out|timed out|too slow|time-?outs?\b)"),
    ];

    public static IReadOnlyList<FailureTextRule> Words { get; } =
    [
        Cause("checkpoint-expired", SlowCheckpoint, @"Checkpoint (\d+ )?(of job \w+ )?\W{0,4}expired|expired before completing", "Flink CheckpointFailureReason"),

        Cause("disk-full", NotMemory, @"No space left on device|Disk quota exceeded", "operating system"),
        Cause("open-files", NotMemory, @"Too many open files", "operating system"),
        Cause("rocksdb-busy", NotMemory, @"(RocksDB|rocksdb).{0,60}(Resource busy|kBusy|Corruption)", "RocksDB"),
        Cause("frame-size", NotMemory, @"exceeds the maximum (akka|pekko) framesize|oversized payload", Flink),
        Cause("quarantined", NotMemory, @"quarantined this system|has been quarantined", "Akka, Pekko"),
        Cause("checkpoint-io", NotMemory, @"IO-problem detected|Failure to finalize checkpoint", "Flink CheckpointFailureReason"),

        Consequence("recovery-suppressed", null, @"Recovery is suppressed by", Flink),
        Consequence("heartbeat", null, @"heartbeat of (the )?(Task|Job|Resource)Manager.{0,160}timed out|heartbeat.{0,40}timed? ?out", Flink),
        Consequence("unreachable", null, @"is no longer reachable|RemoteTransportException|LocalTransportException|remote task ?manager .{0,80}was lost|TaskManager.{0,80}(was )?lost\b|Connection unexpectedly closed|Lost connection to (the )?task ?manager|slot .{0,60} was removed", Flink),
        Consequence("connection", null, @"Connection (refused|reset)|Broken pipe|Association .{0,200}(has )?failed|ClosedChannelException|connection was closed", "TCP"),
        Consequence("shutting-down", null, @"TaskExecutor is shutting down|TaskManager is shutting down|Fatal error occurred while executing the TaskManager|Fatal error occurred in the cluster entrypoint", Flink),
        Consequence("partition", null, @"PartitionNotFoundException|ProducerFailedException|ConsumerFailedException|CancelTaskException|JobMaster.{0,60}disconnected|Disconnect (job manager|JobMaster)", Flink),
        Consequence("ask-timeout", null, @"AskTimeoutException|Ask timed out on", "Akka, Pekko"),
        Consequence("checkpoint-threshold", null, @"Exceeded checkpoint tolerable failure threshold", Flink),
        Consequence("container-exit", null, @"Exception from container-launch|non-zero exit code|exit ?code\W{1,3}(1|137|143|239|255)\b|marked as failed|released on a lost node", "YARN, Kubernetes: 137 is any SIGKILL"),
        Consequence("rocksdb-access", null, @"Error while (retrieving|adding|removing|putting)[ \w]{0,30}(data )?(from|to|into) (RocksDB|ForSt)", "Flink state backend, wraps whatever RocksDB said"),
        Consequence("no-slots", NotMemory, @"NoResourceAvailableException|Could not (acquire the minimum required resources|allocate (all|the required) .{0,20}slot)|Slot request bulk is not fulfillable|Not enough resources available for scheduling", "Flink: also what follows when a TaskManager is gone"),

        Cause("oom-unnamed", null, @"OutOfMemoryError", "JDK, without a word which memory"),
        Cause("bare-wrapper", null, @"\b(uncaught exception)\b", Flink),
        Cause("exception", NotMemory, @"\b\w+(Exception|Error)\b", "any other exception names its own trouble") with { Except = Wrappers },
        Cause("log", NotMemory, @"\b(INFO|DEBUG)\b", "a log that tells of no failure"),
        Cause("command-line", NotMemory, @"-XX:[+\w]", "a command line"),
        Cause("log-warning", NotMemory, @"\bWARN\b .{0,200}(memory|container|size)", "a warning that names no failure"),
    ];
}
