using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Overview;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.Overview;

public class ProcessesCardTests : ConsoleContext
{
    [Fact]
    public void Puts_the_worst_first_and_the_job_manager_last_among_equals()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2").WithTaskManager("tm-3")
            .WithFinding(cluster.HeapFinding("tm-3")).WithFinding(cluster.HeapFinding("tm-2", Severity.Warning)));

        Names(Render<ProcessesCard>()).ShouldBe(["tm-3", "tm-2", "tm-1", "JobManager"]);
    }

    [Fact]
    public void A_lost_task_manager_stays_with_when_it_was_lost()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2", lostAt: cluster.Now.AddMinutes(-4)));

        var row = Render<ProcessesCard>().FindAll("tbody tr").First(tr => tr.TextContent.Contains("tm-2", StringComparison.Ordinal));

        row.TextContent.ShouldContain("Lost");
        row.TextContent.ShouldContain("4 min ago");
    }

    [Fact]
    public void A_task_manager_that_died_of_a_finding_keeps_its_severity()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2", lostAt: cluster.Now.AddMinutes(-4))
            .WithFinding(cluster.HeapFinding("tm-2") with { Until = cluster.Now.AddMinutes(-4) }).WithFinding(cluster.HeapFinding("tm-1") with { Until = cluster.Now }));

        var states = Render<ProcessesCard>().FindAll("tbody tr .severity").Select(state => state.TextContent.Trim()).ToList();

        states.ShouldBe(["⬣ Lost", "✓ Well", "✓ Well"]);
    }

    [Fact]
    public void What_is_not_seen_is_hatched_with_its_reason_and_counted_as_not_seen()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        var bar = Render<ProcessesCard>().Find("tbody tr .membar");

        bar.QuerySelector(".blind[title*='JVM overhead']")!.GetAttribute("title")!.ShouldContain("Native memory");
        bar.ParentElement!.TextContent.ShouldContain("not seen");
    }

    [Fact]
    public void A_task_manager_that_has_not_answered_has_no_bar_of_zeros()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1", heapUsed: [], alter: taskManager => taskManager with { Memory = null }));

        var row = Render<ProcessesCard>().FindAll("tbody tr").First(tr => tr.TextContent.Contains("tm-1", StringComparison.Ordinal)).TextContent;

        row.ShouldContain("Not seen yet");
        row.ShouldContain("Flink has not said yet");
        row.ShouldNotContain("0 B");
    }

    [Fact]
    public void The_limit_counts_down_to_the_prediction()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1")));

        Render<ProcessesCard>().Find("[data-label='To limit'] b").TextContent.ShouldBe("10 min");
    }

    [Fact]
    public void Filters_hundreds_by_words()
    {
        Publish(cluster => Enumerable.Range(0, 700).Aggregate(cluster, (builder, i) => builder.WithTaskManager($"tm-{i:000}")));
        var card = Render<ProcessesCard>();

        card.Find("input[type=search]").Input("tm-69");

        Names(card).ShouldBe(Enumerable.Range(690, 10).Select(i => $"tm-{i}"));
        card.Find(".filter [role=status]").TextContent.ShouldBe("10 of 701");
    }

    [Fact]
    public void Sorts_by_name_when_asked()
    {
        Publish(cluster => cluster.WithTaskManager("b").WithTaskManager("a").WithFinding(cluster.HeapFinding("b")));
        var card = Render<ProcessesCard>();

        card.FindAll("th button")[0].Click();

        Names(card).ShouldBe(["a", "b", "JobManager"]);
        card.FindAll("th")[0].GetAttribute("aria-sort").ShouldBe("ascending");
    }

    private static IEnumerable<string> Names(IRenderedComponent<ProcessesCard> card) => card.FindAll("tbody tr td:first-child b").Select(name => name.TextContent);
}
