using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>Sizes of pools, by version and option.</summary>
public class BufferNeedsTests
{
    private const string TooFewSortBuffers = "IOException: Too few sort buffers, please increase Key: 'taskmanager.network.sort-shuffle.min-buffers' , default: 512 (fallback keys: []).";

    private static readonly FlinkVersion Flink118 = new(1, 18);
    private static readonly FlinkVersion Flink120 = new(1, 20);
    private static readonly FlinkVersion Flink23 = new(2, 3);
    private static readonly (string, string) HybridMode = ("execution.batch-shuffle-mode", "ALL_EXCHANGES_HYBRID_FULL");

    [Theory]
    [InlineData(ExchangeType.PipelinedBounded, 10, 11, 28)]
    [InlineData(ExchangeType.PipelinedBounded, 1000, 1001, 2008)]
    [InlineData(ExchangeType.Blocking, 100, 512, 512)]
    [InlineData(ExchangeType.Blocking, 500, 512, 2000)]
    [InlineData(ExchangeType.HybridFull, 50, 51, 102)]
    [InlineData(ExchangeType.HybridFull, 500, 101, 202)]
    public void A_result_partition_takes_its_pool(ExchangeType exchange, int consumers, long required, long wanted)
    {
        var output = DrawnJobs.Need(DrawnJobs.Pair(1, consumers, ShipStrategy.Rebalance, exchange), Flink23).OfEdge(0).Output;

        (output.Required, output.Wanted).ShouldBe((required, wanted));
    }

    [Fact]
    public void Tiers_of_a_hybrid_result_were_guaranteed_more_before_Flink_1_20() =>
        DrawnJobs.Need(DrawnJobs.Pair(1, 1000, ShipStrategy.Rebalance, ExchangeType.HybridFull), Flink118, options: HybridMode).OfEdge(0).Output.Required.ShouldBe(613);

    [Fact]
    public void Before_Flink_2_a_hybrid_result_has_tiers_only_where_the_TaskManager_itself_knows_of_the_mode()
    {
        var graph = DrawnJobs.Pair(1, 1000, ShipStrategy.Rebalance, ExchangeType.HybridFull);

        DrawnJobs.Need(graph, Flink120).OfEdge(0).Output.Required.ShouldBe(1001);
        DrawnJobs.Need(graph, Flink120, options: HybridMode).OfEdge(0).Output.Required.ShouldBe(101);
        DrawnJobs.Need(graph, Flink120, 2, HybridMode, ("taskmanager.network.hybrid-shuffle.enable-new-mode", "false")).OfEdge(0).Output.Required.ShouldBe(1001);
        DrawnJobs.Need(graph, Flink23).OfEdge(0).Output.Required.ShouldBe(101);
    }

    [Theory]
    [InlineData(ExchangeType.PipelinedBounded, 1000, 2001)]
    [InlineData(ExchangeType.Blocking, 499, 999)]
    [InlineData(ExchangeType.Blocking, 500, 1000)]
    [InlineData(ExchangeType.Blocking, 1000, 1000)]
    public void A_gate_whose_channels_are_remote_requires_its_limit_at_most(ExchangeType exchange, int producers, long required)
    {
        var graph = DrawnJobs.Pair(producers, 1, ShipStrategy.Rebalance, exchange);
        var apart = SubtaskPlacement.From([Enumerable.Repeat("tm-1", producers), ["tm-2"]]);

        var need = BufferNeeds.Derive(graph, apart, FlinkConfiguration.Empty, Flink23).NeedOrNull.ShouldNotBeNull();

        need.OfEdge(0).Input.Required.ShouldBe(required);
    }

    [Fact]
    public void Overdraft_is_fourfold_since_Flink_2_and_can_no_longer_be_set()
    {
        var graph = DrawnJobs.Pair(1, 1, ShipStrategy.Forward);
        (string, string) option = ("taskmanager.network.memory.max-overdraft-buffers-per-gate", "7");

        DrawnJobs.Need(graph, Flink120).OfEdge(0).Output.Overdraft.ShouldBe(5);
        DrawnJobs.Need(graph, Flink120, options: option).OfEdge(0).Output.Overdraft.ShouldBe(7);
        DrawnJobs.Need(graph, Flink23, options: option).OfEdge(0).Output.Overdraft.ShouldBe(20);
    }

