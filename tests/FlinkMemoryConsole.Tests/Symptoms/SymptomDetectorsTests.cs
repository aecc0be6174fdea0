using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Symptoms;

public sealed class SymptomDetectorsTests
{
    [Fact]
    public void Each_symptom_has_one_detector() => SymptomDetectors.All.Select(detector => detector.Symptom).ShouldBeUnique();

    [Fact]
    public void The_list_of_symptoms_is_approved() =>
        string.Join('\n', SymptomDetectors.All.Select(detector => detector.Symptom).Order(StringComparer.Ordinal)).ShouldMatchApproved(options => options.NoDiff());

    [Theory]
    [InlineData("java.lang.OutOfMemoryError: Metaspace", "metaspace-oom:tm-1")]
    [InlineData("java.lang.OutOfMemoryError: Cannot reserve 65536 bytes of direct buffer memory (allocated: 1, limit: 2)", "direct-memory-oom:tm-1")]
    [InlineData("java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory", "native-thread-oom:tm-1")]
    [InlineData("java.lang.OutOfMemoryError: Requested array size exceeds VM limit", "requested-array-size-exceeded:tm-1")]
    [InlineData("java.io.IOException: Insufficient number of network buffers: required 9, but only 4 available. The total number of network buffers is currently set to 256 of 32768 bytes each.", "network-buffers-insufficient:tm-1")]
    [InlineData("System.OutOfMemoryException: Array dimensions exceeded supported range.", "dotnet-heap-oom:tm-1")]
    public void Words_make_a_finding_on_the_TaskManager_that_said_them(string text, string id)
    {
        var finding = Findings(Quiet().Saying(30, text, "tm-1", "clicks")).ShouldHaveSingleItem();

        finding.Id.ShouldBe(id);
        finding.Evidence[0].Source.ShouldBe("/jobs/clicks/exceptions");
        finding.Cure.Expect.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_heap_that_the_JobManager_only_tells_of_is_the_TaskManagers() =>
        Findings(Quiet().Saying(30, "INFO ExecutionGraph [] - Enrich (1/2) (5e) switched from RUNNING to FAILED on tm-1 @ host (dataPort=1).\njava.lang.OutOfMemoryError: Java heap space", "jobmanager"))
            .ShouldHaveSingleItem().Id.ShouldBe("heap-oom:tm-1");

    [Fact]
    public void The_JobManagers_own_heap_is_its_own() =>
        Findings(Quiet().Saying(30, "FATAL: Thread 'jobmanager-io-thread-1' produced an uncaught exception. Stopping the process...\njava.lang.OutOfMemoryError: Java heap space", "jobmanager"))
            .ShouldHaveSingleItem().Component.ShouldBe("jobmanager");

    [Fact]
    public void A_job_that_fails_of_something_else_is_said_to_be_no_matter_of_memory()
    {
        var finding = Findings(Quiet().WithJob("invoices", "FAILED", "Parse", ("tm-1", 10)).Saying(30, "java.lang.NullPointerException", "tm-1", "invoices")).ShouldHaveSingleItem();

        finding.Class.ShouldBe(SymptomClass.NotMemory);
        finding.Severity.ShouldBe(Severity.Critical);
    }

    [Fact]
    public void Errors_in_the_JobManagers_log_that_failed_no_job_are_nothing() =>
        Findings(Quiet().Saying(30, "ERROR JobDetailsHandler [] - Unhandled exception. java.util.NoSuchElementException: No value present", "jobmanager")).ShouldBeEmpty();

    [Fact]
    public void A_silent_death_with_a_metaspace_running_full_is_told_from_the_windows()
    {
        TaskManagerBuilder taskManager = new("tm-1");
        foreach (var metaspace in new[] { 60d, 110, 160, 215 })
        {
            taskManager.Reading(50 + (metaspace % 7), metaspaceMiB: metaspace);
        }

        Findings(new ClusterEvidenceBuilder().With(taskManager.LostAt(50)).Saying(50, "Heartbeat of TaskManager with id tm-1 timed out.", "tm-1", "clicks"))
            .ShouldHaveSingleItem().Id.ShouldBe("metaspace-oom:tm-1");
    }

    [Fact]
    public void A_configuration_that_Flink_refuses_is_told_while_no_TaskManager_is_there()
    {
        FlinkConfiguration tooSmall = FlinkConfiguration.From([new("taskmanager.memory.process.size", "600m")]);
        var alone = new ClusterEvidenceBuilder().Build() with { Configuration = tooSmall };
        var running = Quiet().Build() with { Configuration = tooSmall };

        Findings(alone).ShouldHaveSingleItem().Class.ShouldBe(SymptomClass.MemoryConfigInvalid);
        Findings(running).ShouldBeEmpty();
    }

    private static ClusterEvidenceBuilder Quiet() => new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 45, 50, 44])).With(new TaskManagerBuilder("tm-2").Heap([42, 41, 51, 47]));

    private static IReadOnlyList<Finding> Findings(ClusterEvidenceBuilder evidence) => Findings(evidence.Build());

    private static IReadOnlyList<Finding> Findings(ClusterEvidence evidence) => [.. SymptomDetectors.Read(evidence).OfType<SymptomReading.Present>().SelectMany(present => present.Findings)];
}
