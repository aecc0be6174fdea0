using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Evidence;
using FlinkMemoryConsole.Web.Checks;
using FlinkMemoryConsole.Web.Components.Wizards;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkMemoryConsole.Web.Tests.Wizards;

public sealed class WizardPageTests : ConsoleContext
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public WizardPageTests() => Services.AddSingleton(new CheckStore(_folder, NullLogger<CheckStore>.Instance));

    [Fact]
    public void Waits_for_the_first_answer() => Open().Find("[role=status]").TextContent.ShouldContain("Waiting for the first answer");

    [Fact]
    public void A_symptom_without_a_wizard_leads_to_the_findings() => Open("slow-checkpoint").Find("h1").TextContent.ShouldBe("There is no wizard for slow-checkpoint.");

    [Fact]
    public void Shows_all_six_steps_answered_from_the_evidence()
    {
        Tell(HeapStories.Leaking());

        var page = Open();

        page.FindAll("[data-step]").Select(step => step.GetAttribute("data-step")).ShouldBe(["scope", "area", "hypotheses", "lookinside", "cure", "check"]);
        page.Find("#step-scope .answer").TextContent.ShouldContain("click-enrichment was redeployed");
        page.Find("[data-option=leak]").GetAttribute("aria-current").ShouldBe("true");
    }

    [Fact]
    public void The_values_are_to_be_seen_without_a_click()
    {
        Tell(HeapStories.Leaking());

        Open().Find("#step-cure").TextContent.ShouldContain("taskmanager.memory.");
    }

    [Fact]
    public void A_person_who_knows_better_overrides_and_a_reload_keeps_it()
    {
        Tell(HeapStories.Leaking());
        var page = Open();

        Follow(page.Find("[data-option=undersized]").GetAttribute("href")!);

        page.WaitForAssertion(() => page.Find("#step-hypotheses .answer").TextContent.ShouldStartWith("It is too small, as you say"));
        Navigation.Uri.ShouldContain("hypothesis=undersized");
        Open().Find("#step-hypotheses .answer").TextContent.ShouldStartWith("It is too small, as you say");
    }

    [Fact]
    public void Watching_puts_the_check_into_the_address_and_a_restarted_console_still_knows_it()
    {
        Tell(HeapStories.Leaking());

        Open().Find("#step-check button").Click();

        Navigation.Uri.ShouldContain("check=");
        var id = Navigation.Uri.Split("check=")[1].Split('&')[0];
        new CheckStore(_folder, NullLogger<CheckStore>.Instance).Find(id).ShouldNotBeNull().TaskManagerId.ShouldBe("taskmanager-1");
        Open().Find("[data-check]").GetAttribute("data-check").ShouldBe("waiting");
    }

    [Fact]
    public void After_the_change_it_judges_although_the_old_process_is_gone()
    {
        Tell(HeapStories.Skewed());
        var page = Open();
        page.Find("#step-check button").Click();
        var cured = new HeapStory().TaskManager("taskmanager-9", 12, 60, minute => Math.Min(60 + (minute * 45), 400), heapMiB: 1024).Ends(60);

        Tell((cured, HeapStories.Finding(cured, "taskmanager-1", FindingKind.Observed, since: 3)));

        page.WaitForAssertion(() => page.Find("[data-check]").GetAttribute("data-check").ShouldBe("cured"));
        page.Find("#step-scope .answer").TextContent.ShouldContain("One TaskManager of 2");
    }

    [Fact]
    public void A_TaskManager_that_the_cluster_does_not_know_is_said_to_be_unknown()
    {
        Tell(HeapStories.Leaking());

        Open(query: "?taskmanager=taskmanager-77").Find(".banner").TextContent.ShouldContain("taskmanager-77 is not known to the cluster now");
    }

    [Fact]
    public void A_look_that_is_refused_says_why()
    {
        Tell(HeapStories.Leaking());
        var page = Open(query: "?step=lookinside");

        page.Find(".looks button").Click();

        page.WaitForAssertion(() => page.Find("#step-lookinside [role=status]").TextContent.ShouldContain("this test has no process to ask"));
    }

    private void Tell((ClusterEvidence Evidence, Finding Finding) story)
    {
        FindingsDocument document = new("orders", story.Evidence.From, story.Evidence.Now, Verdict.Critical, [story.Finding], [], []);
        Orders.Feed.Publish(new ClusterSnapshot(new(ConnectionState.Live, story.Evidence.Now, Problem: null, TimeSpan.FromSeconds(10)), story.Evidence, document));
        Clock.Advance(Components.Shared.LiveView.ShortestPause);
    }

    private IRenderedComponent<WizardPage> Open(string symptom = SymptomClass.HeapOom, string? query = null)
    {
        if (query is not null || !Navigation.Uri.Contains("/wizards/", StringComparison.Ordinal))
        {
            Navigation.NavigateTo($"/orders/wizards/{symptom}{query}");
        }

        return Render<WizardPage>(page => page.Add(wizard => wizard.Cluster, "orders").Add(wizard => wizard.Symptom, symptom));
    }

    private void Follow(string address) => Navigation.NavigateTo(address);
}
