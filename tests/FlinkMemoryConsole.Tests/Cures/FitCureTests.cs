using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Tests.Budget;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A process that has to fit into a size: what the console calls the smallest is the smallest.</summary>
public class FitCureTests
{
    private const long MiB = 1L << 20;

    [Theory]
    [InlineData("taskmanager.memory.process.size=4g", 832)]
    [InlineData("taskmanager.memory.task.heap.size=2g taskmanager.memory.managed.size=2g taskmanager.memory.network.min=512m taskmanager.memory.network.max=1g", 832)]
    [InlineData("taskmanager.memory.process.size=8g taskmanager.memory.network.min=1g taskmanager.memory.jvm-overhead.min=800m", 832)]
    [InlineData("taskmanager.memory.flink.size=4g taskmanager.memory.process.size=5g taskmanager.memory.jvm-metaspace.size=512m", 1088)]
    public void The_smallest_leaves_each_component_its_least_and_not_a_byte_more(string options, long mebibytes)
    {
        var configuration = CureSolverTests.Parse(options);

        var impossible = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.FitInto(300 * MiB)).ShouldBeOfType<CureAnswer.Impossible>();

        impossible.Nearest.ShouldNotBeNull().After.TotalProcess.ShouldBe(mebibytes * MiB);
        impossible.Nearest.Changes.Length.ShouldBeLessThanOrEqualTo(6);
        CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.FitInto((mebibytes * MiB) - 1)).ShouldBeOfType<CureAnswer.Impossible>();
        foreach (var limit in new[] { mebibytes, mebibytes + 1, mebibytes + 77, mebibytes + 400, 1697 })
        {
            CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.FitInto(limit * MiB)).ShouldBeOfType<CureAnswer.Reached>($"{limit} MiB").After.TotalProcess.ShouldBeLessThanOrEqualTo(limit * MiB);
        }
    }

    [Fact]
    public void Whatever_does_not_fit_the_nearest_is_the_smallest_and_every_larger_size_can_be_reached() =>
        Gen.Select(Gen.Int, Gen.OneOf(new FlinkVersion(1, 20), FlinkVersion.Newest), Gen.Long[1, 900 * MiB], Gen.Double[0, 1]).Sample(
            (seed, version, limit, share) =>
            {
                var configuration = FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager: true));
                if (CureSolver.Solve(configuration, version, new MemoryWish.FitInto(limit)) is not CureAnswer.Impossible { Nearest: { Before: { } before } nearest })
                {
                    return true;
                }

                var smallest = nearest.After.TotalProcess;
                var larger = smallest + (long)((before.TotalProcess - smallest) * share);
                return CureSolver.Solve(configuration, version, new MemoryWish.FitInto(smallest - 1)) is CureAnswer.Impossible
                    && CureSolver.Solve(configuration, version, new MemoryWish.FitInto(smallest)) is CureAnswer.Reached { After: var least } && least.TotalProcess == smallest
                    && CureSolver.Solve(configuration, version, new MemoryWish.FitInto(larger)) is CureAnswer.Reached { After: var fits } && fits.TotalProcess <= larger;
            },
            iter: 200);

    [Theory]
    [InlineData(850)]
    [InlineData(1000)]
    public void What_takes_more_than_three_changes_is_reached_with_none_too_many(long mebibytes)
    {
        var configuration = CureSolverTests.Parse("taskmanager.memory.process.size=8g taskmanager.memory.network.min=1g taskmanager.memory.jvm-overhead.min=800m");

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.FitInto(mebibytes * MiB)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.Length.ShouldBeInRange(4, 6);
        reached.Changes.ShouldNotContain(change => change.To == null);
    }

    [Theory]
    [InlineData("taskmanager.memory.task.heap.size=3g taskmanager.memory.managed.size=2g", 4096, "taskmanager.memory.task.heap.size")]
    [InlineData("taskmanager.memory.task.heap.size=1g taskmanager.memory.managed.size=3g", 4096, "taskmanager.memory.managed.size")]
    [InlineData("taskmanager.memory.flink.size=4g", 4096, "taskmanager.memory.flink.size")]
    public void What_is_derived_from_the_giver_pays_too_so_it_gives_no_mebibyte_too_many(string options, long mebibytes, string key)
    {
        var (configuration, limit) = (CureSolverTests.Parse(options), mebibytes * MiB);

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.FitInto(limit)).ShouldBeOfType<CureAnswer.Reached>();

        var change = reached.Changes.ShouldHaveSingleItem();
        change.Key.ShouldBe(key);
        MemorySizeText.TryParse(change.To.ShouldNotBeNull(), out var bytes, out _).ShouldBeTrue();
        TaskManagerBudgets.Derive(configuration.With(key, MemorySizeText.ToOption(bytes + MiB)), FlinkVersion.Newest).BudgetOrNull.ShouldNotBeNull().TotalProcess.ShouldBeGreaterThan(limit);
    }

    [Fact]
    public void Where_one_size_pays_a_mebibyte_more_of_it_would_not_fit() =>
        Gen.Select(Gen.Int, Gen.OneOf(new FlinkVersion(1, 20), FlinkVersion.Newest), Gen.Double[0.3, 1]).Sample(
            (seed, version, share) =>
            {
                var configuration = FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager: true));
                if (TaskManagerBudgets.Derive(configuration, version).BudgetOrNull is not { } before)
                {
                    return true;
                }

                var limit = (long)(before.TotalProcess * share);
                if (CureSolver.Solve(configuration, version, new MemoryWish.FitInto(limit)) is not CureAnswer.Reached { Changes: [{ To: { } to } change] } || !MemorySizeText.TryParse(to, out var bytes, out _))
                {
                    return true;
                }

                return TaskManagerBudgets.Derive(configuration.With(change.Key, MemorySizeText.ToOption(bytes + MiB)), version).BudgetOrNull is not { } larger
                    || larger.TotalProcess > limit || larger.Parts.Any(part => larger[part] > before[part]);
            },
            iter: 300);

    [Fact]
    public void A_process_that_has_its_least_already_has_no_nearest()
    {
        const string Least = "taskmanager.memory.task.heap.size=64m taskmanager.memory.managed.size=0 taskmanager.memory.network.max=64m";

        var impossible = CureSolver.Solve(CureSolverTests.Parse(Least), FlinkVersion.Newest, new MemoryWish.FitInto(300 * MiB)).ShouldBeOfType<CureAnswer.Impossible>();

        impossible.Nearest.ShouldBeNull();
        impossible.Why.ShouldContain("832.000mb");
    }
}
