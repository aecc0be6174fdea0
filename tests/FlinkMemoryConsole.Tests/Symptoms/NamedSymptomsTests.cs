using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Symptoms;

/// <summary>What is proposed for, and derived from, options that the JobManager's configuration shows.</summary>
public sealed class NamedSymptomsTests
{
    private const string JobManagerDied = "FATAL: Thread 'jobmanager-io-thread-1' produced an uncaught exception. Stopping the process...\njava.lang.OutOfMemoryError: Java heap space";

    [Theory]
    [InlineData("1.18.1", "state.checkpoint-storage", "state.checkpoints.dir")]
    [InlineData("1.19.3", "state.checkpoint-storage", "state.checkpoints.dir")]
    [InlineData("1.20.5", "state.checkpoint-storage", "execution.checkpointing.dir")]
    [InlineData("1.20.5", "execution.checkpointing.storage", "state.checkpoints.dir")]
    [InlineData("2.3.0", "execution.checkpointing.storage", "execution.checkpointing.dir")]
    public void Checkpoints_in_the_JobManagers_heap_move_to_the_directory_that_is_set(string version, string storage, string directory) =>
        JobManagerCure(version, (storage, "jobmanager"), (directory, "s3://checkpoints")).Options.ShouldContain(new OptionChange(storage, "jobmanager", "filesystem"));

    [Theory]
    [InlineData("2.3.0", "execution.checkpointing.storage", "execution.checkpointing.dir")]
    [InlineData("1.19.3", "state.checkpoint-storage", "state.checkpoints.dir")]
    public void Without_a_directory_Flink_would_refuse_the_file_system_so_both_are_advice(string version, string storage, string directory)
    {
        var cure = JobManagerCure(version, (storage, "jobmanager"));

        cure.Options.ShouldNotContain(change => change.Key == storage);
        cure.Code[0].ShouldContain($"{storage}: filesystem");
        cure.Code[0].ShouldContain(directory);
    }

    [Fact]
    public void A_directory_alone_keeps_checkpoints_in_its_file_system_already() =>
        JobManagerCure("2.3.0", ("execution.checkpointing.dir", "s3://checkpoints")).Code.ShouldNotContain(code => code.Contains("file system", StringComparison.Ordinal));

    [Fact]
    public void A_container_that_has_to_grow_is_told_of_with_the_options() =>
        JobManagerCure("2.3.0", ("jobmanager.memory.process.size", "1600m")).Code.ShouldContain(code => code.Contains("the container's limit must grow with it", StringComparison.Ordinal));

    [Fact]
    public void Where_no_options_help_the_reason_is_told()
    {
        var cure = JobManagerCure("2.3.0", ("jobmanager.memory.process.size", "100m"));

        cure.Code.ShouldContain(code => code.Contains("Flink refuses", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_a_version_does_not_know_is_not_proposed()
    {
        var cure = JobManagerCure("1.19.3", ("execution.checkpointing.storage", "jobmanager"), ("execution.checkpointing.dir", "s3://checkpoints"));

        cure.Options.ShouldNotContain(change => change.Key == "execution.checkpointing.storage");
        cure.Code.ShouldContain(code => code.Contains("state.checkpoint-storage", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("jobmanager.memory.process.size=1600m")]
    [InlineData("taskmanager.numberOfTaskSlots=4 taskmanager.memory.managed.fraction=0.2")]
    public void A_configuration_that_sizes_no_TaskManager_is_unknown_and_not_refused(string options) => Derived(options).ShouldBeEmpty();

    [Theory]
    [InlineData("taskmanager.memory.task.heap.size=1g")]
    [InlineData("taskmanager.memory.flink.size=100m")]
    [InlineData("taskmanager.heap.size=4g")]
    public void A_configuration_that_sizes_TaskManagers_wrongly_is_refused(string options) => Derived(options).ShouldHaveSingleItem().Class.ShouldBe(SymptomClass.MemoryConfigInvalid);

    [Fact]
    public void A_number_of_buffers_is_told_as_a_number_and_not_in_bytes()
    {
        var taskManager = new TaskManagerBuilder("tm-1").Heap([40, 45]).Also("Status.JVM.Memory.Direct.Count", 4096, 6144).Also("Status.JVM.Memory.Direct.MemoryUsed", 142606336, 268435456);

        var evidence = Findings(new ClusterEvidenceBuilder().With(taskManager).Saying(10, "java.lang.OutOfMemoryError: Direct buffer memory", "tm-1"), "2.3.0", [])
            .Single(finding => finding.Class is SymptomClass.DirectMemoryOom).Evidence;

        evidence.Single(item => item.What is "Status.JVM.Memory.Direct.Count").Value.ShouldBe("4096 at 12:00:00, 6144 at 12:00:10");
        evidence.Single(item => item.What is "Status.JVM.Memory.Direct.MemoryUsed").Value.ShouldBe("136 MiB at 12:00:00, 256 MiB at 12:00:10");
    }

    private static Cure JobManagerCure(string version, params (string Key, string Value)[] options) =>
        Findings(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 45, 50, 44])).Saying(30, JobManagerDied, "jobmanager"), version, options).Single(finding => finding.Class is SymptomClass.JobManagerHeapOom).Cure;

    private static IReadOnlyList<Finding> Derived(string options) =>
        Findings(new ClusterEvidenceBuilder(), "2.3.0", [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(option => (option.Split('=')[0], option.Split('=')[1]))]);

    private static IReadOnlyList<Finding> Findings(ClusterEvidenceBuilder builder, string version, (string Key, string Value)[] options)
    {
        var evidence = builder.Build() with { FlinkVersion = version, Configuration = FlinkConfiguration.From(options.Select(option => KeyValuePair.Create(option.Key, option.Value))) };
        return [.. SymptomDetectors.Read(evidence).OfType<SymptomReading.Present>().SelectMany(present => present.Findings)];
    }
}
