using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Tests.FailureTexts;

public sealed class FailureTextClassifierTests
{
    [Theory]
    [InlineData(SymptomClass.HeapOom, "java.lang.OutOfMemoryError: Java heap space\n\tat com.shop.Cache.put(Cache.java:12)")]
    [InlineData(SymptomClass.HeapOom, "2026-01-02 10:00:00,000 ERROR [] - FATAL: Thread 'flink-metrics-scheduler-1' produced an uncaught exception. Stopping the process...\njava.lang.OutOfMemoryError: Java heap space")]
    [InlineData(SymptomClass.HeapOom, "Exception in thread \"main\" java.lang.OutOfMemoryError: Garbage-collected heap size exceeded. Consider increasing the maximum Java heap size")]
    [InlineData(SymptomClass.JobManagerHeapOom, "FATAL: Thread 'jobmanager-io-thread-1' produced an uncaught exception. Stopping the process...\njava.lang.OutOfMemoryError: Java heap space")]
    [InlineData(SymptomClass.JobManagerHeapOom, "java.lang.OutOfMemoryError: Java heap space. A heap space-related out-of-memory error has occurred. This can mean two things: either the heap size is too small. The Flink Master has to be shutdown.")]
    [InlineData(SymptomClass.GcOverhead, "Caused by: java.lang.OutOfMemoryError: GC overhead limit exceeded")]
    [InlineData(SymptomClass.MetaspaceOom, "java.lang.OutOfMemoryError: Compressed class space")]
    [InlineData(SymptomClass.MetaspaceOom, "java.lang.OutOfMemoryError: Metaspace. The metaspace out-of-memory error has occurred. This can mean two things")]
    [InlineData(SymptomClass.DirectMemoryOom, "java.lang.OutOfMemoryError: Cannot reserve 65536 bytes of direct buffer memory (allocated: 268402688, limit: 268435456)")]
    [InlineData(SymptomClass.DirectMemoryOom, "org.apache.flink.shaded.netty4.io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 4194304 byte(s) of direct memory (used: 1, max: 2)")]
    [InlineData(SymptomClass.NativeThreadOom, "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached")]
    [InlineData(SymptomClass.NativeThreadOom, "[12.1s][warning][os,thread] Failed to start thread \"Unknown thread\" - pthread_create failed (EAGAIN) for attributes: stacksize: 1024k")]
    [InlineData(SymptomClass.RequestedArraySizeExceeded, "java.lang.OutOfMemoryError: Required length exceeds implementation limit")]
    [InlineData(SymptomClass.RequestedArraySizeExceeded, "java.lang.OutOfMemoryError\n\tat java.base/java.io.ByteArrayOutputStream.hugeCapacity(ByteArrayOutputStream.java:188)")]
    [InlineData(SymptomClass.ManagedMemoryExhausted, "java.lang.IllegalArgumentException: Too little memory provided to sorter to perform task. Required are at least 12 pages. Current page size is 32768 bytes.")]
    [InlineData(SymptomClass.ManagedMemoryExhausted, "Caused by: java.io.IOException: Failed to acquire shared cache resource for RocksDB\nCaused by: java.lang.IllegalArgumentException: The fraction of memory to allocate should not be 0.")]
    [InlineData(SymptomClass.RocksDbMemory, "WARN RocksDBStateBackend performance will be poor because of the current Flink memory configuration! RocksDB will flush memtable constantly")]
    [InlineData(SymptomClass.ContainerOomKilled, "Pod terminated, container termination statuses: [flink-main-container(exitCode=137, reason=OOMKilled, message=null)]")]
    [InlineData(SymptomClass.ContainerOomKilled, "[ 1234.5] Memory cgroup out of memory: Killed process 4711 (java) total-vm:5123456kB")]
    [InlineData(SymptomClass.DotnetHeapOom, "Unhandled exception. System.OutOfMemoryException: Insufficient memory to continue the execution of the program.")]
    [InlineData(SymptomClass.MemoryConfigInvalid, "org.apache.flink.configuration.IllegalConfigurationException: JobManager memory configuration failed: Total Flink Memory is wrong")]
    [InlineData(SymptomClass.NetworkBuffersInsufficient, "java.io.IOException: Insufficient number of network buffers: required 9, but only 4 available.")]
    [InlineData(SymptomClass.SlowCheckpoint, "org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint expired before completing.")]
    [InlineData(SymptomClass.NotMemory, "java.lang.NullPointerException")]
    [InlineData(SymptomClass.NotMemory, "java.io.IOException: No space left on device")]
    [InlineData(SymptomClass.NotMemory, "/usr/bin/java -Xmx512m -XX:+HeapDumpOnOutOfMemoryError -XX:MaxMetaspaceSize=256m org.apache.flink.runtime.taskexecutor.TaskManagerRunner")]
    public void Words_name_the_memory(string symptom, string text) => FailureTextClassifier.Classify(text).Class.ShouldBe(symptom);

