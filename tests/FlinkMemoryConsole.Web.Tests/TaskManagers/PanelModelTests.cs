using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.TaskManagers.Panels;
using static FlinkMemoryConsole.Web.Tests.TaskManagers.Scenes;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

/// <summary>What each panel says about known readings.</summary>
public class PanelModelTests
{
    private const string Young = FlinkMetricNames.GarbageCollectorPrefix + "G1_Young_Generation";

    [Fact]
    public void Heap_speaks_of_the_level_after_collections_and_draws_it_thick_over_what_is_in_use()
    {
        double[] used = [.. Enumerable.Range(0, 60).Select(i => (200 + (i % 4 * 100)) * (double)MiB)];

        var picture = HeapPanelModel.Of(With(
            (FlinkMetricNames.HeapUsed, used),
            (FlinkMetricNames.HeapMax, [.. used.Select(_ => 896d * MiB)]),
            (Young + ".Count", [.. Enumerable.Range(0, 60).Select(i => (double)i)])));

        picture.Number.ShouldBe("200 MiB");
        picture.Meaning.ShouldStartWith("after collections (22 % of 896 MiB)");
        picture.Meaning.ShouldNotContain("/min", Case.Sensitive, "a healthy saw-tooth does not rise");
        picture.Charts[0].Series.Select(line => (line.Name, line.Line)).ShouldBe([("after collections", ChartLine.Thick), ("in use", ChartLine.Thin)]);
        picture.Charts[0].Limits.ShouldHaveSingleItem().Value.ShouldBe(896 * MiB);
    }

    [Fact]
    public void A_newest_level_that_is_still_in_the_saw_is_neither_told_nor_drawn()
    {
        // Three collections make a level; one is seen behind the last whole level, on the rising side of the saw.
        double[] used = [.. Enumerable.Range(0, 60).Select(i => (200 + (i % 4 * 100)) * (double)MiB), 200d * MiB, 700d * MiB];

        var picture = HeapPanelModel.Of(With((FlinkMetricNames.HeapUsed, used), (FlinkMetricNames.HeapMax, [.. used.Select(_ => 896d * MiB)]), (Young + ".Count", [.. Enumerable.Range(0, 62).Select(i => (double)i)])));

        picture.Number.ShouldBe("200 MiB");
        picture.Charts[0].Series[0].Readings[^1].Value.ShouldBe(200 * MiB);
    }

