using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Testing.Evidence;
using FlinkMemoryConsole.Tests.Budget;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A TaskManager that was started with other options than the JobManager's configuration shows.</summary>
public class RunningConfigurationTests
{
    private static readonly string[] NotMemory = ["taskmanager.cpu.cores", "taskmanager.numberOfTaskSlots", "taskmanager.memory.segment-size"];

    [Theory]
    [InlineData("taskmanager.memory.process.size=1728m", "taskmanager.memory.process.size=1728m", "")]
    [InlineData("taskmanager.memory.process.size=1728m", "taskmanager.memory.process.size=4g", "taskmanager.memory.process.size=4294967296b")]
    [InlineData("", "taskmanager.memory.flink.size=2g", "taskmanager.memory.flink.size=2147483648b")]
    [InlineData(
        "taskmanager.memory.process.size=1728m",
        "taskmanager.memory.process.size=4g taskmanager.memory.managed.size=0",
        "taskmanager.memory.managed.size=0b taskmanager.memory.process.size=4294967296b")]
    public void What_differs_is_the_fewest_options_that_give_the_reported_components(string reported, string running, string differences)
    {
        var found = RunningConfiguration.Of(TaskManager(Parse(running)), Parse(reported), FlinkVersion.Newest);

        found.Differences.OrderBy(change => change.Key, StringComparer.Ordinal).Select(change => $"{change.Key}={Bytes(change.To)}").ShouldBe(differences.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void What_no_few_options_explain_is_pinned_and_the_rest_of_the_options_stays()
    {
        const string Many = "taskmanager.memory.process.size=4g taskmanager.memory.framework.heap.size=200m taskmanager.memory.framework.off-heap.size=64m taskmanager.memory.jvm-metaspace.size=300m";
        var taskManager = TaskManager(Parse(Many));

        var found = RunningConfiguration.Of(taskManager, Parse("taskmanager.memory.flink.size=1g taskmanager.memory.segment-size=64k"), FlinkVersion.Newest);

        ReportedMemory.Of(Derive(found.Configuration)).ShouldBe(taskManager.Memory);
        found.Configuration["taskmanager.memory.segment-size"].ShouldBe("64k");
    }

    [Fact]
    public void A_TaskManager_that_has_not_told_its_components_is_taken_to_run_as_reported() =>
        RunningConfiguration.Of(TaskManager(Parse("taskmanager.memory.process.size=4g")) with { Memory = null }, Parse("taskmanager.memory.process.size=1728m"), FlinkVersion.Newest).Differs.ShouldBeFalse();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void Components_that_no_process_can_have_explain_nothing(long metaspace)
    {
        var liar = TaskManager(Parse("taskmanager.memory.process.size=4g"));

        RunningConfiguration.Of(liar with { Memory = liar.Memory! with { JvmMetaspace = metaspace } }, Parse("taskmanager.memory.process.size=1728m"), FlinkVersion.Newest).Differs.ShouldBeFalse();
    }

    [Fact]
    public void A_cure_is_reckoned_from_what_runs_and_contains_what_differs()
    {
        var reported = Parse("taskmanager.memory.process.size=1728m");
        var running = RunningConfiguration.Of(TaskManager(Parse("taskmanager.memory.process.size=4g taskmanager.memory.managed.size=0")), reported, FlinkVersion.Newest);

        var reached = running.Solve(FlinkVersion.Newest, new MemoryWish.MoreManaged(1 << 20, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Before![MemoryComponent.TotalProcess].ShouldBe(4L << 30);
        reached.Changes.ShouldContain(new OptionChange("taskmanager.memory.process.size", "1728m", "4g"));
        ReportedMemory.Of(Derive(With(reported, reached))).ShouldBe(ReportedMemory.Of((TaskManagerBudget)reached.After));
    }

    [Fact]
    public void Whatever_runs_and_whatever_is_reported_a_cure_applied_to_the_report_gives_what_it_promised() =>
        Gen.Select(Gen.Int, Gen.Int, Gen.Long[1, 1L << 30]).Sample(
            (reportedSeed, runningSeed, more) =>
            {
                var reported = NotMemory.Aggregate(FlinkConfiguration.From(new DrawnConfigurations(reportedSeed).Next(taskManager: true)), (options, key) => options.With(key, null));
                var started = FlinkConfiguration.From(new DrawnConfigurations(runningSeed).Next(taskManager: true));
                if (TaskManagerBudgets.Derive(started, FlinkVersion.Newest).BudgetOrNull is not { } budget)
                {
                    return true;
                }

                var running = RunningConfiguration.Of(TaskManager(budget), reported, FlinkVersion.Newest);
                return ReportedMemory.Of(Derive(running.Configuration)) == ReportedMemory.Of(budget)
                    && (running.Solve(FlinkVersion.Newest, new MemoryWish.MoreTaskHeap(more, ContainerUnchanged: false)) is not CureAnswer.Reached reached
                        || (ReportedMemory.Of(Derive(With(reported, reached))) == ReportedMemory.Of((TaskManagerBudget)reached.After) && reached.Changes.All(change => string.Equals(reported[change.Key], change.From, StringComparison.Ordinal))));
            },
            iter: 200);

    private static FlinkConfiguration With(FlinkConfiguration configuration, CureAnswer.Reached reached) =>
        reached.Changes.Aggregate(configuration, (changing, change) => changing.With(change.Key, change.To));

    private static TaskManagerBudget Derive(FlinkConfiguration configuration) => TaskManagerBudgets.Derive(configuration, FlinkVersion.Newest).BudgetOrNull.ShouldNotBeNull();

    private static TaskManagerEvidence TaskManager(FlinkConfiguration started) => TaskManager(Derive(started));

    private static TaskManagerEvidence TaskManager(TaskManagerBudget started) => new() { Id = "tm-1", Windows = new MetricWindows(10), Memory = ReportedMemory.Of(started) };

    private static string Bytes(string? size) => MemorySizeText.TryParse(size.ShouldNotBeNull(), out var bytes, out _) ? $"{bytes}b" : size;

    private static FlinkConfiguration Parse(string options) =>
        FlinkConfiguration.From(options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(option => option.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
}