    [Fact]
    public void Two_readers_of_a_blocking_result_share_it_where_they_read_it_alike()
    {
        JobGraph graph = new(
            [new("a", "a", 1), new("b", "b", 1), new("c", "c", 1)],
            [new(0, 1, ShipStrategy.Rebalance, ExchangeType.Blocking), new(0, 2, ShipStrategy.Rebalance, ExchangeType.Blocking)]);

        DrawnJobs.Need(graph, Flink23).Smallest.ShouldBe(512);
        DrawnJobs.Need(graph with { Edges = [graph.Edges[0], graph.Edges[1] with { Strategy = ShipStrategy.Broadcast }] }, Flink23).Smallest.ShouldBe(1024);
    }

    [Theory]
    [InlineData(ExchangeType.HybridFull, "ALL_EXCHANGES_HYBRID_FULL", 4)]
    [InlineData(ExchangeType.HybridFull, "ALL_EXCHANGES_HYBRID_SELECTIVE", 2)]
    [InlineData(ExchangeType.HybridSelective, "ALL_EXCHANGES_HYBRID_SELECTIVE", 4)]
    public void A_selective_result_that_is_shared_has_become_a_full_one(ExchangeType exchange, string mode, long required)
    {
        JobGraph graph = new([new("a", "a", 1), new("b", "b", 1), new("c", "c", 1)], [new(0, 1, ShipStrategy.Hash, exchange), new(0, 2, ShipStrategy.Hash, exchange)]) { IsBatch = true };

        DrawnJobs.Need(graph, Flink23, options: ("execution.batch-shuffle-mode", mode)).Smallest.ShouldBe(required);
    }

    [Fact]
    public void No_more_subtasks_of_a_stage_run_at_once_than_there_are_slots()
    {
        JobGraph graph = new(
            [new("a", "a", 2) { SlotSharingGroup = "1" }, new("b", "b", 2) { SlotSharingGroup = "2" }, new("c", "c", 2) { SlotSharingGroup = "3" }],
            [new(0, 2, ShipStrategy.Hash, ExchangeType.Blocking), new(1, 2, ShipStrategy.Hash, ExchangeType.Blocking)]) { IsBatch = true };

        DrawnJobs.Need(graph, Flink23, slots: 2).Smallest.ShouldBe(1024);
        DrawnJobs.Need(graph, Flink23, slots: 4).Smallest.ShouldBe(2048);
    }

    [Theory]
    [InlineData(4, "1.20", null, null, 2 * 3 + 2)]
    [InlineData(4, "1.20", "jobmanager.partition.hybrid.partition-data-consume-constraint", "ALL_PRODUCERS_FINISHED", 2 * 3)]
    [InlineData(4, "2.3", null, null, 2 * 3)]
    [InlineData(4, "2.3", "jobmanager.scheduler", "Default", 2 * 3 + 2)]
    [InlineData(2, "1.20", null, null, 2 * 3)]
    public void Consumers_of_a_hybrid_result_run_beside_its_producers_where_the_scheduler_does_not_wait_and_slots_are_free(int slots, string version, string? key, string? value, long required)
    {
        JobGraph graph = new([new("a", "a", 2) { SlotSharingGroup = "1" }, new("b", "b", 2) { SlotSharingGroup = "2" }], [new(0, 1, ShipStrategy.Hash, ExchangeType.HybridFull)]) { IsBatch = true };

        DrawnJobs.Need(graph, FlinkVersion.Parse(version)!.Value, slots, key is null ? [] : [(key, value!)]).Smallest.ShouldBe(required);
    }

