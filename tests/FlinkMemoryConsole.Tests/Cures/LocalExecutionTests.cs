using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A job started from an IDE runs in a MiniCluster: its TaskManager reports 1 TiB of task heap, which nobody has.</summary>
public class LocalExecutionTests
{
    /// <summary>What a MiniCluster makes of a configuration without sizes.</summary>
    private static readonly FlinkConfiguration Adjusted = CureSolverTests.Parse(
        "taskmanager.memory.task.heap.size=1099511627776b taskmanager.memory.task.off-heap.size=1t taskmanager.memory.managed.size=128m taskmanager.memory.network.min=64m taskmanager.memory.network.max=64m taskmanager.cpu.cores=1000000");

    private static readonly MemoryWish More = new MemoryWish.MoreTaskHeap(256 << 20, ContainerUnchanged: false);

    [Fact]
    public void It_has_no_budget_and_nothing_is_proposed()
    {
        var answer = CureSolver.Solve(Adjusted, FlinkVersion.Newest, More).ShouldBeOfType<CureAnswer.Impossible>();

        answer.Nearest.ShouldBeNull();
        answer.Why.ShouldContain("MiniCluster");
        answer.Why.ShouldContain("-Xmx");
    }

    [Fact]
    public void It_is_told_from_what_a_TaskManager_reports_too()
    {
        var budget = TaskManagerBudgets.Derive(Adjusted, FlinkVersion.Newest).BudgetOrNull.ShouldNotBeNull();
        var taskManager = new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 45])).Build().TaskManagers[0] with { Memory = ReportedMemory.Of(budget) };

        var running = RunningConfiguration.Of(taskManager, FlinkConfiguration.Empty, FlinkVersion.Newest);

        running.Differs.ShouldBeFalse();
        running.Solve(FlinkVersion.Newest, More).ShouldBeOfType<CureAnswer.Impossible>().Why.ShouldContain("MiniCluster");
    }

    [Theory]
    [InlineData("java.lang.OutOfMemoryError: Java heap space")]
    [InlineData("java.lang.OutOfMemoryError: Metaspace")]
    public void A_finding_says_so_and_proposes_no_options(string failure)
    {
        var evidence = new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 45, 50, 44])).Saying(30, failure, "tm-1", "clicks").Build() with { Configuration = Adjusted };
        var budget = TaskManagerBudgets.Derive(Adjusted, FlinkVersion.Newest).BudgetOrNull.ShouldNotBeNull();
        evidence = evidence with { TaskManagers = [.. evidence.TaskManagers.Select(taskManager => taskManager with { Memory = ReportedMemory.Of(budget) })] };

        var finding = SymptomDetectors.Read(evidence).OfType<SymptomReading.Present>().SelectMany(present => present.Findings).ShouldHaveSingleItem();

        finding.Cure.Options.ShouldBeEmpty();
        finding.Cure.Code[0].ShouldContain("MiniCluster");
    }
}
