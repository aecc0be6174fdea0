using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Jobs;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Jobs;

public class OperatorRowTests
{
    [Fact]
    public void Sources_come_first_though_plans_list_them_last()
    {
        var rows = Rows(JobStories.Scene());

        rows.Select(row => row.Name).ShouldBe(["Source: Clicks", "Enrich clicks"]);
        (rows[0].IsSource, rows[0].IsSink, rows[1].IsSource, rows[1].IsSink).ShouldBe((true, false, false, true));
    }

    [Fact]
    public void The_hottest_subtask_stands_against_the_median_of_the_others()
    {
        var row = Rows(JobStories.Scene())[1];

        row.Skew.ShouldBe(new RecordSkew(1, 40));
        row.RecordsIn.ShouldBe(440);
        row.OutPool.ShouldBe(0.75);
    }

    [Fact]
    public void What_was_not_read_is_not_seen()
    {
        var row = Rows(JobStories.Scene(alter: job => job with { Vertices = [job.Vertices[0] with { Windows = new MetricWindows(2) }] })).Single();

        (row.Busy, row.RecordsIn, row.OutPool, row.Skew).ShouldBe((null, null, null, null));
        OperatorWords.Rate(row.RecordsIn).ShouldBe("not seen");
    }

    [Fact]
    public void A_value_that_is_much_older_than_the_newest_is_not_shown_beside_it()
    {
        var row = Rows(JobStories.Scene(alter: job => job with { Vertices = [job.Vertices[1], JobStories.Vertex("sink", "Enrich clicks", EvidenceBuilder.Start, 700, [1, 1])] }));

        (row[0].Busy, row[1].Busy).ShouldBe((0.1, null));
    }

    [Fact]
    public void A_subtask_that_stands_out_is_named()
    {
        OperatorRow row = new(Rows(JobStories.Scene())[0].Vertex, [new(0, 0.9, 0, 0.1, 1, 1, 0, 0), new(1, 0.1, 0, 0.9, 1, 1, 0, 0)], IsSource: true, IsSink: false);

        OperatorWords.Times(row).ShouldBe("busy 50 %, subtask 0 90 % · backpressured 0 % · 2 of 4 subtasks seen");
    }

    [Fact]
    public void A_vertex_that_waits_to_be_started_again_does_not_show_what_it_did_before()
    {
        var scene = JobStories.Scene(alter: job => job with { Vertices = [.. job.Vertices.Select(vertex => vertex with { Status = "CREATED", Subtasks = [.. vertex.Subtasks.Select(subtask => subtask with { Status = "SCHEDULED" })] })] });

        Rows(scene).ShouldAllBe(row => row.Busy == null && row.RecordsIn == null);
        JobLook.Of(scene.Job).ShouldBe(SeverityLook.Warning);
        JobLook.Subtasks(scene.Job).ShouldBe("0 of 8 subtasks running");
    }

    [Fact]
    public void Who_holds_others_up_is_named()
    {
        var rows = Rows(JobStories.Scene());
        Bottleneck.Of(JobStories.Graph, rows).ShouldBeNull();

        rows = [rows[0] with { Readings = [new(0, 0.2, 0.73, 0, 1, 1, 0, 1)] }, rows[1] with { Readings = [new(0, 0.1, 0, 0.9, 1, 1, 1, 0), new(1, 0.98, 0.02, 0, 1, 1, 1, 0)] }];

        Bottleneck.Of(JobStories.Graph, rows).ShouldNotBeNull().Words.ShouldBe("Enrich clicks holds Source: Clicks up: its subtask 1 is busy 98 %, Source: Clicks waits for it 73 % of the time.");
        Bottleneck.Of(null, rows).ShouldBeNull();
    }

    [Theory]
    [InlineData(new[] { 5.0 }, null)]
    [InlineData(new[] { 0.5, 0.1 }, null)]
    [InlineData(new[] { 10.0, 5.0 }, 2.0)]
    [InlineData(new[] { 1.0, 9.0, 3.0 }, 3.0)]
    [InlineData(new[] { 2.0, 0.0 }, 2.0)]
    public void A_factor_needs_two_subtasks_and_some_records(double[] records, double? factor) =>
        (RecordSkew.Of(records.Select((value, index) => (index, (double?)value)), fewest: 1)?.Factor).ShouldBe(factor);

    [Fact]
    public void A_range_that_stands_still_shows_its_own_last_values()
    {
        var job = JobStories.Scene().Job;
        var windows = job.Vertices[0].Windows;
        windows.Append(EvidenceBuilder.Start.AddMinutes(25), [KeyValuePair.Create("0.busyTimeMsPerSecond", 50.0)]);
        TimeSpanOfRange until = new(EvidenceBuilder.Start, EvidenceBuilder.Start.AddMinutes(22));

        OperatorRow.Newest(job, until).ShouldBe(EvidenceBuilder.Start.AddMinutes(20));
        OperatorRow.Of(job, until, OperatorRow.Newest(job, until))[1].Busiest.ShouldNotBeNull().Busy.ShouldBe(0.7);
        OperatorRow.Of(job, until, EvidenceBuilder.Start)[1].Busy.ShouldBeNull();
    }

    private static System.Collections.Immutable.ImmutableArray<OperatorRow> Rows(JobScene scene) => scene.Operators;
}
