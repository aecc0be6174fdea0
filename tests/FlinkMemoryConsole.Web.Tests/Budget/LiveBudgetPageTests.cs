using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Testing.Evidence;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Tests.Budget;

/// <summary>The page of a cluster's own configuration.</summary>
public class LiveBudgetPageTests : ConsoleContext
{
    [Fact]
    public void Shows_what_the_cluster_runs_with_and_offers_a_copy()
    {
        Publish(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m"));
        var page = Open();

        page.Find(".verdict").TextContent.ShouldContain("Tasks get 384 MiB of heap");
        page.Find("option[selected]").TextContent.ShouldBe("1.20");

        page.FindAll("button").Single(button => button.TextContent is "Edit a copy").Click();
        Navigation.Uri.ShouldContain("/budget?version=1.20&config=");
    }

    [Fact]
    public async Task A_copy_is_read_even_where_a_text_before_it_was_too_large()
    {
        Publish(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m"));
        Navigation.NavigateTo("/budget");
        var shown = Render<CascadingValue<WatchedCluster?>>(cascade => cascade.Add(value => value.Value, null).AddChildContent<BudgetPage>());
        var page = shown.FindComponent<BudgetPage>();
        await page.InvokeAsync(() => page.FindComponent<ConfigurationInput>().Instance.RefuseAsync(10 << 20));
        await page.WaitForAssertionAsync(() => page.Find("#configuration-said").TextContent.ShouldContain("more than a Flink configuration has"));

        shown.Render(cascade => cascade.Add(value => value.Value, Orders).AddChildContent<BudgetPage>());
        await page.FindAll("button").Single(button => button.TextContent is "Edit a copy").ClickAsync();
        shown.Render(cascade => cascade.Add(value => value.Value, null).AddChildContent<BudgetPage>());

        page.Find("#configuration-said").TextContent.ShouldNotContain("more than a Flink configuration has");
        page.Find(".verdict").TextContent.ShouldContain("Tasks get 384 MiB of heap");
    }

    [Fact]
    public void What_the_start_script_has_resolved_for_the_job_manager_is_not_shown_as_set()
    {
        Publish(FlinkConfiguration.From(new Dictionary<string, string>
        {
            ["jobmanager.memory.process.size"] = "1600m", ["jobmanager.memory.heap.size"] = "1073741824b", ["jobmanager.memory.off-heap.size"] = "134217728b",
            ["jobmanager.memory.jvm-metaspace.size"] = "268435456b", ["jobmanager.memory.jvm-overhead.min"] = "201326592b", ["jobmanager.memory.jvm-overhead.max"] = "201326592b",
        }));

        var page = Open("?process=jobmanager");

        page.Find(".verdict").TextContent.ShouldContain("in a process of 1.56 GiB");
        page.Markup.ShouldNotContain("134217728b");
    }

    [Fact]
    public void A_task_manager_that_runs_with_other_sizes_is_shown_as_it_runs()
    {
        Publish(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "8g"), cluster => cluster.WithTaskManager("tm-1"));
        var page = Open();

        page.Find(".live-source").TextContent.ShouldContain("TaskManager tm-1 runs with other sizes");
        page.Find(".verdict").TextContent.ShouldContain("Tasks get 768 MiB of heap in a process of 1.69 GiB.");
    }

    [Fact]
    public void Task_managers_that_run_with_different_sizes_can_be_chosen_from_and_the_choice_is_in_the_address()
    {
        Publish(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m"), cluster => cluster.WithTaskManager("tm-1").WithTaskManager("tm-2").WithTaskManager("tm-3", alter: taskManager => taskManager with { Memory = Large }));
        var page = Open();
        var select = page.Find(".live-source select");
        select.TextContent.ShouldContain("tm-1 and 1 alike");

        select.Change("tm-3");

        Navigation.Uri.ShouldContain("taskmanager=tm-3");
        page.WaitForAssertion(() => page.Find(".verdict").TextContent.ShouldContain("in a process of 4.00 GiB."));
    }

    [Fact]
    public void A_cluster_that_has_not_answered_is_waited_for() => Open().Find("[role=status]").TextContent.ShouldContain("Waiting for the first answer");

    [Fact]
    public void A_configuration_that_was_not_read_is_no_empty_one()
    {
        Publish(FlinkConfiguration.Empty);
        var page = Open();

        page.Find("[role=status]").TextContent.ShouldContain("has not been read yet");
        page.FindAll(".verdict").ShouldBeEmpty();
    }

    private static TaskManagerMemory Large => ReportedMemory.Of(TaskManagerBudgets.Derive(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "4g"), FlinkVersion.Newest).BudgetOrNull!);

    private void Publish(FlinkConfiguration configuration, Func<EvidenceBuilder, EvidenceBuilder>? build = null)
    {
        EvidenceBuilder cluster = new();
        var snapshot = (build?.Invoke(cluster) ?? cluster).Snapshot();
        Orders.Feed.Publish(snapshot with { Evidence = snapshot.Evidence with { Configuration = configuration } });
    }

    private IRenderedComponent<BudgetPage> Open(string query = "")
    {
        Navigation.NavigateTo("/orders/budget" + query);
        return Render<BudgetPage>(page => page.Add(budget => budget.Cluster, "orders"));
    }
}
