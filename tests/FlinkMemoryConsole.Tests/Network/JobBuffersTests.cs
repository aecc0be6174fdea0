using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>What a watched job needs where it really runs, against what is there.</summary>
public class JobBuffersTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly FlinkConfiguration Configuration = FlinkConfiguration.From(new Dictionary<string, string>
    {
        ["taskmanager.memory.process.size"] = "1g", ["taskmanager.memory.network.min"] = "1m", ["taskmanager.memory.network.max"] = "1m", ["taskmanager.numberOfTaskSlots"] = "2",
    });

    private static readonly JobGraph Shuffle = DrawnJobs.Pair(2, 2, ShipStrategy.Hash);

    [Fact]
    public void The_need_is_that_of_the_real_placement()
    {
        var buffers = Of(Cluster([TaskManager("tm-1", 4096), TaskManager("tm-2", 4096)], Job("clicks", Shuffle, ["tm-1", "tm-2"])));

        var expected = BufferNeeds.Derive(Shuffle, SubtaskPlacement.From([["tm-1", "tm-2"], ["tm-1", "tm-2"]]), Configuration, new(2, 3)).NeedOrNull.ShouldNotBeNull();
        buffers.TaskManagers.Select(one => (one.TaskManagerId, one.Required, one.Recommended)).ShouldBe(expected.TaskManagers.Select(one => (one.Name, one.Buffers.Required, one.Buffers.Wanted)));
        buffers.Verdict.ShouldBe(BufferVerdict.Enough);
        buffers.Need.Placement.IsAssumed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(12, BufferVerdict.Starves)]
    [InlineData(11, BufferVerdict.Starves)]
    [InlineData(7, BufferVerdict.Refused)]
    [InlineData(40, BufferVerdict.Enough)]
    public void The_verdict_compares_what_is_held(int held, BufferVerdict verdict) =>
        Of(Cluster([TaskManager("tm-1", held)], Job("clicks", Shuffle, ["tm-1", "tm-1"]))).Verdict.ShouldBe(verdict);

    [Fact]
    public void Other_jobs_on_the_same_task_manager_are_added()
    {
        var alone = Of(Cluster([TaskManager("tm-1", 4096), TaskManager("tm-2", 4096)], Job("clicks", Shuffle, ["tm-1", "tm-1"])));
        var beside = Of(Cluster([TaskManager("tm-1", 4096), TaskManager("tm-2", 4096)], Job("clicks", Shuffle, ["tm-1", "tm-1"]), Job("orders", Shuffle, ["tm-1", "tm-1"]), Job("bills", Shuffle, ["tm-2", "tm-2"])));

        beside.TaskManagers.Single().Others.Select(other => other.Job).ShouldBe(["orders"]);
        beside.TaskManagers.Single().RequiredOfAll.ShouldBe(2 * alone.TaskManagers.Single().Required);
    }

    [Fact]
    public void A_job_beside_whose_plan_is_not_known_is_named_and_one_that_ended_takes_none()
    {
        var ended = Job("bills", Shuffle, ["tm-1", "tm-1"]) with { EndedAt = Now };

        var buffers = Of(Cluster([TaskManager("tm-1", 4096)], Job("clicks", Shuffle, ["tm-1", "tm-1"]), Job("orders", null, []), ended));

        buffers.NotCounted.ShouldBe(["orders"]);
        buffers.TaskManagers.Single().Others.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_metric_what_is_held_is_worked_out_from_the_memory_and_said_so()
    {
        var one = Of(Cluster([TaskManager("tm-1", null)], Job("clicks", Shuffle, ["tm-1", "tm-1"]))).TaskManagers.Single();

        (one.Held, one.IsHeldDerived, one.InUse).ShouldBe((64, true, null));
    }

    [Fact]
    public void Sizes_of_a_task_managers_own_leave_the_size_of_a_segment_as_configured()
    {
        var cluster = Cluster([TaskManager("tm-1", null)], Job("clicks", Shuffle, ["tm-1", "tm-1"]));

        var buffers = Of(cluster with { Configuration = Configuration.With("taskmanager.memory.segment-size", "64k").With("taskmanager.memory.process.size", "3g") });

        buffers.Running(buffers.Scarcest).Differs.ShouldBeTrue();
        (buffers.SegmentSize, buffers.TaskManagers.Single().Held).ShouldBe((65536, 32));
    }

    [Fact]
    public void Nobody_knows_what_an_unknown_task_manager_holds()
    {
        var buffers = Of(Cluster([], Job("clicks", Shuffle, ["tm-1", "tm-1"])));

        buffers.TaskManagers.Single().Held.ShouldBeNull();
        buffers.Verdict.ShouldBe(BufferVerdict.NotKnown);
    }

    [Fact]
    public void Where_a_subtask_has_no_task_manager_the_fullest_of_an_assumed_placement_is_shown()
    {
        var buffers = Of(Cluster([TaskManager("tm-1", 9)], Job("clicks", DrawnJobs.Pair(4, 4, ShipStrategy.Hash), ["tm-1", null, null, null])));

        buffers.Need.Placement.IsAssumed.ShouldBeTrue();
        buffers.TaskManagers.Single().Required.ShouldBe(buffers.Need.Smallest);
        (buffers.TaskManagers.Single().Held, buffers.Verdict).ShouldBe((9, BufferVerdict.Refused));
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        var cluster = Cluster([TaskManager("tm-1", 9)], Job("clicks", null, []));

        Why(cluster).ShouldContain("plan is not known");
        Why(cluster with { FlinkVersion = null }).ShouldContain("version");
        Why(cluster with { Configuration = FlinkConfiguration.Empty }).ShouldContain("configuration has not been read");
        Why(Cluster([], Job("clicks", DrawnJobs.Pair(2, 2, ShipStrategy.Hash, ExchangeType.Blocking), ["tm-1", "tm-1"])) with { Configuration = Configuration.With("taskmanager.network.sort-shuffle.min-buffers", "1") }).ShouldContain("Too few sort buffers");
    }

    private static JobBuffers Of(ClusterEvidence evidence) => JobBuffers.Of(evidence, evidence.Jobs[0]).BuffersOrNull.ShouldNotBeNull();

    private static string Why(ClusterEvidence evidence) => JobBuffers.Of(evidence, evidence.Jobs[0]).ShouldBeOfType<JobBuffersAnswer.Unknown>().Why;

    private static ClusterEvidence Cluster(TaskManagerEvidence[] taskManagers, params JobEvidence[] jobs) => new()
    {
        Cluster = "test", From = Now, Now = Now, FlinkVersion = "2.3.0", Configuration = Configuration, JobManager = new() { Windows = new(2) }, TaskManagers = [.. taskManagers], Jobs = [.. jobs],
    };

    private static TaskManagerEvidence TaskManager(string id, int? segments)
    {
        const long MiB = 1 << 20;
        MetricWindows windows = new(2);
        windows.Append(Now, segments is { } total ? [new(FlinkMetricNames.NettySegmentsTotal, total), new(FlinkMetricNames.NettySegmentsUsed, total / 2)] : []);
        return new() { Id = id, Slots = 2, Windows = windows, Lives = [new(Now, null, id)], Memory = new(128 * MiB, 256 * MiB, 128 * MiB, 0, 2 * MiB, 64 * MiB, 256 * MiB, 192 * MiB, 578 * MiB, 1026 * MiB) };
    }

    private static JobEvidence Job(string id, JobGraph? graph, string?[] taskManagers) => new()
    {
        Id = id, Name = id, State = "RUNNING", Windows = new(2), Graph = graph,
        Vertices = [.. (graph?.Vertices ?? []).Select(vertex => new VertexEvidence
        {
            Id = vertex.Id, Name = vertex.Name, Parallelism = vertex.Parallelism, Status = "RUNNING", Windows = new(2),
            Subtasks = [.. taskManagers.Select((taskManager, index) => new SubtaskEvidence(index, taskManager, "RUNNING", 0, Now, null, null))],
        })],
    };
}
