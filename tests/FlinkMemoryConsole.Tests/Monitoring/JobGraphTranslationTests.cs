using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.Monitoring.Polling.Jobs;

namespace FlinkMemoryConsole.Tests.Monitoring;

/// <summary>When a plan is enough to say what buffers a job needs.</summary>
public class JobGraphTranslationTests
{
    private static readonly JobDetailsResponse Details = new()
    {
        JobId = "1",
        State = "RUNNING",
        PendingOperators = 0,
        Vertices = [new() { Id = "a", Name = "Source: Clicks", MaxParallelism = -1 }, new() { Id = "b", Name = "Clicks: Writer", MaxParallelism = 128 }],
        Plan = new() { Type = "STREAMING", Nodes = [new() { Id = "b", Parallelism = 2, Inputs = [new() { Id = "a", ShipStrategy = "HASH", Exchange = "pipelined_bounded" }] }, new() { Id = "a", Parallelism = 2 }] },
    };

    [Fact]
    public void A_whole_plan_is_a_graph()
    {
        var graph = Details.ToGraph().ShouldNotBeNull();

        graph.Vertices.Select(vertex => (vertex.Name, vertex.MaxParallelism)).ShouldBe([("Clicks: Writer", 128), ("Source: Clicks", null)]);
        graph.Edges.ShouldBe([new JobEdge(1, 0, ShipStrategy.Hash, ExchangeType.PipelinedBounded)]);
    }

    [Fact]
    public void Operators_that_the_scheduler_adds_later_are_missing_in_it() => (Details with { PendingOperators = 2 }).ToGraph().ShouldBeNull();
}