    [Fact]
    public void Heap_says_how_fast_it_rises_and_when_it_is_full()
    {
        double[] used = [.. Enumerable.Range(0, 60).Select(i => (200 + (i * 6)) * (double)MiB)];
        var rows = Rows(new EvidenceBuilder().Now, (FlinkMetricNames.HeapUsed, used), (FlinkMetricNames.HeapMax, [.. used.Select(_ => 896d * MiB)]), (Young + ".Count", [.. Enumerable.Range(0, 60).Select(i => (double)i)]));

        var picture = HeapPanelModel.Of(Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Windows = rows }).WithFinding(cluster.HeapFinding("tm-1"))));

        picture.Meaning.ShouldContain("+36.0 MiB/min");
        picture.Meaning.ShouldContain("full at 12:30:00 UTC");
    }

    [Fact]
    public void Collectors_are_told_apart_by_what_they_do()
    {
        double[] counts = [0, 1, 2, 3, 4, 5, 6, 7];
        var picture = GarbageCollectionPanelModel.Of(With(
            (Young + ".Count", counts), (Young + ".Time", [.. counts.Select(count => count * 1000)]),
            (FlinkMetricNames.GarbageCollectorPrefix + "G1_Old_Generation.Count", counts), (FlinkMetricNames.GarbageCollectorPrefix + "G1_Old_Generation.Time", counts),
            (FlinkMetricNames.GarbageCollectorPrefix + "All.Count", counts), (FlinkMetricNames.GarbageCollectorPrefix + "All.Time", counts)));

        picture.Charts[1].Series.Select(line => line.Name).ShouldBe(["old, full (G1 Old Generation)", "young (G1 Young Generation)"]);
        picture.Number.ShouldBe("10 %");
        picture.Charts[1].Series[0].Readings[^1].Value.ShouldBe(6, 0.01, "one in ten seconds is six a minute");
    }

    [Theory]
    [InlineData("ZGC_Cycles", "whole heap, concurrent (ZGC Cycles)")]
    [InlineData("ZGC_Pauses", "whole heap (ZGC Pauses)")]
    [InlineData("ZGC_Minor_Cycles", "young, concurrent (ZGC Minor Cycles)")]
    [InlineData("G1_Concurrent_GC", "old, concurrent (G1 Concurrent GC)")]
    [InlineData("PS_MarkSweep", "old, full (PS MarkSweep)")]
    public void Names_what_a_collector_does(string name, string words) => GarbageCollectionPanelModel.NameOf(GarbageCollector.Named(name)).ShouldBe(words);

    [Fact]
    public void Metaspace_counts_classes_and_draws_its_limit()
    {
        var picture = MetaspacePanelModel.Of(With((FlinkMetricNames.MetaspaceUsed, [60 * MiB, 64 * MiB]), (FlinkMetricNames.ClassesLoaded, [900, 1200]), (FlinkMetricNames.ClassesUnloaded, [0, 200])));

        (picture.Number, picture.Meaning).ShouldBe(("64.0 MiB", "in use (25 % of 256 MiB) · 1,000 classes, 200 unloaded since start"));
    }

    [Fact]
    public void Direct_memory_is_measured_against_what_flink_gave_it()
    {
        var picture = DirectPanelModel.Of(With((FlinkMetricNames.DirectUsed, [114 * MiB]), (FlinkMetricNames.MappedUsed, [0])));

        picture.Meaning.ShouldBe("direct (50 % of 228 MiB) · 100 MiB of it is network memory · 0 B mapped");
    }

    [Fact]
    public void Network_shows_what_is_requested_and_the_fullest_pool_of_its_own_subtasks()
    {
        var now = new EvidenceBuilder().Now;
        var rows = Rows(now, (FlinkMetricNames.NettySegmentsUsed, [800]), (FlinkMetricNames.NettySegmentsAvailable, [200]), (FlinkMetricNames.NettySegmentsTotal, [1000]), (FlinkMetricNames.NettyRequestedUsage, [120]));
        var vertex = new VertexEvidence
        {
            Id = "v", Name = "Enrich", Parallelism = 2, Status = "RUNNING",
            Subtasks = [new(0, "tm-1", "RUNNING", 0, null, null, null), new(1, "tm-2", "RUNNING", 0, null, null, null)],
            Windows = Rows(now, ("0.Shuffle.Netty.Input.Buffers.inPoolUsage", [0.7]), ("1.Shuffle.Netty.Input.Buffers.inPoolUsage", [1.0])),
        };

        var picture = NetworkPanelModel.Of(Of(cluster => cluster
            .WithTaskManager("tm-1", alter: taskManager => taskManager with { Windows = rows })
            .WithJob("clicks", alter: job => job with { Vertices = [vertex] })));

        picture.Number.ShouldBe("800");
        picture.Meaning.ShouldBe("of 1,000 segments in use (80 %) · 120 % requested: more than there is · fullest input pool 70 %");
        picture.Charts[0].Series.Single(line => line.Name is "requested").Readings.ShouldHaveSingleItem().Value.ShouldBe(1200);
    }

    [Theory]
    [InlineData(0, "0 B", "reserved of 200 MiB: no operator and no state backend asks for any")]
    [InlineData(50, "50.0 MiB", "reserved (25 % of 200 MiB)")]
    [InlineData(200, "200 MiB", "reserved (100 % of 200 MiB) · full by design where RocksDB or a sorter has it")]
    public void Managed_memory_says_whether_anybody_asks_for_it(double mebibytes, string number, string meaning)
    {
        var picture = ManagedPanelModel.Of(With((FlinkMetricNames.ManagedUsed, [mebibytes * MiB]), (FlinkMetricNames.ManagedTotal, [200 * MiB])));

        (picture.Number, picture.Meaning).ShouldBe((number, meaning));
    }
}
