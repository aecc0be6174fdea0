using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.TaskManagers;
using FlinkMemoryConsole.Web.Components.TaskManagers.Panels;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

/// <summary>Every panel in each of its four states: what it shows, and that nothing unknown is a zero.</summary>
public class PanelStateTests : ConsoleContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Panels => [.. ProcessPanels.All.Select(panel => panel.Id)];

    [Theory, MemberData(nameof(Panels))]
    public void Waits_for_the_first_answer(string panel)
    {
        var scene = Scenes.Of(cluster => Silent(cluster), new ClusterConnection(ConnectionState.Connecting, null, null, Interval));

        Show(panel, scene).Find("[data-state]").GetAttribute("data-state").ShouldBe("loading");
    }

    [Theory, MemberData(nameof(Panels))]
    public void Without_data_it_says_why_and_shows_no_number(string panel)
    {
        var shown = Show(panel, Scenes.Of(cluster => Silent(cluster)));

        shown.Find("[data-state]").GetAttribute("data-state").ShouldBe("nodata");
        shown.Find("[role=status]").TextContent.Length.ShouldBeGreaterThan(20);
        shown.FindAll(".big").ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Panels))]
    public void Fresh_data_has_its_number(string panel)
    {
        var shown = Show(panel, Scenes.Of(cluster => Full(cluster)));

        shown.Find("[data-state]").GetAttribute("data-state").ShouldBe("fresh");
        shown.Find(".big").TextContent.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Panels))]
    public void The_last_known_state_has_its_age_and_the_reason(string panel)
    {
        var now = new EvidenceBuilder().Now;
        var shown = Show(panel, Scenes.Of(cluster => Full(cluster), new ClusterConnection(ConnectionState.Stale, now.AddSeconds(-30), "connection refused", Interval)));

        shown.Find("[data-state]").GetAttribute("data-state").ShouldBe("stale");
        shown.Find(".panel-stale").TextContent.ShouldContain("30 s ago");
        shown.Find(".panel-stale").TextContent.ShouldContain("connection refused");
    }

    [Fact]
    public void A_lost_process_keeps_its_last_minutes_and_says_when_it_was_lost()
    {
        var shown = Show("heap", Scenes.Of(cluster => cluster.WithTaskManager("tm-1", lostAt: cluster.Now.AddMinutes(-4))));

        shown.Find(".panel-stale").TextContent.ShouldContain("4 min ago");
        shown.Find(".panel-stale").TextContent.ShouldContain("lost at 12:16:00 UTC");
    }

    [Fact]
    public void A_process_that_hangs_is_not_shown_as_fresh()
    {
        var shown = Show("heap", Scenes.Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Windows = EvidenceBuilder.Heap([200, 300], cluster.Now.AddMinutes(-3)) })));

        shown.Find(".panel-stale").TextContent.ShouldContain("it hangs");
    }

    [Fact]
    public void A_time_without_readings_says_when_the_last_one_was()
    {
        var shown = Show("heap", Scenes.Of(cluster => cluster.WithTaskManager("tm-1"), shown: new(EvidenceBuilder.Start, EvidenceBuilder.Start.AddMinutes(5))));

        shown.Find("[role=status]").TextContent.ShouldContain("The last value is of 12:20:00 UTC.");
    }

    [Fact]
    public void Every_panel_is_registered_once()
    {
        var panels = typeof(ProcessPanel).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProcessPanel)) && !type.IsAbstract);

        ProcessPanels.All.Select(panel => panel.Component).ShouldBe(panels, ignoreOrder: true);
        ProcessPanels.All.Select(panel => panel.Id).ShouldBeUnique();
    }

    [Theory, MemberData(nameof(Panels))]
    public void Its_id_is_that_of_its_links(string panel) => Show(panel, Scenes.Of(cluster => Full(cluster))).Find(".panel").Id.ShouldBe(panel);

    private static EvidenceBuilder Silent(EvidenceBuilder cluster) => cluster.WithTaskManager("tm-1", heapUsed: []);

    private static EvidenceBuilder Full(EvidenceBuilder cluster) => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with
    {
        Windows = Scenes.Rows(cluster.Now, [.. new[]
        {
            FlinkMetricNames.HeapUsed, FlinkMetricNames.HeapMax, FlinkMetricNames.MetaspaceUsed, FlinkMetricNames.DirectUsed, FlinkMetricNames.ManagedUsed, FlinkMetricNames.NettySegmentsUsed,
            FlinkMetricNames.GarbageCollectorPrefix + "Copy.Count", FlinkMetricNames.GarbageCollectorPrefix + "Copy.Time",
        }.Select(metric => (metric, new double[] { 1, 2, 3, 4 }))]),
    });

    private IRenderedComponent<IComponent> Show(string panel, ProcessScene scene)
    {
        var entry = ProcessPanels.All.Single(entry => string.Equals(entry.Id, panel, StringComparison.Ordinal));
        return Render<IComponent>(builder =>
        {
            builder.OpenComponent(0, entry.Component);
            builder.AddComponentParameter(1, nameof(ProcessPanel.Scene), scene);
            builder.CloseComponent();
        });
    }
}
