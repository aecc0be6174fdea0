using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A part grows with the container: what the console proposes is what it would not warn of.</summary>
public class GrowthCureTests
{
    private const long MiB = 1L << 20;

    private static readonly string[] OneTotal =
    [
        "taskmanager.memory.process.size=4g",
        "taskmanager.memory.process.size=20g",
        "taskmanager.memory.flink.size=4g",
        "taskmanager.memory.task.heap.size=1g taskmanager.memory.managed.size=1g",
    ];

    public static TheoryData<string, MemoryPart> Wishes => new(
        from options in OneTotal
        from part in Enum.GetValues<MemoryPart>()
        select (options, part));

    [Theory]
    [MemberData(nameof(Wishes))]
    public void A_cure_sets_one_total_where_one_was_set(string options, MemoryPart part)
    {
        var configuration = CureSolverTests.Parse(options);

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.MoreOf(part, 256 * MiB, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Reached>();

        var cured = reached.Changes.Aggregate(configuration, (changed, change) => changed.With(change.Key, change.To));
        ConfigurationAdvice.For(cured, FlinkVersion.Newest).ShouldNotContain(advice => advice.Id == "both-totals", string.Join(' ', reached.Changes));
        reached.Shifts.ShouldAllBe(shift => shift.Delta >= 0);
    }

    [Fact]
    public void The_JobManagers_metaspace_grows_without_a_second_total()
    {
        var configuration = CureSolverTests.Parse("jobmanager.memory.process.size=2g");

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.MoreOfJobManager(MemoryPart.JvmMetaspace, 256 * MiB, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldNotContain(change => change.Key == "jobmanager.memory.flink.size");
    }
}
