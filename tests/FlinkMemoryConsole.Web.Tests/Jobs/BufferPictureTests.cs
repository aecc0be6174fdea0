using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Jobs;

namespace FlinkMemoryConsole.Web.Tests.Jobs;

public class BufferPictureTests
{
    // Four to four over two TaskManagers of two: out 2 × 5, in 2 × (1 + 2 × 2); wanted out 2 × 16, in 2 × (8 + 4).
    private const long Required = 20;
    private const long Recommended = 56;

    [Theory]
    [InlineData(56, BufferVerdict.Enough, "It needs 20 buffers on tm-1 to start and 56 to run without waiting; 56 are there.")]
    [InlineData(55, BufferVerdict.Starves, "It starts on tm-1 with 20 buffers, but would use 56 and only 55 are there: under load its exchanges wait for one another.")]
    [InlineData(19, BufferVerdict.Refused, "Flink would refuse it if it started again: on tm-1 20 buffers are needed to start, 1 more than the 19 that are there.")]
    public void The_verdict_is_a_sentence_with_its_numbers(int held, BufferVerdict verdict, string headline)
    {
        var scene = JobStories.Scene(held: held);
        var buffers = scene.Buffers.BuffersOrNull.ShouldNotBeNull();

        buffers.Verdict.ShouldBe(verdict);
        BuffersPicture.Of(buffers, scene.Job).Headline.ShouldBe(headline);
    }

    [Theory]
    [InlineData("RESTARTING", null, "Flink refuses it: on tm-1 ")]
    [InlineData("RUNNING", null, "Flink would refuse it if it started again: on tm-1 ")]
    [InlineData("CANCELED", 5, "Flink would refuse it if it started again: on tm-1 ")]
    public void A_refusal_says_whether_it_is_of_now_or_of_the_next_start(string state, int? endedAfter, string words)
    {
        var scene = JobStories.Scene(held: 19, alter: job => job with { State = state, EndedAt = endedAfter is { } minutes ? EvidenceBuilder.Start.AddMinutes(minutes) : null });

        BuffersPicture.Of(scene.Buffers.BuffersOrNull.ShouldNotBeNull(), scene.Job).Headline.ShouldStartWith(words);
    }

    [Fact]
    public void A_job_of_one_chain_takes_none()
    {
        var scene = JobStories.Scene(alter: job => job with { Graph = new([JobStories.Graph.Vertices[1]], []) });

        BuffersPicture.Of(scene.Buffers.BuffersOrNull.ShouldNotBeNull(), scene.Job).Headline.ShouldBe("The whole job is one chain of operators: it takes no network buffers.");
    }

    [Fact]
    public void Exchanges_add_up_to_the_whole()
    {
        var scene = JobStories.Scene();
        var rows = ExchangeRow.Of(scene.Buffers.BuffersOrNull.ShouldNotBeNull().Need);

        var row = rows.ShouldHaveSingleItem();
        (row.From, row.To, row.Strategy, row.Exchange, row.Channels).ShouldBe(("Source: Clicks", "Enrich clicks", "HASH", "pipelined_bounded", 16));
        (row.Required, row.Share).ShouldBe((2 * Required, 1));
        row.Wanted.ShouldBe(2 * Recommended);
    }

    [Theory]
    [InlineData(ShipStrategy.Forward, false, 4)]
    [InlineData(ShipStrategy.Rescale, false, 4)]
    [InlineData(ShipStrategy.Rescale, true, null)]
    [InlineData(ShipStrategy.Broadcast, true, 8)]
    public void Channels_follow_from_the_strategy(ShipStrategy strategy, bool batch, int? channels)
    {
        JobGraph graph = new([new("a", "a", 2), new("b", "b", 4)], [new(0, 1, strategy, ExchangeType.PipelinedBounded)]) { IsBatch = batch };

        ExchangeRow.Of(BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, 2), JobStories.Configuration, new(2, 3)).NeedOrNull!)[0].Channels.ShouldBe(channels);
    }
}