    [Theory]
    [InlineData("java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id taskmanager-1 timed out.")]
    [InlineData("org.apache.flink.runtime.resourcemanager.exceptions.ResourceManagerException: TaskManager with id taskmanager-1 is no longer reachable.")]
    [InlineData("org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager 'host:1'. This might indicate that the remote task manager was lost.")]
    [InlineData("java.net.ConnectException: Connection refused: /10.0.0.1:6122")]
    [InlineData("org.apache.flink.util.FlinkExpectedException: The TaskExecutor is shutting down.")]
    [InlineData("org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy")]
    public void What_followed_names_no_cause(string text)
    {
        var found = FailureTextClassifier.Classify(text);

        found.Class.ShouldBeNull();
        found.IsConsequence.ShouldBeTrue();
    }

    [Fact]
    public void The_innermost_cause_counts_and_not_the_suppressed_recovery_above_it()
    {
        var found = FailureTextClassifier.Classify(
            "org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy\nCaused by: java.util.concurrent.TimeoutException: Heartbeat of TaskManager timed out.\nCaused by: java.lang.OutOfMemoryError: Metaspace");

        found.Class.ShouldBe(SymptomClass.MetaspaceOom);
        found.IsConsequence.ShouldBeFalse();
    }

    [Fact]
    public void Heap_words_of_the_JobManager_are_about_its_own_heap() =>
        FailureTextClassifier.Classify("java.lang.OutOfMemoryError: Java heap space", "jobmanager").Class.ShouldBe(SymptomClass.JobManagerHeapOom);

    [Theory]
    [InlineData("INFO ExecutionGraph [] - Enrich clicks (1/2) (5e35) switched from RUNNING to FAILED on taskmanager-1 @ flink-host (dataPort=1).\njava.lang.OutOfMemoryError: Java heap space\n\tat org.apache.flink.runtime.jobmaster.JobMaster.x(JobMaster.java:1)")]
    [InlineData("org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy\n\tat org.apache.flink.runtime.jobmaster.JobMaster.x(JobMaster.java:1)\nCaused by: java.lang.OutOfMemoryError: Java heap space")]
    public void A_task_that_failed_is_told_by_the_JobManager_and_met_in_a_TaskManager(string text) =>
        FailureTextClassifier.Classify(text, "jobmanager").Class.ShouldBe(SymptomClass.HeapOom);

    [Fact]
    public void An_OutOfMemoryError_without_a_word_is_ambiguous() => FailureTextClassifier.Classify("java.lang.OutOfMemoryError").Class.ShouldBeNull();

    [Fact]
    public void Unknown_words_are_no_answer() => FailureTextClassifier.Classify("the quick brown fox").ShouldBe(FailureTextClassification.Unknown);

    [Theory]
    [InlineData("\tat java.lang.OutOfMemoryError.<init>(OutOfMemoryError.java:48)", false)]
    [InlineData("2026-01-02 INFO  TaskExecutor [] - Receive slot request", false)]
    [InlineData("Caused by: java.lang.OutOfMemoryError: Metaspace", true)]
    [InlineData("[ERROR] Could not get JVM parameters and dynamic configurations properly.", true)]
    public void Only_lines_that_may_tell_of_a_failure_are_worth_classifying(string line, bool worth) => FailureTextClassifier.MayBeFailure(line).ShouldBe(worth);

    [Fact]
    public void No_rule_depends_on_how_busy_the_machine_is() =>
        FailureTextClassifier.Rules.ShouldAllBe(rule => rule.Pattern.Options.HasFlag(RegexOptions.NonBacktracking) && rule.Pattern.MatchTimeout == Regex.InfiniteMatchTimeout);

    [Theory]
    [InlineData("Java heap space ", SymptomClass.HeapOom)]
    [InlineData("RocksDB memory ", null)]
    [InlineData("| | | ", null)]
    public void A_process_that_repeats_itself_without_end_is_answered(string words, string? symptom) =>
        FailureTextClassifier.Classify(string.Concat(Enumerable.Repeat(words, 60_000 / words.Length))).Class.ShouldBe(symptom);

    [Fact]
    public void An_exception_that_only_carries_another_tells_nothing() =>
        FailureTextClassifier.Classify("java.util.concurrent.CompletionException: java.lang.RuntimeException").Class.ShouldBeNull();

    [Fact]
    public void Every_rule_has_a_name_of_its_own() => FailureTextClassifier.Rules.Select(rule => rule.Name).ShouldBeUnique();

    [Fact]
    public void A_text_of_many_megabytes_is_answered_from_its_ends() =>
        FailureTextClassifier.Classify("java.lang.OutOfMemoryError: Metaspace" + new string('x', 5_000_000)).Class.ShouldBe(SymptomClass.MetaspaceOom);
}
