using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Tests.Cures;

namespace FlinkMemoryConsole.Tests.Configuration;

public class ConfigurationAdviceTests
{
    [Fact]
    public void What_is_about_TaskManagers_alone_is_nothing_to_say_of_a_JobManager()
    {
        var both = CureSolverTests.Parse("jobmanager.memory.process.size=1g jobmanager.heap.size=1g taskmanager.memory.process.size=16g taskmanager.memory.network.max=1g taskmanager.heap.size=2g");

        ConfigurationAdvice.ForJobManager(both, FlinkVersion.Newest).ShouldAllBe(finding => finding.Keys.Contains("jobmanager.heap.size"));
        ConfigurationAdvice.ForJobManager(both, FlinkVersion.Newest).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("2.3", "taskmanager.memory.process.size=4g", "")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.heap.size=2g", "ignored-key")]
    [InlineData("1.20", "taskmanager.heap.size=2g", "legacy-key")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.size=1g", "legacy-key")]
    [InlineData("1.20", "taskmanager.memory.process.size=4g taskmanager.memory.starting-segment-size=1k", "ignored-key")]
    [InlineData("1.19", "taskmanager.memory.process.size=4g state.checkpoints.dir=s3://x", "")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g state.checkpoints.dir=s3://x", "legacy-key")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g state.backend.local-recovery=true execution.state-recovery.from-local=true", "legacy-key")]
    [InlineData("1.20", "taskmanager.memory.process.size=4g state.backend.rocksdb.checkpointdir=/x", "legacy-key")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g state.backend.rocksdb.checkpointdir=/x", "ignored-key")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.registration.timeout=1min", "")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.managed.size=1g taskmanager.memory.managed.fraction=0.5", "size-and-fraction")]
    [InlineData("2.3", "taskmanager.memory.process.size=16g taskmanager.memory.network.max=1g", "network-clamped")]
    [InlineData("2.3", "taskmanager.memory.process.size=16g taskmanager.memory.task.heap.size=1g", "network-takes-the-rest")]
    [InlineData("2.3", "taskmanager.memory.process.size=982m", "task-heap-small")]
    [InlineData("2.3", "taskmanager.memory.process.size=5g taskmanager.memory.flink.size=4g", "both-totals")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.segment-size=5k", "segment-size")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.segment-size=4g", "segment-size")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.segment-size=128m", "segment-size")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.segment-size=128m taskmanager.memory.framework.off-heap.batch-shuffle.size=128m", "")]
    [InlineData("2.3", "taskmanager.memory.process.size=900000g", "segment-size")]
    [InlineData("2.3", "taskmanager.memory.process.size=900000g taskmanager.memory.network.max=1g", "network-clamped")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.managed.consumer-weights.OPERATOR=99", "")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.managed.consumer-weights.=99", "unknown-key")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.managed.consumer-weightsOPERATOR=99", "unknown-key")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.framework.off-heap.batch-shuffle.size=1.5g", "unreadable-value")]
    [InlineData("2.3", "taskmanager.memory.process.size=4g taskmanager.memory.manged.size=1g", "unknown-key")]
    public void A_configuration_is_told_what_is_odd_about_it(string version, string options, string ids) =>
        Ids(ConfigurationAdvice.For(CureSolverTests.Parse(options), FlinkVersion.Parse(version)!.Value)).ShouldBe(ids);

    [Theory]
    [InlineData(4L << 30, null, null, "")]
    [InlineData(3L << 30, null, null, "container-limit")]
    [InlineData(5L << 30, null, null, "container-limit")]
    [InlineData(5L << 30, 600L << 20, null, "")]
    [InlineData(4L << 30, 600L << 20, null, "no-room-beside")]
    [InlineData(null, null, 60, "metaspace-default")]
    [InlineData(null, 600L << 20, null, "")]
    public void Its_surroundings_are_taken_into_account_where_they_are_known(long? limit, long? beside, int? jars, string ids) =>
        Ids(ConfigurationAdvice.For(CureSolverTests.Parse("taskmanager.memory.process.size=4g"), FlinkVersion.Newest, new ConfigurationSurroundings(limit, beside, jars))).ShouldBe(ids);

    [Theory]
    [InlineData("env.java.opts.taskmanager", "-Xss1m -Xmx1g -XX:MaxDirectMemorySize=64m", "jvm-flags")]
    [InlineData("env.java.opts.all", "-XX:MaxMetaspaceSize=1g", "jvm-flags")]
    [InlineData("env.java.opts.all", "-XX:+UseG1GC -Xlog:gc", "")]
    public void Flags_that_win_over_the_derived_ones_are_told_of(string key, string flags, string ids) =>
        Ids(ConfigurationAdvice.For(CureSolverTests.Parse("taskmanager.memory.process.size=4g").With(key, flags), FlinkVersion.Newest)).ShouldBe(ids);

    [Fact]
    public void Flags_of_a_TaskManager_are_nothing_to_say_of_a_JobManager() =>
        ConfigurationAdvice.ForJobManager(CureSolverTests.Parse("jobmanager.memory.process.size=1g").With("env.java.opts.taskmanager", "-Xmx1g"), FlinkVersion.Newest).ShouldBeEmpty();

    [Fact]
    public void A_JobManagers_flags_are_called_so()
    {
        var flags = CureSolverTests.Parse("jobmanager.memory.heap.size=1g");
        ConfigurationSurroundings surroundings = new() { AreFlags = true };

        Ids(ConfigurationAdvice.For(flags, FlinkVersion.Newest, surroundings)).ShouldBe("jobmanager-flags");
        ConfigurationAdvice.ForJobManager(flags, FlinkVersion.Newest, surroundings).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4835, "")]
    [InlineData(4834, "container-limit")]
    public void A_limit_that_Flink_rounds_down_to_whole_mebibytes_is_no_smaller_one(long mebibytes, string ids) =>
        Ids(ConfigurationAdvice.For(CureSolverTests.Parse("taskmanager.memory.flink.size=4g"), FlinkVersion.Newest, new ConfigurationSurroundings(mebibytes << 20))).ShouldBe(ids);

    private static string Ids(IEnumerable<ConfigurationFinding> findings) => string.Join(' ', findings.Select(finding => finding.Id));
}
