using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.TaskManagers;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

/// <summary>The map on the page, in each of its states.</summary>
public class MemoryMapTests : ConsoleContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    [Fact]
    public void Waits_for_the_first_answer() =>
        Show(Scenes.Of(Unsaid, new ClusterConnection(ConnectionState.Connecting, null, null, Interval))).Find("#map").GetAttribute("data-state").ShouldBe("loading");

    [Fact]
    public void Without_sizes_it_says_why_and_draws_nothing()
    {
        var shown = Show(Scenes.Of(Unsaid));

        shown.Find("#map").GetAttribute("data-state").ShouldBe("nodata");
        shown.Find("[role=status]").TextContent.ShouldContain("Flink has not said yet what this process was given.");
        shown.FindAll(".box").ShouldBeEmpty();
    }

    [Fact]
    public void Fresh_use_is_laid_over_its_box_and_what_no_pool_explains_has_its_row()
    {
        var shown = Show(Scenes.Of(cluster => cluster.WithTaskManager("tm-1")));

        shown.Find("#map").GetAttribute("data-state").ShouldBe("fresh");
        shown.Find("a[href$='panel=heap']").TextContent.ShouldBe("310 MiB in use, 35\u00a0%");
        shown.Find("a[href$='panel=heap'] ~ .fill").GetAttribute("style").ShouldBe("--f: 34.6%");
        shown.Find(".missing").TextContent.ShouldContain("not measured");
        shown.Find(".missing").TextContent.ShouldContain("It is unknown, not zero.");
        shown.FindAll(".missing code").Select(code => code.TextContent).ShouldContain("jcmd PID VM.native_memory summary");
    }

    [Fact]
    public void Sizes_without_readings_are_drawn_and_their_use_is_hatched()
    {
        var shown = Show(Scenes.Of(cluster => cluster.WithTaskManager("tm-1", heapUsed: [])));

        shown.FindAll(".fill").Count.ShouldBe(6);
        shown.FindAll(".fill.blind").Count.ShouldBe(6);
        shown.Find(".missing").TextContent.ShouldContain("In all pools that are seennot seen of 1.69 GiB");
        shown.Find(".missing dl").TextContent.ShouldContain("at most 150 MiB");
    }

    [Fact]
    public void The_last_known_state_has_its_age_and_the_reason()
    {
        var now = new EvidenceBuilder().Now;
        var shown = Show(Scenes.Of(cluster => cluster.WithTaskManager("tm-1"), new ClusterConnection(ConnectionState.Stale, now.AddSeconds(-30), "connection refused", Interval)));

        shown.Find("#map").GetAttribute("data-state").ShouldBe("stale");
        shown.Find(".panel-stale").TextContent.ShouldContain("30 s ago");
        shown.Find(".panel-stale").TextContent.ShouldContain("connection refused");
    }

    [Fact]
    public void A_lost_process_keeps_its_map_and_says_when_it_was_lost() =>
        Show(Scenes.Of(cluster => cluster.WithTaskManager("tm-1", lostAt: cluster.Now.AddMinutes(-4)))).Find("#map .panel-stale").TextContent.ShouldContain("lost at 12:16:00 UTC");

    [Fact]
    public void A_time_in_the_past_says_of_when_the_use_is() =>
        Show(Scenes.Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Windows = EvidenceBuilder.Heap([200, 300], cluster.Now.AddMinutes(-10)) }), shown: new(EvidenceBuilder.Start, EvidenceBuilder.Start.AddMinutes(12))))
            .Find("#map .head").TextContent.ShouldContain("use of 12:10:00 UTC");

    [Fact]
    public void A_pool_above_its_budget_is_marked_on_its_box_and_said_below()
    {
        var shown = Show(Scenes.With((FlinkMetricNames.DirectUsed, [258 * Scenes.MiB])));

        shown.Find(".box .over").TextContent.ShouldBe("▲ 30.0 MiB over");
        shown.Find(".fill.beyond").ShouldNotBeNull();
        shown.Find(".missing .over").TextContent.ShouldContain("Direct memory is 30.0 MiB over");
    }

    [Fact]
    public void What_is_seen_of_jvm_overhead_leaves_at_least_the_rest() =>
        Show(Scenes.With((FlinkMetricNames.MetaspaceUsed, [64 * Scenes.MiB]), (FlinkMetricNames.NonHeapUsed, [84 * Scenes.MiB]))).Find(".missing dl").TextContent.ShouldContain("at least 130 MiB");

    [Fact]
    public void Every_box_can_be_reached_by_keyboard_and_tells_its_size_to_the_byte()
    {
        var labels = Show(Scenes.Of(cluster => cluster.WithTaskManager("tm-1"))).FindAll(".box > .label");

        labels.Count.ShouldBe(12);
        labels.ShouldAllBe(label => label.GetAttribute("tabindex") == "0" && label.TextContent.Contains(" bytes", StringComparison.Ordinal));
    }

    private static EvidenceBuilder Unsaid(EvidenceBuilder cluster) => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Memory = null });

    private IRenderedComponent<MemoryMap> Show(ProcessScene scene) => Render<MemoryMap>(map => map.Add(p => p.Scene, scene).Add(p => p.Links, new PageLinks("orders", TimeRange.Default)));
}
