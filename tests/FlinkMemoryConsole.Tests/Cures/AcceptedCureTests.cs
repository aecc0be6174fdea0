using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Tests.Budget;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A configuration that Flink refuses becomes one that it accepts.</summary>
public class AcceptedCureTests
{
    private const string Sized = "taskmanager.memory.process.size=4g";

    [Theory]
    [InlineData("taskmanager.numberOfTaskSlots", "0", "1")]
    [InlineData("taskmanager.numberOfTaskSlots", "x", "1")]
    [InlineData("taskmanager.cpu.cores", "-1", "1")]
    [InlineData("taskmanager.cpu.cores", "NaN", "1")]
    public void Slots_and_cores_that_cannot_be_are_put_right(string key, string written, string right)
    {
        var configuration = CureSolverTests.Parse($"{Sized} {key}={written}");

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.Accepted()).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new(key, written, right)]);
    }

    [Theory]
    [InlineData("taskmanager.numberOfTaskSlots=2")]
    [InlineData("taskmanager.memory.network.min=128m")]
    public void Where_no_size_is_given_it_is_the_one_that_Flink_ships_with(string options)
    {
        var reached = CureSolver.Solve(CureSolverTests.Parse(options), FlinkVersion.Newest, new MemoryWish.Accepted()).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new("taskmanager.memory.process.size", null, "1728m")]);
    }

    [Theory]
    [InlineData("taskmanager.heap.size=4g", "taskmanager.memory.flink.size", "4g")]
    [InlineData("taskmanager.heap.size=4096", "taskmanager.memory.flink.size", "4g")]
    [InlineData("taskmanager.heap.mb=3072", "taskmanager.memory.flink.size", "3g")]
    [InlineData("taskmanager.heap.size=4g execution.target=remote", "taskmanager.memory.flink.size", "4g")]
    [InlineData("taskmanager.heap.size=4g execution.target=kubernetes-session", "taskmanager.memory.process.size", "4g")]
    [InlineData("taskmanager.heap.size=4g execution.target=yarn-application", "taskmanager.memory.process.size", "4g")]
    [InlineData("jobmanager.heap.size=1g", "jobmanager.memory.heap.size", "1g")]
    [InlineData("jobmanager.heap.mb=2048", "jobmanager.memory.heap.size", "2g")]
    [InlineData("jobmanager.heap.size=2g execution.target=kubernetes-application", "jobmanager.memory.process.size", "2g")]
    public void Where_only_a_key_of_old_gives_a_size_it_means_what_it_did_when_it_counted(string options, string key, string size)
    {
        var reached = CureSolver.Solve(CureSolverTests.Parse(options), FlinkVersion.Newest, new MemoryWish.Accepted(key.StartsWith("jobmanager.", StringComparison.Ordinal))).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new(key, null, size)]);
    }

    [Theory]
    [InlineData("taskmanager.heap.size=2g", false)]
    [InlineData("jobmanager.heap.size=1g", true)]
    public void A_process_that_a_key_of_old_sized_is_as_large_after_the_upgrade(string options, bool ofJobManager)
    {
        var configuration = CureSolverTests.Parse(options);
        ProcessBudget? until = ofJobManager ? JobManagerBudgets.Derive(configuration, new(1, 20)).BudgetOrNull : TaskManagerBudgets.Derive(configuration, new(1, 20)).BudgetOrNull;

        var reached = CureSolver.Solve(configuration, new(2, 3), new MemoryWish.Accepted(ofJobManager)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Shifts.Select(shift => shift.After).ShouldBe(reached.Shifts.Select(shift => until.ShouldNotBeNull()[shift.Component]));
    }

    [Fact]
    public void A_key_of_old_is_spoken_of_as_the_version_takes_it()
    {
        Remarks("taskmanager.heap.size=2g", new(2, 3), new MemoryWish.Accepted()).ShouldBe(["Flink 2.3 ignores taskmanager.heap.size, which counts only up to 1.20: it can be removed."]);
        Remarks("taskmanager.heap.size=2g taskmanager.numberOfTaskSlots=0", new(1, 20), new MemoryWish.Accepted())
            .ShouldContain("taskmanager.heap.size is an option of Flink up to 1.20; write taskmanager.memory.flink.size before the next upgrade.");
        Remarks("taskmanager.heap.size=2g taskmanager.memory.flink.size=4g", new(1, 20), new MemoryWish.MoreTaskHeap(1 << 20, ContainerUnchanged: true))
            .ShouldContain("taskmanager.heap.size does nothing beside taskmanager.memory.flink.size: it can be removed.");

        static IEnumerable<string> Remarks(string options, FlinkVersion version, MemoryWish wish) =>
            CureSolver.Solve(CureSolverTests.Parse(options), version, wish).ShouldBeOfType<CureAnswer.Reached>().Remarks;
    }

    [Theory]
    [InlineData("taskmanager.memory.process.size=4096", "taskmanager.memory.process.size", "4096m")]
    [InlineData("taskmanager.memory.flink.size=2048", "taskmanager.memory.flink.size", "2048m")]
    [InlineData("taskmanager.memory.process.size=4g taskmanager.memory.network.max=128", "taskmanager.memory.network.max", "128m")]
    [InlineData("jobmanager.memory.process.size=1600", "jobmanager.memory.process.size", "1600m")]
    public void A_number_without_a_unit_that_is_too_small_for_bytes_is_read_as_mebibytes(string options, string key, string right)
    {
        var configuration = CureSolverTests.Parse(options);
        var isJobManager = key.StartsWith("jobmanager.", StringComparison.Ordinal);

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.Accepted(isJobManager)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new(key, configuration[key], right)]);
        reached.Remarks.ShouldContain(remark => remark.Contains("has no unit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("taskmanager.memory.process.size=2")]
    [InlineData("taskmanager.memory.process.size=100k")]
    [InlineData("taskmanager.memory.process.size=1b taskmanager.memory.managed.fraction=0.8")]
    public void However_far_from_what_was_written_the_tasks_have_a_heap_to_work_in(string options)
    {
        var reached = CureSolver.Solve(CureSolverTests.Parse(options), FlinkVersion.Newest, new MemoryWish.Accepted()).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldHaveSingleItem();
        reached.After[MemoryComponent.TaskHeap].ShouldBeGreaterThanOrEqualTo(64L << 20);
    }

    [Fact]
    public void A_JobManager_without_a_size_gets_the_one_that_Flink_ships_with()
    {
        var reached = CureSolver.Solve(FlinkConfiguration.Empty, FlinkVersion.Newest, new MemoryWish.Accepted(OfJobManager: true)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new("jobmanager.memory.process.size", null, "1600m")]);
    }

    [Fact]
    public void There_is_always_a_way() =>
        Gen.Select(Gen.Int, Gen.OneOf(new FlinkVersion(1, 20), FlinkVersion.Newest), Gen.Bool).Sample(
            (seed, version, ofJobManager) =>
            {
                var configuration = FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager: !ofJobManager));
                return CureSolver.Solve(configuration, version, new MemoryWish.Accepted(ofJobManager)) is CureAnswer.Reached reached
                    && reached.Changes.IsEmpty == (reached.Before is not null)
                    && Derives(reached.Changes.Aggregate(configuration, (changed, change) => changed.With(change.Key, change.To)), version, ofJobManager);
            },
            iter: 400);

    private static bool Derives(FlinkConfiguration configuration, FlinkVersion version, bool ofJobManager) => ofJobManager
        ? JobManagerBudgets.Derive(configuration, version).BudgetOrNull is not null
        : TaskManagerBudgets.Derive(configuration, version).BudgetOrNull is not null;
}
