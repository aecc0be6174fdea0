using System.Collections.Immutable;
using CsCheck;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>What holds for every job.</summary>
public class BufferNeedLawTests
{
    [Fact]
    public void Exchanges_add_up_to_their_TaskManager() => Gen.Select(DrawnJobs.Streaming, DrawnJobs.Versions).Sample((graph, version) =>
    {
        var need = DrawnJobs.Need(graph, version);

        foreach (var taskManager in need.TaskManagers)
        {
            need.EdgesOn(taskManager.Index).Aggregate(default(SubtaskBuffers), (sum, edge) => sum + edge.Total).ShouldBe(taskManager.Buffers);
        }
    });

    [Fact]
    public void TaskManagers_add_up_to_the_exchanges() => Gen.Select(DrawnJobs.Streaming, DrawnJobs.Versions).Sample((graph, version) =>
    {
        var need = DrawnJobs.Need(graph, version);

        var byEdge = Enumerable.Range(0, graph.Edges.Length).Sum(edge => need.OfEdge(edge).Total.Required);

        need.TaskManagers.Sum(taskManager => taskManager.Buffers.Required).ShouldBe(byEdge);
    });

    [Fact]
    public void A_higher_parallelism_never_needs_fewer() => Gen.Select(DrawnJobs.Shuffling, DrawnJobs.Versions, Gen.Int[1, 8], Gen.Int[1, 4]).Sample((graph, version, more, slots) =>
    {
        JobGraph larger = graph with { Vertices = [.. graph.Vertices.Select(vertex => vertex with { Parallelism = vertex.Parallelism + more })] };

        DrawnJobs.Need(larger, version, slots).TaskManagers.Sum(one => one.Buffers.Required).ShouldBeGreaterThanOrEqualTo(DrawnJobs.Need(graph, version, slots).TaskManagers.Sum(one => one.Buffers.Required));
    });

    [Fact]
    public void On_one_TaskManager_a_higher_parallelism_never_needs_fewer_whatever_the_exchanges() => Gen.Select(DrawnJobs.Streaming, DrawnJobs.Versions, Gen.Int[1, 8]).Sample((graph, version, more) =>
    {
        JobGraph larger = graph with { Vertices = [.. graph.Vertices.Select(vertex => vertex with { Parallelism = vertex.Parallelism + more })] };

        DrawnJobs.Need(larger, version, slots: 100).Smallest.ShouldBeGreaterThanOrEqualTo(DrawnJobs.Need(graph, version, slots: 100).Smallest);
    });

    [Fact]
    public void Slots_that_are_spread_evenly_leave_no_TaskManager_out_and_none_a_slot_behind() => Gen.Select(DrawnJobs.Anything, Gen.Int[1, 100]).Sample((graph, taskManagers) =>
    {
        var subtasks = SubtaskPlacement.Assume(graph, 100, taskManagers).Subtasks;

        // The slots of a group of slot sharing are those of its widest vertex.
        var slots = subtasks.MaxBy(vertex => vertex.Length);
        var used = slots.CountBy(taskManager => taskManager).Select(one => one.Value).ToList();
        (used.Count, used.Max() - used.Min() <= 1).ShouldBe((Math.Min(taskManagers, slots.Length), true));
    });

    [Fact]
    public void A_batch_job_never_needs_more_than_all_its_exchanges_at_once() => Gen.Select(DrawnJobs.Anything, DrawnJobs.Versions).Sample((graph, version) =>
    {
        var need = DrawnJobs.Need(graph, version);

        foreach (var taskManager in need.TaskManagers)
        {
            taskManager.Buffers.Required.ShouldBeLessThanOrEqualTo(need.EdgesOn(taskManager.Index).Sum(edge => edge.Total.Required));
            taskManager.Buffers.Wanted.ShouldBeGreaterThanOrEqualTo(taskManager.Buffers.Required);
        }
    });

    [Fact]
    public void Pointwise_exchanges_connect_every_subtask_of_the_longer_side_once() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40]).Sample((producers, consumers) =>
    {
        var need = DrawnJobs.Need(DrawnJobs.Pair(producers, consumers, ShipStrategy.Rescale), FlinkVersion.Newest, slots: 100);

        // On one TaskManager nothing is exclusive: a result partition of n parts requires n + 1, a gate 1.
        need.Smallest.ShouldBe(Math.Max(producers, consumers) + producers + consumers);
    });

    [Fact]
    public void Debloating_changes_no_number() => Gen.Select(DrawnJobs.Anything, DrawnJobs.Versions).Sample((graph, version) =>
    {
        var debloated = DrawnJobs.Need(graph, version, options: ("taskmanager.network.memory.buffer-debloat.enabled", "true"));

        debloated.TaskManagers.ShouldBe(DrawnJobs.Need(graph, version).TaskManagers);
        debloated.DebloatsBuffers.ShouldBeTrue();
    });
}
