using Bunit;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Jobs;
using FlinkMemoryConsole.Web.Components.Overview;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Tests.Support;

namespace FlinkMemoryConsole.Web.Tests.Jobs;

/// <summary>The states of a job's page.</summary>
public class JobPageTests : ConsoleContext
{
    [Fact]
    public void Waits_for_the_first_answer() => Page().Find("[role=status]").TextContent.ShouldContain("Waiting for the first answer");

    [Fact]
    public void A_job_that_nobody_knows_is_said()
    {
        Publish(cluster => cluster);

        Page().Find("h1").TextContent.ShouldBe("The console does not know a job clicks-id.");
    }

    [Fact]
    public void Shows_the_facts_the_need_and_what_is_held()
    {
        Show(cluster => JobStories.With(cluster));

        var page = Page();

        page.Find("h1").TextContent.ShouldBe("clicks");
        var facts = page.Find(".facts").TextContent;
        facts.ShouldContain("12 completed");
        facts.ShouldContain("1 failed");
        page.FindAll(".facts dd").Select(fact => fact.TextContent).ShouldContain(text => text.Trim() == "1.2 s, 34.0 MiB");
        State(page, "buffers").ShouldBe("fresh");
        page.FindAll("[data-taskmanager]").Select(row => row.GetAttribute("data-taskmanager")).ShouldBe(["tm-1", "tm-2"]);
        page.Find("[data-required]").GetAttribute("data-required").ShouldBe("20");
        page.Find("#buffers [data-held]").GetAttribute("data-held").ShouldBe("4096");
        page.Find("#operators").TextContent.ShouldContain("40.0 ×");
    }

    [Fact]
    public void What_befell_an_earlier_run_of_the_same_name_is_not_this_runs_trouble()
    {
        var snapshot = JobStories.Snapshot(cluster => JobStories.With(cluster, alter: job => job with { StartedAt = cluster.Now }).WithJob("clicks", alter: job => job with { Id = "earlier", State = "FAILED", StartedAt = EvidenceBuilder.Start, EndedAt = cluster.Now }));
        Finding earlier = new()
        {
            Id = "network-buffers-insufficient:clicks", Class = SymptomClass.NetworkBuffersInsufficient, Severity = Severity.Critical, Kind = FindingKind.Observed, Component = "taskmanager", Job = "clicks",
            TaskManagers = ["tm-gone"], Since = EvidenceBuilder.Start, Confidence = 0.95, Headline = "clicks was refused.",
        };
        snapshot = snapshot with { Document = snapshot.Document with { Findings = [earlier] } };

        FindingsOf("clicks-id").ShouldBeEmpty();
        FindingsOf("earlier").ShouldHaveSingleItem();

        // Refused beside this run, in the same TaskManager, and still without its buffers.
        snapshot = snapshot with { Document = snapshot.Document with { Findings = [earlier with { JobId = "earlier", TaskManagers = ["tm-1"] }] } };
        FindingsOf("clicks-id").ShouldBeEmpty();
        FindingsOf("earlier").ShouldHaveSingleItem();

        IEnumerable<Finding> FindingsOf(string id) =>
            JobScene.Of(snapshot, snapshot.Evidence.Jobs.Single(job => string.Equals(job.Id, id, StringComparison.Ordinal)), new(EvidenceBuilder.Start, snapshot.Evidence.Now), JobAddress.Read(""), new PageLinks("orders", TimeRange.Default)).Findings;
    }

    [Fact]
    public void What_a_job_needs_is_worked_out_once_for_all_who_look()
    {
        var snapshot = JobStories.Snapshot(cluster => JobStories.With(cluster));

        Buffers(snapshot).ShouldBeSameAs(Buffers(snapshot));
        Buffers(snapshot with { Evidence = snapshot.Evidence with { Configuration = JobStories.Configuration.With("taskmanager.network.memory.buffers-per-channel", "7") } }).ShouldNotBeSameAs(Buffers(snapshot));

        static JobBuffersAnswer Buffers(ClusterSnapshot seen) =>
            JobScene.Of(seen, seen.Evidence.Jobs[0], new(EvidenceBuilder.Start, seen.Evidence.Now), JobAddress.Read(""), new PageLinks("orders", TimeRange.Default)).Buffers;
    }

    [Fact]
    public void A_job_without_a_plan_has_no_buffers_and_a_reason()
    {
        Show(cluster => cluster.WithJob("clicks", "CREATED"));

        var page = Page();

        State(page, "operators").ShouldBe("nodata");
        State(page, "buffers").ShouldBe("nodata");
        page.Find("#buffers").TextContent.ShouldContain("The job's plan is not known");
        page.FindAll("#rescale, #exchanges").ShouldBeEmpty();
        page.Find(".facts").TextContent.ShouldContain("not seen");
    }

    [Fact]
    public void A_configuration_that_was_not_read_is_the_reason()
    {
        Show(cluster => JobStories.With(cluster), configuration: FlinkConfiguration.Empty);

        Page().Find("#buffers").TextContent.ShouldContain("configuration has not been read");
    }

    [Fact]
    public void A_job_whose_subtasks_do_not_run_is_not_called_well()
    {
        Show(cluster => JobStories.With(cluster, alter: job => job with { Vertices = [.. job.Vertices.Select(vertex => vertex with { Status = "CREATED" })] }));

        var page = Page();

        page.Find("[aria-label='Findings of this job'] .severity").TextContent.ShouldContain("Not known");
        page.Find(".who .severity").ClassList.ShouldContain("warning");
    }

