using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Polling.Logs;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class LogsTests
{
    private const string Relayed =
        "2026-11-22 22:34:52,599 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph [] - Enrich (1/2) switched from RUNNING to FAILED on tm-1 @ host (dataPort=1).\n"
        + "java.lang.OutOfMemoryError: Java heap space\n";

    private static readonly DateTimeOffset At = new(2026, 11, 22, 22, 34, 52, TimeSpan.Zero);

    [Fact]
    public void An_entry_is_a_line_with_a_time_and_what_belongs_to_it()
    {
        LogEntries entries = new();

        var found = entries.Add("2026-11-22 22:34:52,129 WARN  a - failed\njava.lang.Error: x\n\tat b\n2026-11-22 22:34:53,000 INFO  a - on");

        found.ShouldHaveSingleItem().Text.ShouldBe("2026-11-22 22:34:52,129 WARN  a - failed\njava.lang.Error: x\n\tat b");
        entries.Add(" and on\n").ShouldHaveSingleItem().Line.ShouldBe(4);
    }

    [Fact]
    public void Lines_of_a_file_without_its_beginning_have_no_number()
    {
        LogEntries entries = new();
        entries.Restart(isWholeFile: false);

        entries.Add("2026-11-22 22:34:52,129 WARN  a - failed\n").ShouldHaveSingleItem().Line.ShouldBeNull();
    }

    [Fact]
    public void A_flood_of_lines_stays_bounded_and_keeps_its_causes()
    {
        LogEntries entries = new();
        var flood = "2026-11-22 22:34:52,129 ERROR a - failed\n" + string.Concat(Enumerable.Repeat("\tat x.y.z(Some.java:1)\n", 100_000)) + "Caused by: java.lang.OutOfMemoryError: Metaspace\n";

        var entry = entries.Add(flood).ShouldHaveSingleItem();

        entry.Text.Length.ShouldBeLessThan(10_000);
        entry.Text.ShouldEndWith("Caused by: java.lang.OutOfMemoryError: Metaspace");
    }

    [Fact]
    public void What_the_JobManager_repeats_of_a_TaskManager_speaks_of_the_TaskManager()
    {
        var failure = In(Relayed, "jobmanager").ShouldNotBeNull();

        failure.ProcessId.ShouldBe("tm-1");
        failure.Class.ShouldBe(SymptomClass.HeapOom);
    }

    [Fact]
    public void What_the_JobManager_dies_of_is_its_own() =>
        In("2026-11-22 22:34:52,599 ERROR x.FatalExitExceptionHandler [] - FATAL: Thread 'jobmanager-io-thread-1' produced an uncaught exception. Stopping the process...\njava.lang.OutOfMemoryError: Java heap space\n", "jobmanager")
            .ShouldNotBeNull().Class.ShouldBe(SymptomClass.JobManagerHeapOom);

    [Fact]
    public void Words_of_failure_at_INFO_are_none() =>
        In("2026-11-22 22:34:52,599 INFO  x.HadoopFSDelegationTokenProvider [] - Hadoop FS is not available\njava.lang.ClassNotFoundException: x\n", "jobmanager").ShouldBeNull();

    private static Core.Evidence.FailureText? In(string text, string process) =>
        LogFailures.In(new LogEntries().Add(text).ShouldHaveSingleItem(), "/jobmanager/log", process, At);
}
