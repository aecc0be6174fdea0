using System.Globalization;
using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Tests.Budget;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A JobManager reports what its start script has resolved beside what somebody wrote.</summary>
public class WrittenConfigurationTests
{
    private static readonly (string Key, MemoryComponent Component)[] Resolved =
    [
        ("jobmanager.memory.heap.size", MemoryComponent.JvmHeap), ("jobmanager.memory.off-heap.size", MemoryComponent.OffHeap), ("jobmanager.memory.jvm-metaspace.size", MemoryComponent.JvmMetaspace),
        ("jobmanager.memory.jvm-overhead.min", MemoryComponent.JvmOverhead), ("jobmanager.memory.jvm-overhead.max", MemoryComponent.JvmOverhead),
    ];

    [Theory]
    [InlineData("jobmanager.memory.process.size=3g", "jobmanager.memory.process.size=3g")]
    [InlineData("jobmanager.memory.flink.size=2g", "jobmanager.memory.flink.size=2g")]
    [InlineData("jobmanager.memory.heap.size=1g", "jobmanager.memory.heap.size=1073741824b")]
    [InlineData("jobmanager.memory.process.size=3g jobmanager.memory.off-heap.size=256m", "jobmanager.memory.off-heap.size=268435456b jobmanager.memory.process.size=3g")]
    [InlineData("jobmanager.memory.process.size=3g jobmanager.memory.jvm-overhead.fraction=0.2", "jobmanager.memory.jvm-overhead.fraction=0.2 jobmanager.memory.process.size=3g")]
    public void What_the_script_resolved_is_not_taken_for_written(string written, string found) =>
        Print(WrittenConfiguration.Of(AsReported(Parse(written)), FlinkVersion.Newest)).ShouldBe(found);

    [Theory]
    [InlineData("jobmanager.memory.process.size=3g jobmanager.memory.heap.size=2g")]
    [InlineData("jobmanager.memory.heap.size=1g jobmanager.memory.off-heap.size=128m jobmanager.memory.jvm-metaspace.size=256m jobmanager.memory.jvm-overhead.min=192m jobmanager.memory.jvm-overhead.max=192m")]
    public void What_no_script_would_have_resolved_so_stays_as_it_is(string reported) =>
        Print(WrittenConfiguration.Of(Parse(reported), FlinkVersion.Newest)).ShouldBe(Print(Parse(reported)));

    [Fact]
    public void What_is_promised_for_the_JobManager_comes_true_where_it_is_written()
    {
        const string Written = "jobmanager.memory.process.size=3g";

        var reached = RunningConfiguration.AsReported(AsReported(Parse(Written)), FlinkVersion.Newest).Solve(FlinkVersion.Newest, new MemoryWish.MoreOfJobManager(MemoryPart.TaskOffHeap, 512L << 20, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Reached>();

        var applied = Derive(reached.Changes.Aggregate(Parse(Written), (all, change) => all.With(change.Key, change.To)));
        applied.Parts.Select(part => applied[part]).ShouldBe(applied.Parts.Select(part => reached.After[part]));
    }

    [Fact]
    public void The_memory_stays_the_same_whatever_was_written() =>
        Gen.Int.Select(seed => new DrawnConfigurations(seed).Next(taskManager: false)).Sample(options =>
        {
            var written = FlinkConfiguration.From(options);
            if (JobManagerBudgets.Derive(written, FlinkVersion.Newest).BudgetOrNull is { } budget)
            {
                var found = Derive(WrittenConfiguration.Of(AsReported(written), FlinkVersion.Newest));
                found.Parts.Select(part => found[part]).ShouldBe(found.Parts.Select(part => budget[part]));
            }
        }, iter: 500);

    /// <summary>As <c>/jobmanager/config</c> has it after the start.</summary>
    private static FlinkConfiguration AsReported(FlinkConfiguration written)
    {
        var budget = Derive(written);
        return Resolved.Aggregate(written, (all, one) => all.With(one.Key, string.Create(CultureInfo.InvariantCulture, $"{budget[one.Component]}b")));
    }

    private static JobManagerBudget Derive(FlinkConfiguration configuration) => JobManagerBudgets.Derive(configuration, FlinkVersion.Newest).BudgetOrNull.ShouldNotBeNull();

    private static FlinkConfiguration Parse(string options) => CureSolverTests.Parse(options);

    private static string Print(FlinkConfiguration configuration) => string.Join(' ', configuration.Options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => $"{option.Key}={option.Value}"));
}