    [Fact]
    public void An_assumed_placement_names_no_task_manager()
    {
        Show(cluster => JobStories.With(cluster, alter: job => job with { Vertices = [.. job.Vertices.Select(vertex => vertex with { Subtasks = [] })] }));

        var page = Page();

        page.Find("[data-taskmanager] td").TextContent.ShouldStartWith("The fullest");
        page.Find("#buffers").TextContent.ShouldContain("No TaskManager is known for each subtask");
    }

    [Fact]
    public void A_cluster_that_does_not_answer_leaves_the_last_known_state()
    {
        Show(cluster => JobStories.With(cluster), connection: new(ConnectionState.Stale, EvidenceBuilder.Start, "connection refused", TimeSpan.FromSeconds(10)));

        var page = Page();

        (State(page, "operators"), State(page, "buffers")).ShouldBe(("stale", "stale"));
        page.Find("#buffers .panel-stale").TextContent.ShouldContain("connection refused");
    }

    [Fact]
    public void Subtasks_that_fell_silent_are_stale()
    {
        Show(cluster => JobStories.With(cluster, alter: job => job with { Vertices = [JobStories.Vertex("source", "Source: Clicks", EvidenceBuilder.Start.AddMinutes(5), 100, [1, 1])] }));

        Page().Find("#operators .panel-stale").TextContent.ShouldContain("no newer values");
    }

    [Fact]
    public void A_job_that_ended_keeps_what_it_needed()
    {
        Show(cluster => JobStories.With(cluster, held: 19, alter: job => job with { State = "FAILED", EndedAt = cluster.Now.AddMinutes(-1) }));

        var page = Page();

        State(page, "operators").ShouldBe("stale");
        page.Find("#buffers").TextContent.ShouldContain("Would be refused");
        page.Find("#buffers").TextContent.ShouldContain("The job runs no more");
        page.FindAll("#operators .severity.healthy").ShouldBeEmpty();
    }

    [Fact]
    public void Findings_that_name_the_job_are_linked()
    {
        Show(cluster => JobStories.With(cluster).WithFinding(cluster.HeapFinding("tm-1") with { Job = "clicks" }).WithFinding(cluster.HeapFinding("tm-2") with { Job = "bills" }));

        Page().FindAll("[aria-label='Findings of this job'] a").Select(link => link.GetAttribute("href")).ShouldBe(["/orders/findings/heap-oom%3Atm-1"]);
    }

    [Fact]
    public void Scarce_buffers_are_said_where_no_finding_speaks_of_the_job()
    {
        Show(cluster => JobStories.With(cluster, held: 30));

        var verdict = Page().Find("[aria-label='Findings of this job']");

        verdict.TextContent.ShouldContain("its network buffers are scarce");
        verdict.QuerySelector("a")!.GetAttribute("href").ShouldBe("/orders/jobs/clicks-id#buffers");
    }

    [Fact]
    public void A_number_that_is_typed_stands_in_the_address_and_is_answered()
    {
        Show(cluster => JobStories.With(cluster, held: 64));
        var page = Page();

        page.Find("#rescale input").Change(" 16 ");

        Navigation.Uri.ShouldEndWith("/orders/jobs/clicks-id?parallelism=16");
        page.WaitForAssertion(() => page.Find("#rescale").TextContent.ShouldContain("With parallelism 16 on 8 TaskManagers"));
        page.Find("#rescale .cure a[href*=budget]").GetAttribute("href").ShouldStartWith("/orders/budget?taskmanager=tm-1&wish=buffers&size=");
        page.Find("#rescale pre").TextContent.ShouldContain("taskmanager.memory.network.max");
    }

    [Fact]
    public void The_subtasks_of_the_operator_in_the_address_are_open()
    {
        Navigation.NavigateTo("/orders/jobs/clicks-id?operator=sink");
        Show(cluster => JobStories.With(cluster));

        var rows = Page().FindAll("#subtasks tbody tr");

        rows.Count.ShouldBe(4);
        rows[0].TextContent.ShouldContain("400 /s");
        rows[0].QuerySelector("a")!.GetAttribute("href").ShouldBe("/orders/taskmanagers/tm-1");
    }

    [Fact]
    public void The_overview_leads_to_the_job()
    {
        Show(cluster => JobStories.With(cluster));

        Render<JobsCard>().Find("a").GetAttribute("href").ShouldBe("/orders/jobs/clicks-id");
    }

    private static string? State(IRenderedComponent<JobPage> page, string panel) => page.Find($"#{panel}").GetAttribute("data-state");

    private void Show(Func<EvidenceBuilder, EvidenceBuilder> build, ClusterConnection? connection = null, FlinkConfiguration? configuration = null) =>
        Orders.Feed.Publish(JobStories.Snapshot(build, connection, configuration));

    private IRenderedComponent<JobPage> Page()
    {
        if (!Navigation.Uri.Contains("jobs", StringComparison.Ordinal))
        {
            Navigation.NavigateTo("/orders/jobs/clicks-id");
        }

        return Render<JobPage>(parameters => parameters.Add(page => page.Cluster, "orders").Add(page => page.Id, JobStories.Id));
    }
}
