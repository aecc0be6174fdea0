using FlinkMemoryConsole.E2E.Console;
using FlinkMemoryConsole.Testing.Flink;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E.Journeys;

/// <summary>The main job of the console, on a real Flink whose TaskManagers really run out of heap: from the verdict to a cure, and whether it helped.</summary>
[Collection("Real Flink")]
public class HeapJourneyTests(Browser browser)
{
    private const int AMinute = 60_000;

    /// <summary>The console watches for 2.4 times as long as the heap took to fill, which is up to four minutes here, and then waits for a collection.</summary>
    private const int WatchedFor = 12 * AMinute;

    /// <summary>In all some 560 MB alive in each of two TaskManagers, whose heap is 512 MiB: too much, but no more than that.</summary>
    private static readonly FlinkJob Bounded = Clicks("--keep", "28", "--users", "400", "--bytes", "100000", "--clicks-per-second", "150");

    /// <summary>Keeps every click.</summary>
    private static readonly FlinkJob Leak = Clicks("--keep", "0", "--users", "400", "--bytes", "300000", "--clicks-per-second", "50");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task A_heap_that_is_too_small_is_cured_by_the_options_of_the_wizard(string version)
    {
        var home = await FlinkHome.RequireAsync(version, Cancellation);

        await WalkAsync(home, Bounded, hypothesis: "undersized", judgement: "cured");
    }

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task A_leak_is_not_cured_by_more_heap(string version)
    {
        var home = await FlinkHome.RequireAsync(version, Cancellation);

        await WalkAsync(home, Leak, hypothesis: "leak", judgement: "not-cured");
    }

    private async Task WalkAsync(FlinkHome home, FlinkJob job, string hypothesis, string judgement)
    {
        var jar = await FlinkJobs.JarAsync(home, Cancellation);
        await using var sick = await SickCluster.StartAsync(home, jar, job, Cancellation);
        await using var console = await ConsoleHost.StartAsync(sick.Url, Cancellation);
        await using var tab = await browser.OpenAsync(console);

        await tab.OpenAsync("/");
        await Expect(tab.Page.Locator("[data-verdict=critical]")).ToBeVisibleAsync(new() { Timeout = 4 * AMinute });
        await Expect(tab.Page.Locator("a[href*='/findings/heap-oom']").First).ToBeVisibleAsync(new() { Timeout = 2 * AMinute });
        await tab.ShouldBeFitForAllAsync("overview");

        await tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Open finding" }).ClickAsync();
        await Expect(tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "What speaks for it" })).ToBeVisibleAsync();
        await tab.ShouldBeFitForAllAsync("finding");

        await tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Start the wizard" }).ClickAsync();
        var wizard = new WizardSteps(tab.Page);
        await wizard.AnswerAsync("hypotheses", hypothesis);
        await wizard.AnswerAsync("cure", "grow");
        var changes = await wizard.ProposedOptionsAsync();
        await tab.ShouldBeFitForAllAsync("wizard");
        await wizard.WatchAsync();

        await using var cured = await sick.ReplaceAsync(changes, Cancellation);
        await Expect(tab.Page.Locator($"[data-check={judgement}]")).ToBeAttachedAsync(new() { Timeout = WatchedFor });
        await tab.ShouldBeFitForAllAsync($"wizard-{judgement}");
    }

    private static FlinkJob Clicks(params string[] arguments) => new("shop.ClickEnrichment", arguments, Parallelism: 2);
}
