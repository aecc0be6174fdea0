using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Overview;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.Overview;

public class OverviewTests : ConsoleContext
{
    [Fact]
    public void Says_whom_it_waits_for_before_the_first_answer()
    {
        var page = Overview();

        page.Find("h1").TextContent.ShouldBe("Waiting for the first answer of http://orders:8081.");
        page.Find("[role=status]").TextContent.ShouldContain("Waiting");
    }

    [Fact]
    public void Is_one_calm_line_when_memory_is_well()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2"));

        var page = Overview();

        page.Find("h1").TextContent.ShouldBe("Memory is well on all 2 TaskManagers and the JobManager.");
        page.Find(".verdict .severity").TextContent.ShouldContain("Well");
        page.FindAll("[aria-label=Findings]").ShouldBeEmpty();
        page.FindAll(".verdict .acts").ShouldBeEmpty();
    }

    [Fact]
    public void Offers_no_wizard_where_there_is_none()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1") with { Id = "data-skew:orders", Class = "data-skew" }));

        Overview().FindAll(".verdict .acts a").Select(link => link.GetAttribute("href")).ShouldBe(["/orders/findings/data-skew%3Aorders"]);
    }

    [Fact]
    public void Leads_with_the_finding_its_numbers_and_its_scope()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2").WithTaskManager("tm-gone", lostAt: cluster.Now).WithFinding(cluster.HeapFinding("tm-2")));

        var page = Overview();

        page.Find("h1").TextContent.ShouldBe("tm-2 runs out of Java heap in about 10 minutes.");
        var verdict = page.Find(".verdict").TextContent;
        verdict.ShouldContain("grows 38 MiB/min, from 212 to 744 of 896 MiB");
        verdict.ShouldContain("confidence 92 %");
        verdict.ShouldContain("One TaskManager of 2.");
        page.FindAll(".verdict .acts a").Select(link => link.GetAttribute("href")).ShouldBe(["/orders/wizards/heap-oom?taskmanager=tm-2", "/orders/findings/heap-oom%3Atm-2"]);
    }

    [Fact]
    public void A_log_line_as_evidence_gives_way_to_a_short_fact_of_its_kind()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1") with
        {
            Evidence = [new("the failure's own words", new string('x', 200), null, "log"), new("the failure's own words", "java.lang.OutOfMemoryError: Java heap space", null, "log")],
        }));

        var verdict = Overview().Find(".verdict").TextContent;

        verdict.ShouldContain("The failure's own words: java.lang.OutOfMemoryError: Java heap space.");
        verdict.ShouldNotContain("xxx");
    }

    [Fact]
    public void Changes_when_trouble_comes_while_it_is_open()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));
        var page = Overview();

        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1")));

        page.WaitForAssertion(() => page.Find("[data-verdict]").GetAttribute("data-verdict").ShouldBe("critical"));
    }

    [Fact]
    public void What_is_over_is_listed_but_is_no_longer_an_alarm()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1") with { Until = cluster.Now.AddMinutes(-2) }));

        var page = Overview();

        page.Find(".findings .severity").TextContent.ShouldContain("Over");
        page.Find(".verdict .severity").TextContent.ShouldContain("Critical, over");
    }

    [Fact]
    public void Predictions_that_were_taken_back_keep_their_reason()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithWithdrawn(new("heap-oom:tm-1", "tm-1 runs out of heap", EvidenceBuilder.Start, cluster.Now, "it stopped rising at 41 %")));

        Overview().Find(".withdrawn").TextContent.ShouldContain("taken back: it stopped rising at 41 %");
    }

    [Fact]
    public void Text_of_the_cluster_is_never_markup()
    {
        Publish(cluster => cluster.WithTaskManager("<img src=x onerror=alert(1)>").WithJob("<script>alert(2)</script>"));

        var page = Overview();

        page.FindAll("img, script").ShouldBeEmpty();
        page.Markup.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void Unknown_says_what_was_not_seen()
    {
        Orders.Feed.Publish(new EvidenceBuilder().WithCoverage("JVM heap", known: false, "no TaskManager has answered for its metrics").Snapshot(verdict: Verdict.Unknown));

        var page = Overview();

        page.Find("h1").TextContent.ShouldBe("Too little has been seen to say whether memory is well.");
        page.Find(".verdict").TextContent.ShouldContain("JVM heap: no TaskManager has answered for its metrics.");
    }

    [Fact]
    public void Jobs_show_their_state_and_that_restarts_were_not_seen()
    {
        Publish(cluster => cluster.WithJob("page-views", "RESTARTING"));

        var jobs = Overview().Find("[aria-label=Jobs]").TextContent;

        jobs.ShouldContain("RESTARTING");
        jobs.ShouldContain("not seen");
    }

    [Fact]
    public void Tells_apart_a_cluster_that_has_not_answered()
    {
        Orders.Feed.Publish(new EvidenceBuilder().Snapshot(new ClusterConnection(ConnectionState.Connecting, null, "connection refused", TimeSpan.FromSeconds(10)), Verdict.Unknown));

        Overview().Find(".verdict").TextContent.ShouldContain("connection refused");
    }

    private IRenderedComponent<OverviewPage> Overview() => Render<OverviewPage>(page => page.Add(p => p.Cluster, "orders"));
}