    [Theory]
    [InlineData("taskmanager.network.memory.floating-buffers-per-gate", "0", "The configured floating buffer should be at least 1")]
    [InlineData("taskmanager.network.memory.buffers-per-channel", "-1", "Must be non-negative.")]
    public void An_option_that_only_Flink_1_reads_is_refused_by_it_alone(string key, string value, string words)
    {
        var graph = DrawnJobs.Pair(1, 1, ShipStrategy.Forward);
        var configuration = FlinkConfiguration.Empty.With(key, value);

        BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, 1), configuration, Flink120).ShouldBeOfType<BufferNeedAnswer.Refused>().Message.ShouldStartWith(words);
        BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, 1), configuration, Flink23).ShouldBeOfType<BufferNeedAnswer.Computed>();
    }

    [Fact]
    public void Subtasks_of_the_same_job_placed_otherwise_may_need_more()
    {
        var graph = DrawnJobs.Pair(6, 6, ShipStrategy.Hash);

        Needed(6).ShouldBe(6 * (7 + 1));
        Needed(5).ShouldBe(5 * (7 + 3));
        Needed(3).ShouldBe(3 * (7 + 7));

        long Needed(int onTheFirst)
        {
            var each = Enumerable.Range(0, 6).Select(subtask => subtask < onTheFirst ? "tm-1" : "tm-2").ToList();
            return BufferNeeds.Derive(graph, SubtaskPlacement.From([each, each]), FlinkConfiguration.Empty, Flink23).NeedOrNull.ShouldNotBeNull().Smallest;
        }
    }

    [Fact]
    public void Restoring_an_unaligned_checkpoint_borrows_for_local_channels()
    {
        var need = DrawnJobs.Need(DrawnJobs.Pair(3, 3, ShipStrategy.Hash), Flink23, slots: 3, ("execution.checkpointing.unaligned.enabled", "true"));

        need.RestoresUnaligned.ShouldBeTrue();
        need.Fullest.ShouldNotBeNull().Buffers.OnRestore.ShouldBe(3 * 3 * 2);
    }

    [Theory]
    [InlineData("taskmanager.network.memory.read-buffer.required-per-gate.max", "0")]
    [InlineData("taskmanager.network.memory.read-buffer.required-per-gate.max", "many")]
    public void An_option_that_Flink_refuses_is_named(string key, string value)
    {
        var graph = DrawnJobs.Pair(1, 1, ShipStrategy.Forward);

        BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, 1), FlinkConfiguration.Empty.With(key, value), Flink23).ShouldBeOfType<BufferNeedAnswer.Refused>().Keys.ShouldBe([key]);
    }

    [Theory]
    [InlineData(ExchangeType.Blocking, "2.3", "1", "3", TooFewSortBuffers)]
    [InlineData(ExchangeType.BlockingPersistent, "1.20", "1", "1", TooFewSortBuffers)]
    [InlineData(ExchangeType.Blocking, "1.20", "0", "1", "IllegalArgumentException: Required number of memory segments (0) should be larger than 0.")]
    [InlineData(ExchangeType.Blocking, "2.3", "-1", "1", "IllegalArgumentException: Required number of memory segments (-1) should be larger than 0.")]
    [InlineData(ExchangeType.Blocking, "1.20", "1", "3", null)]
    [InlineData(ExchangeType.Blocking, "2.3", "2", "1", null)]
    [InlineData(ExchangeType.HybridFull, "1.20", "1", "1", null)]
    [InlineData(ExchangeType.HybridSelective, "2.3", "0", "1", null)]
    [InlineData(ExchangeType.PipelinedBounded, "2.3", "1", "1", null)]
    [InlineData(ExchangeType.PipelinedBounded, "1.20", "0", "1", null)]
    public void Too_few_sort_buffers_fail_jobs_that_sort_and_no_others(ExchangeType exchange, string version, string buffers, string parallelism, string? refusal)
    {
        var graph = DrawnJobs.Pair(2, 2, ShipStrategy.Hash, exchange) with { IsBatch = !exchange.IsPipelined() };
        var configuration = FlinkConfiguration.Empty.With("taskmanager.network.sort-shuffle.min-buffers", buffers).With("taskmanager.network.sort-shuffle.min-parallelism", parallelism);

        var answer = BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, 1), configuration, FlinkVersion.Parse(version)!.Value);

        (answer is BufferNeedAnswer.Refused refused ? $"{refused.ExceptionClass}: {refused.Message}" : null).ShouldBe(refusal);
    }

    [Fact]
    public void A_rescale_scales_what_runs_with_the_parallelism_of_the_job()
    {
        JobGraph graph = new([new("a", "a", 4), new("b", "b", 4) { MaxParallelism = 6 }, new("sink", "sink", 1)], [new(0, 1, ShipStrategy.Hash, ExchangeType.PipelinedBounded), new(1, 2, ShipStrategy.Global, ExchangeType.PipelinedBounded)]);

        graph.Rescaled(8).Vertices.Select(vertex => vertex.Parallelism).ShouldBe([8, 6, 1]);
        graph.Rescaled(1).Vertices.Select(vertex => vertex.Parallelism).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void The_numbers_of_a_shortage_are_those_of_one_request()
    {
        var shortage = BufferShortage.Parse("java.io.IOException: Insufficient number of network buffers: required 9, but only 4 available. The total number of network buffers is currently set to 256 of 32768 bytes each. You can increase this number …");

        shortage.ShouldBe(new BufferShortage(9, 4, 256, 32768));
        shortage!.AtLeast.ShouldBe(261);
        BufferShortage.Parse("required 9, but only 4 available").ShouldBeNull();
    }
}
