using CsCheck;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>What becomes of vertices and exchanges when a job gets another parallelism.</summary>
public class JobGraphRescaleTests
{
    private static readonly JobGraph Graph = new(
        [new("a", "a", 4), new("b", "b", 4) { MaxParallelism = 6 }, new("c", "c", 2), new("sink", "sink", 1)],
        [
            new(0, 1, ShipStrategy.Forward, ExchangeType.PipelinedBounded), new(1, 2, ShipStrategy.Hash, ExchangeType.PipelinedBounded),
            new(2, 3, ShipStrategy.Rescale, ExchangeType.PipelinedBounded),
        ]);

    [Theory]
    [InlineData(RescaleScope.JobParallelism, 8, new[] { 8, 6, 2, 1 })]
    [InlineData(RescaleScope.EveryVertex, 8, new[] { 8, 6, 8, 8 })]
    [InlineData(RescaleScope.InProportion, 8, new[] { 8, 6, 4, 2 })]
    [InlineData(RescaleScope.JobParallelism, 1, new[] { 1, 1, 1, 1 })]
    [InlineData(RescaleScope.InProportion, 1, new[] { 1, 1, 1, 1 })]
    public void Each_scope_reaches_its_own_vertices_up_to_their_maximum(RescaleScope scope, int parallelism, int[] expected) =>
        Graph.Rescaled(parallelism, scope).Vertices.Select(vertex => vertex.Parallelism).ShouldBe(expected);

    [Fact]
    public void One_to_one_becomes_rebalance_where_a_maximum_parts_the_parallelisms()
    {
        Strategies(Graph.Rescaled(6, RescaleScope.JobParallelism)).ShouldBe([ShipStrategy.Forward, ShipStrategy.Hash, ShipStrategy.Rescale]);
        Strategies(Graph.Rescaled(8, RescaleScope.JobParallelism)).ShouldBe([ShipStrategy.Rebalance, ShipStrategy.Hash, ShipStrategy.Rescale]);
    }

    [Fact]
    public void Vertices_that_their_maximum_keeps_back_are_named()
    {
        Graph.HeldBack(8, RescaleScope.EveryVertex).ShouldBe([Graph.Vertices[1] with { Parallelism = 6 }]);
        Graph.HeldBack(6, RescaleScope.EveryVertex).ShouldBeEmpty();
    }

    [Fact]
    public void Vertices_that_were_not_to_get_more_than_their_maximum_are_not_named()
    {
        // As Flink plans windowAll and other operators that are never parallel, and one that gets exactly its maximum.
        JobGraph graph = new([new("map", "map", 8), new("half", "half", 4) { MaxParallelism = 8 }, new("windowAll", "windowAll", 1) { MaxParallelism = 1 }], []);

        graph.HeldBack(9, RescaleScope.JobParallelism).ShouldBeEmpty();
        graph.HeldBack(16, RescaleScope.InProportion).Select(vertex => vertex.Id).ShouldBe(["windowAll"]);
        graph.HeldBack(9, RescaleScope.EveryVertex).Select(vertex => vertex.Id).ShouldBe(["half", "windowAll"]);
    }

    [Fact]
    public void The_present_parallelism_changes_nothing() => DrawnJobs.Anything.Sample(drawn =>
    {
        // A plan never holds a FORWARD between different parallelisms.
        var graph = drawn with { Edges = [.. drawn.Edges.Where(edge => edge.Strategy is not ShipStrategy.Forward || drawn.Vertices[edge.Source].Parallelism == drawn.Vertices[edge.Target].Parallelism)] };
        foreach (var scope in new[] { RescaleScope.JobParallelism, RescaleScope.InProportion })
        {
            var same = graph.Rescaled(graph.Parallelism, scope);
            same.Vertices.ShouldBe(graph.Vertices);
            same.Edges.ShouldBe(graph.Edges);
        }
    });

    private static IEnumerable<ShipStrategy> Strategies(JobGraph graph) => graph.Edges.Select(edge => edge.Strategy);
}
