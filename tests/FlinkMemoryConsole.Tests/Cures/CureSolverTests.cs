using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>A wish, a way of writing the configuration, and the smallest change that fulfils it.</summary>
public class CureSolverTests
{
    private const long MiB = 1L << 20;

    /// <summary>The ways in which people write a TaskManager's memory.</summary>
    public static TheoryData<string, string> Styles => new()
    {
        { "2.3", "taskmanager.memory.process.size=4g" },
        { "2.3", "taskmanager.memory.process.size=1728m" },
        { "2.3", "taskmanager.memory.flink.size=4g" },
        { "2.3", "taskmanager.memory.flink.size=4g taskmanager.memory.process.size=5g" },
        { "2.3", "taskmanager.memory.task.heap.size=1g taskmanager.memory.managed.size=1g" },
        { "2.3", "taskmanager.memory.task.heap.size=1g taskmanager.memory.managed.size=1g taskmanager.memory.process.size=3g" },
        { "2.3", "taskmanager.memory.task.heap.size=1g taskmanager.memory.process.size=4g" },
        { "2.3", "taskmanager.memory.process.size=6g taskmanager.memory.managed.fraction=0.3 taskmanager.memory.network.fraction=0.07 taskmanager.memory.jvm-overhead.fraction=0.12" },
        { "2.3", "taskmanager.memory.process.size=16g taskmanager.memory.network.max=1g" },
        { "2.3", "taskmanager.memory.process.size=4g taskmanager.memory.network.min=512m taskmanager.memory.network.max=512m taskmanager.memory.jvm-overhead.min=512m taskmanager.memory.jvm-overhead.max=512m" },
        { "2.3", "taskmanager.memory.process.size=4g taskmanager.memory.size=1g taskmanager.network.memory.min=256m" },
        { "1.20", "taskmanager.heap.size=4g" },
        { "1.20", "taskmanager.heap.mb=4096 taskmanager.network.numberOfBuffers=8192" },
        { "1.20", "taskmanager.memory.process.size=4g taskmanager.network.numberOfBuffers=8192" },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void More_task_heap_with_the_container_leaves_everything_else_to_the_byte(string version, string options)
    {
        var (configuration, flink) = (Parse(options), FlinkVersion.Parse(version)!.Value);

        var reached = CureSolver.Solve(configuration, flink, new MemoryWish.MoreTaskHeap(256 * MiB, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Reached>();

        Derive(reached, configuration, flink).ShouldBe(reached.After[MemoryComponent.TaskHeap]);
        reached.Shifts.Where(shift => shift.Delta != 0).Select(shift => (shift.Component, shift.Delta!.Value)).ShouldBe(
            [(MemoryComponent.TaskHeap, 256 * MiB), (MemoryComponent.TotalFlink, 256 * MiB), (MemoryComponent.TotalProcess, 256 * MiB)]);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void More_task_heap_in_the_same_container_is_paid_by_others(string version, string options)
    {
        var (configuration, flink) = (Parse(options), FlinkVersion.Parse(version)!.Value);

        switch (CureSolver.Solve(configuration, flink, new MemoryWish.MoreTaskHeap(128 * MiB, ContainerUnchanged: true)))
        {
            case CureAnswer.Reached reached:
                Derive(reached, configuration, flink).ShouldBe(reached.Before![MemoryComponent.TaskHeap] + (128 * MiB));
                reached.After.TotalProcess.ShouldBe(reached.Before.TotalProcess);
                reached.Shrinks.Sum(shift => shift.Delta).ShouldBe(-128 * MiB);
                reached.Changes.Length.ShouldBeLessThanOrEqualTo(3);
                break;
            case var other:
                other.ShouldBeOfType<CureAnswer.Reached>();
                break;
        }
    }

    [Fact]
    public void A_single_change_moves_managed_memory_to_the_task_heap()
    {
        var reached = Solve("taskmanager.memory.process.size=4g", new MemoryWish.MoreTaskHeap(256 * MiB, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new("taskmanager.memory.managed.size", null, "1170378607b")]);
        reached.Shrinks.ShouldBe([new(MemoryComponent.Managed, 1438814063, 1170378607)]);
        reached.Remarks.ShouldContain(remark => remark.Contains("RocksDB", StringComparison.Ordinal));
    }

    [Fact]
    public void What_pays_are_parts_and_no_totals()
    {
        var reached = Solve("taskmanager.memory.process.size=4g", new MemoryWish.MoreOf(MemoryPart.JvmOverhead, 256 * MiB, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>();

        reached.After.TotalFlink.ShouldBeLessThan(reached.Before!.TotalFlink);
        reached.Shrinks.Sum(shift => shift.Delta).ShouldBe(-256 * MiB);
        reached.ShrinksInWords.ShouldNotBeNull().ShouldNotContain("total");
    }

    [Fact]
    public void What_jobs_may_need_of_what_shrinks_is_said()
    {
        var smaller = Solve("taskmanager.memory.process.size=4g taskmanager.memory.managed.size=0", new MemoryWish.FitInto(2048 * MiB)).ShouldBeOfType<CureAnswer.Reached>();

        smaller.Remarks.ShouldContain(remark => remark.Contains("network buffers are left of", StringComparison.Ordinal));
        smaller.Remarks.ShouldContain(remark => remark.Contains("has to fit into the smaller heap", StringComparison.Ordinal));
    }

    [Fact]
    public void Managed_memory_that_is_given_up_whole_is_warned_of() =>
        Solve("taskmanager.memory.process.size=2g taskmanager.memory.managed.size=64m", new MemoryWish.MoreTaskHeap(64 * MiB, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>()
            .Remarks.ShouldContain(remark => remark.StartsWith("No managed memory is left", StringComparison.Ordinal));

    [Fact]
    public void Buffers_are_counted_in_segments()
    {
        var reached = Solve("taskmanager.memory.process.size=1728m taskmanager.memory.segment-size=64k", new MemoryWish.NetworkBuffers(4000, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>();

        reached.After.ShouldBeOfType<TaskManagerBudget>().NetworkBuffers.ShouldBe(4000);
        reached.After.TotalProcess.ShouldBe(1728 * MiB);
        Solve("taskmanager.memory.process.size=1728m", new MemoryWish.NetworkBuffers(4000, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>().Changes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_process_is_made_to_fit(string version, string options)
    {
        var (configuration, flink) = (Parse(options), FlinkVersion.Parse(version)!.Value);
        var before = TaskManagerBudgets.Derive(configuration, flink).BudgetOrNull!;
        var limit = before.TotalProcess - (200 * MiB);

        var reached = CureSolver.Solve(configuration, flink, new MemoryWish.FitInto(limit)).ShouldBeOfType<CureAnswer.Reached>();

        reached.After.TotalProcess.ShouldBeInRange(limit - (64 * MiB), limit);
        Apply(reached, configuration, flink).ShouldBe(reached.After.TotalProcess);
    }

    [Fact]
    public void Of_ways_to_the_same_bytes_the_one_that_names_what_is_wished_is_proposed() =>
        Solve("taskmanager.memory.process.size=1728m", new MemoryWish.NetworkBuffers(8192, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Reached>()
            .Changes.ShouldBe([new("taskmanager.memory.network.min", null, "256m")]);

    [Fact]
    public void A_few_buffers_come_out_of_the_container_many_let_it_grow()
    {
        Buffers(4100).Changes.ShouldBe([new("taskmanager.memory.network.min", null, "131200k")]);
        Buffers(10_000).Remarks.ShouldContain(remark => remark.StartsWith("With the container unchanged, ", StringComparison.Ordinal) && remark.Contains("smaller", StringComparison.Ordinal));
        Buffers(80_000).ShouldSatisfyAllConditions(many => many.After.TotalProcess.ShouldBeGreaterThan(many.Before!.TotalProcess), many => many.Shrinks.ShouldBeEmpty());

        static CureAnswer.Reached Buffers(long count) => Solve("taskmanager.memory.process.size=1728m", new MemoryWish.NetworkBuffers(count, ContainerUnchanged: null)).ShouldBeOfType<CureAnswer.Reached>();
    }

    [Fact]
    public void A_worker_larger_than_the_container_gets_the_nearest_that_can_be_had()
    {
        var impossible = Solve("taskmanager.memory.process.size=4g", new MemoryWish.RoomBeside(5120 * MiB, 4096 * MiB)).ShouldBeOfType<CureAnswer.Impossible>();

        impossible.Why.ShouldContain("has no room for 5.000gb");
        impossible.Nearest.ShouldNotBeNull().After.TotalProcess.ShouldBeLessThan(4096 * MiB);
    }

    [Fact]
    public void Room_for_a_worker_is_made_in_the_container()
    {
        var reached = Solve("taskmanager.memory.process.size=4g", new MemoryWish.RoomBeside(600 * MiB, 4096 * MiB)).ShouldBeOfType<CureAnswer.Reached>();

        reached.Changes.ShouldBe([new("taskmanager.memory.process.size", "4g", "3496m")]);
        reached.Remarks.ShouldContain(remark => remark.Contains("limit-factor", StringComparison.Ordinal));
        Solve("taskmanager.memory.process.size=3g", new MemoryWish.RoomBeside(600 * MiB, 4096 * MiB)).ShouldBeOfType<CureAnswer.Reached>().Changes.ShouldBeEmpty();
    }

    [Fact]
    public void What_does_not_fit_is_answered_with_the_smallest_that_does()
    {
        var impossible = Solve("taskmanager.memory.process.size=4g", new MemoryWish.FitInto(400 * MiB)).ShouldBeOfType<CureAnswer.Impossible>();

        impossible.Why.ShouldContain("does not fit into 400.000mb");
        impossible.Nearest.ShouldNotBeNull().After.TotalProcess.ShouldBeInRange(400 * MiB, 1200 * MiB);
    }

    [Fact]
    public void What_the_container_cannot_spare_is_answered_with_what_it_can()
    {
        var impossible = Solve("taskmanager.memory.process.size=1728m", new MemoryWish.MoreTaskHeap(2048 * MiB, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Impossible>();

        impossible.Why.ShouldContain("task heap cannot grow by 2.000gb (2147483648 bytes)");
        var nearest = impossible.Nearest.ShouldNotBeNull();
        nearest.After.TotalProcess.ShouldBe(1728 * MiB);
        nearest.After[MemoryComponent.TaskHeap].ShouldBe(402653174 + 536870920 + (64 * MiB) + 2);
    }

    [Theory]
    [InlineData("taskmanager.memory.task.heap.size=1g", "taskmanager.memory.process.size")]
    [InlineData("taskmanager.memory.process.size=1.5g", "taskmanager.memory.process.size=1536m")]
    [InlineData("taskmanager.memory.process.size=4Gi", "taskmanager.memory.process.size=4g")]
    [InlineData("taskmanager.memory.process.size=447m", "taskmanager.memory.process.size")]
    [InlineData("taskmanager.memory.process.size=4g taskmanager.memory.managed.fraction=1.0", "taskmanager.memory.managed.fraction")]
    [InlineData("taskmanager.memory.flink.size=4g taskmanager.memory.process.size=4300m", "taskmanager.memory.")]
    [InlineData("taskmanager.memory.task.heap.size=1g taskmanager.memory.managed.size=1g taskmanager.memory.process.size=4g", "taskmanager.memory.")]
    [InlineData("taskmanager.memory.process.size=4g taskmanager.memory.network.min=512m taskmanager.memory.network.max=256m", "taskmanager.memory.network.")]
    [InlineData("taskmanager.heap.size=4g", "taskmanager.memory.flink.size=4g")]
    public void A_refused_configuration_is_put_right_by_one_change(string options, string change)
    {
        var configuration = Parse(options);

        var reached = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.Accepted()).ShouldBeOfType<CureAnswer.Reached>();

        var only = reached.Changes.ShouldHaveSingleItem();
        $"{only.Key}={only.To}".ShouldStartWith(change);
        Apply(reached, configuration, FlinkVersion.Newest).ShouldBe(reached.After.TotalProcess);
    }

    [Theory]
    [InlineData("jobmanager.memory.process.size=1600m")]
    [InlineData("jobmanager.memory.heap.size=1g")]
    [InlineData("jobmanager.memory.flink.size=2g")]
    [InlineData("jobmanager.memory.heap.size=1g jobmanager.memory.process.size=2g")]
    public void The_JobManager_gets_more_heap_and_keeps_the_rest(string options)
    {
        var reached = Solve(options, new MemoryWish.MoreJobManagerHeap(512 * MiB, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Reached>();

        reached.After.ShouldBeOfType<JobManagerBudget>().JvmHeap.ShouldBe(reached.Before![MemoryComponent.JvmHeap] + (512 * MiB));
        reached.After.JvmOverhead.ShouldBe(reached.Before.JvmOverhead);
    }

    [Fact]
    public void A_wish_on_a_refused_configuration_says_so_and_how_to_put_it_right()
    {
        var impossible = Solve("taskmanager.memory.process.size=447m", new MemoryWish.MoreManaged(MiB, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Impossible>();

        impossible.Nearest.ShouldNotBeNull().Before.ShouldBeNull();
    }

    internal static FlinkConfiguration Parse(string options) =>
        FlinkConfiguration.From(options.Split(' ').Select(option => option.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])));

    private static CureAnswer Solve(string options, MemoryWish wish) => CureSolver.Solve(Parse(options), FlinkVersion.Newest, wish);

    private static long Derive(CureAnswer.Reached reached, FlinkConfiguration configuration, FlinkVersion version) =>
        TaskManagerBudgets.Derive(Changed(reached, configuration), version).BudgetOrNull!.TaskHeap;

    private static long Apply(CureAnswer.Reached reached, FlinkConfiguration configuration, FlinkVersion version) =>
        TaskManagerBudgets.Derive(Changed(reached, configuration), version).BudgetOrNull!.TotalProcess;

    private static FlinkConfiguration Changed(CureAnswer.Reached reached, FlinkConfiguration configuration) =>
        reached.Changes.Aggregate(configuration, (changed, change) => changed.With(change.Key, change.To));
}
