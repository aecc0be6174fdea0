using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Checks;
using FlinkMemoryConsole.Web.Components.Findings;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkMemoryConsole.Web.Tests.Findings;

public class FindingPagesTests : ConsoleContext
{
    public FindingPagesTests() => Services.AddSingleton(new CheckStore(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), NullLogger<CheckStore>.Instance));

    [Fact]
    public void Both_pages_wait_for_the_first_answer()
    {
        Open("heap-oom:tm-1").Find("[role=status]").TextContent.ShouldContain("Waiting");
        OpenAll().Find("[role=status]").TextContent.ShouldContain("Waiting");
    }

    [Fact]
    public void A_finding_shows_its_sentence_its_evidence_with_a_link_and_its_values()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(Metaspace(cluster)));

        var page = Open("metaspace-oom:tm-1");

        page.Find("h1").TextContent.ShouldBe("tm-1 runs out of metaspace.");
        page.Find(".facts a").GetAttribute("href")!.ShouldStartWith("/orders/taskmanagers/tm-1?from=");
        page.Find("table.changes").TextContent.ShouldContain("512m");
        page.Find("pre").TextContent.ShouldContain("taskmanager.memory.jvm-metaspace.size: 512m");
    }

    [Fact]
    public void A_size_to_the_byte_is_told_as_people_say_it_too()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(Metaspace(cluster) with
        {
            Cure = new([new("taskmanager.memory.network.max", "4m", "12544k"), new("taskmanager.memory.managed.size", null, "315411665b"), new("taskmanager.memory.process.size", null, "2g"), new("cluster.id", null, "a-b")], [], ""),
        }));

        Open("metaspace-oom:tm-1").FindAll("table.changes [data-label='Change to']").Select(cell => string.Join('|', cell.Children.Select(part => part.TextContent))).ShouldBe(["12544k|12.3 MiB", "315411665b|301 MiB", "2g", "a-b"]);
    }

    [Fact]
    public void The_text_to_copy_follows_the_form_that_is_chosen()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(Metaspace(cluster)));
        var page = Open("metaspace-oom:tm-1");

        page.FindAll(".forms button").Single(button => button.TextContent is "-D").Click();

        page.Find("pre").TextContent.ShouldContain("-Dtaskmanager.memory.jvm-metaspace.size=512m");
        page.Find("[data-copy^='-D']").ShouldNotBeNull();
    }

    [Fact]
    public void A_prediction_that_was_taken_back_says_so()
    {
        Publish(cluster => cluster.WithWithdrawn(new("heap-oom:tm-1", "tm-1 will be full.", cluster.Now.AddMinutes(-9), cluster.Now, "the level stopped rising")));

        Open("heap-oom:tm-1").Markup.ShouldContain("the level stopped rising");
    }

    [Fact]
    public void An_id_that_is_not_on_the_list_is_no_error()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        Open("heap-oom:tm-9").Find("h1").TextContent.ShouldBe("No finding heap-oom:tm-9 in the time that is watched.");
    }

    [Fact]
    public void The_list_is_calm_when_nothing_is_wrong()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        OpenAll().Find(".verdict.calm").TextContent.ShouldContain("Nothing is wrong with memory now.");
    }

    [Fact]
    public void The_list_tells_what_is_open_from_what_is_over()
    {
        Publish(cluster => cluster
            .WithFinding(Metaspace(cluster))
            .WithFinding(Metaspace(cluster) with { Id = "metaspace-oom:tm-2", Until = cluster.Now }));

        var page = OpenAll();

        page.Find("section[aria-label=Now]").TextContent.ShouldContain("it is coming");
        page.Find("section[aria-label=Over] a").GetAttribute("href").ShouldBe("/orders/findings/metaspace-oom%3Atm-2");
    }

    [Fact]
    public void A_change_that_is_no_longer_of_interest_is_forgotten_from_the_list()
    {
        var checks = Services.GetRequiredService<CheckStore>();
        checks.Keep(new() { Cluster = "orders", Symptom = "heap-oom", TaskManagerId = "tm-1", At = EvidenceBuilder.Start, Headline = "tm-1 ran out of heap.", LimitBytes = 512, Changes = [], Steps = [] });
        Publish(cluster => cluster.WithTaskManager("tm-1"));
        var page = OpenAll();

        page.Find("button[aria-label='Stop watching: tm-1 ran out of heap.']").Click();

        page.Markup.ShouldNotContain("tm-1 ran out of heap.");
        checks.Of("orders").ShouldBeEmpty();
    }

    private static Finding Metaspace(EvidenceBuilder cluster) => cluster.HeapFinding("tm-1") with
    {
        Id = "metaspace-oom:tm-1",
        Class = SymptomClass.MetaspaceOom,
        Headline = "tm-1 runs out of metaspace.",
        Cure = new([new OptionChange("taskmanager.memory.jvm-metaspace.size", "256m", "512m")], [], "The metaspace stops rising."),
    };

    private IRenderedComponent<FindingPage> Open(string id) => Render<FindingPage>(page => page.Add(finding => finding.Cluster, "orders").Add(finding => finding.Id, id));

    private IRenderedComponent<FindingsPage> OpenAll() => Render<FindingsPage>(page => page.Add(findings => findings.Cluster, "orders"));
}
