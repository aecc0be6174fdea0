using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.TaskManagers;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

public class ProcessPagesTests : ConsoleContext
{
    [Fact]
    public void Says_who_it_is_and_what_is_wrong_with_it()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2").WithFinding(cluster.HeapFinding("tm-1")));

        var page = Page();

        var header = page.Find("header.who").TextContent;
        header.ShouldContain("tm-1:43127");
        header.ShouldContain("2 of 4 slots in use");
        header.ShouldContain("seen for 20 min");
        page.Find(".verdict").TextContent.ShouldContain("tm-1 runs out of Java heap in about 10 minutes.");
        page.FindAll(".verdict .acts a").Select(link => link.GetAttribute("href")).ShouldBe(["/orders/wizards/heap-oom?taskmanager=tm-1", "/orders/findings/heap-oom%3Atm-1"]);
    }

    [Fact]
    public void A_finding_about_another_process_is_no_alarm_here()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2").WithFinding(cluster.HeapFinding("tm-2")));

        Page().Find(".verdict").TextContent.ShouldContain("No finding about this process.");
    }

    [Fact]
    public void A_finding_without_a_wizard_offers_none()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1") with { Class = "unexplained-loss" }));

        Page().FindAll(".verdict .acts a").ShouldHaveSingleItem().TextContent.ShouldContain("Open finding");
    }

    [Fact]
    public void A_process_without_values_is_not_called_well()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1", heapUsed: []));

        Page().Find(".verdict").TextContent.ShouldContain("Nothing is claimed");
    }

    [Fact]
    public void There_is_one_memory_map_and_it_leads_to_the_panels()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        var map = Page().FindAll("[aria-label='Memory map']").ShouldHaveSingleItem();

        map.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldContain("/orders/taskmanagers/tm-1?panel=heap");
    }

    [Fact]
    public void A_tab_that_is_gone_before_it_has_scrolled_is_no_failure()
    {
        JSInterop.SetupModule("./Components/TaskManagers/ProcessView.razor.js").SetupVoid("scrollTo", _ => true).SetException(new JSDisconnectedException("the circuit is gone"));
        Navigation.NavigateTo("/orders/taskmanagers/tm-1?panel=heap");
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        var page = Page();

        page.Find("header.who").TextContent.ShouldContain("tm-1:43127");
        Renderer.UnhandledException.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Lives_of_one_id_are_told_apart()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with
        {
            Lives = [new(EvidenceBuilder.Start, EvidenceBuilder.Start.AddMinutes(8), "a:1"), new(EvidenceBuilder.Start.AddMinutes(9), null, "b:2")],
        }));

        Page().Find(".lives").TextContent.ShouldContain("2 lives");
        Scenes.Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Lives = [new(EvidenceBuilder.Start, EvidenceBuilder.Start.AddMinutes(8), "a:1"), new(EvidenceBuilder.Start.AddMinutes(9), null, "b:2")] }))
            .Marks.ShouldContain(mark => mark.Breaks && mark.At == EvidenceBuilder.Start.AddMinutes(9));
    }

    [Fact]
    public void Marks_what_happened_to_jobs_and_to_this_process_only()
    {
        var scene = Scenes.Of(cluster => cluster.WithTaskManager("tm-1")
            .WithEvent(new(cluster.Now, ClusterEventKind.JobRestarted, "job", "clicks restarted"))
            .WithEvent(new(cluster.Now, ClusterEventKind.TaskManagerLost, "tm-2", "tm-2 lost")));

        scene.Marks.Select(mark => mark.Label).ShouldBe(["clicks restarted"]);
    }

    [Fact]
    public void An_unknown_task_manager_is_said_to_be_unknown()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        Render<TaskManagerPage>(page => page.Add(p => p.Cluster, "orders").Add(p => p.Id, "tm-9")).Find("h1").TextContent.ShouldBe("The console does not know a TaskManager tm-9.");
    }

    [Fact]
    public void The_job_manager_has_no_network_and_no_managed_memory()
    {
        Publish(cluster => cluster.WithTaskManager("tm-1"));

        var page = Render<JobManagerPage>(p => p.Add(jobManager => jobManager.Cluster, "orders"));

        page.FindAll(".panel").Select(panel => panel.Id).ShouldBe(["map", "heap", "gc", "metaspace", "direct"]);
        page.Find("h1").TextContent.ShouldBe("JobManager");
    }

    [Theory]
    [InlineData("http://c/orders/taskmanagers/tm-1", ProcessTab.Memory, null, null, false)]
    [InlineData("http://c/orders/taskmanagers/tm-1?panel=gc", ProcessTab.Memory, "gc", null, false)]
    [InlineData("http://c/orders/taskmanagers/tm-1?range=6h&tab=logs&file=stdout&line=812", ProcessTab.Logs, null, 812L, true)]
    [InlineData("http://c/orders/taskmanagers/tm-1?tab=7&line=-1", ProcessTab.Memory, null, null, false)]
    public void Reads_its_address(string uri, ProcessTab tab, string? panel, long? line, bool isStdout) => ProcessAddress.Read(uri).ShouldBe(new(tab, panel, line, isStdout));

    private IRenderedComponent<TaskManagerPage> Page() => Render<TaskManagerPage>(page => page.Add(p => p.Cluster, "orders").Add(p => p.Id, "tm-1"));
}
