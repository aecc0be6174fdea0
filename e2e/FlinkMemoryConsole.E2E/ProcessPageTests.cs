using FlinkMemoryConsole.E2E.Console;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E;

/// <summary>The pages of a process over the built-in incident, in both themes and both widths.</summary>
public class ProcessPageTests(Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Every_tab_is_accessible_and_fits_the_window(ColorScheme scheme, int width)
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await tab.OpenAsync("/incident/taskmanagers");
        var taskManager = await tab.Page.Locator("main a[href*='/taskmanagers/']").First.GetAttributeAsync("href");
        List<string> faults = [];
        foreach (var path in new[] { "/incident/taskmanagers", taskManager!, $"{taskManager}?tab=logs", $"{taskManager}?tab=threads", $"{taskManager}?tab=configuration", "/incident/jobmanager", "/incident/jobmanager?tab=configuration" })
        {
            await tab.OpenAsync(path);
            await Expect(tab.Page.Locator("main h1").First).ToBeVisibleAsync();
            await SaveAsync(tab, scheme, width, path);
            faults.AddRange((await tab.AccessibilityFaultsAsync()).Select(fault => $"{path}: {fault}"));
            if (await tab.SidewaysOverflowAsync() is > 0 and var pixels)
            {
                faults.Add($"{path}: {pixels} px too wide");
            }
        }

        faults.AddRange(tab.Errors);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_to_a_panel_scrolls_to_it_and_a_pool_of_the_map_leads_to_its_panel()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);
        await tab.OpenAsync("/incident/taskmanagers");
        await tab.OpenAsync((await tab.Page.Locator("main a[href*='/taskmanagers/']").First.GetAttributeAsync("href"))!);

        await tab.Page.Locator("[aria-label='Memory map'] a[href*='panel=metaspace']").ClickAsync();

        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("panel=metaspace", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(tab.Page.Locator("#metaspace")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_box_of_the_map_tells_its_use_by_keyboard_and_the_budget_page_opens_with_the_process()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);
        await tab.OpenAsync("/incident/taskmanagers/taskmanager-2");
        var heap = tab.Page.Locator("#map .label", new() { HasText = "JVM heap" });

        // A chart is drawn by the live page only: the focus in the prerendered one would be lost.
        await Expect(tab.Page.Locator("#heap .apexcharts-svg").First).ToBeVisibleAsync();
        await heap.FocusAsync();
        await Expect(heap.Locator(".told")).ToBeVisibleAsync();
        await Expect(heap.Locator(".told")).ToContainTextAsync("Status.JVM.Memory.Heap.Used");
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await tab.Page.Locator("#map a", new() { HasText = "Open in the budget page" }).ClickAsync();
        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/budget\\?taskmanager=taskmanager-2", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(tab.Page.Locator(".live-source")).ToBeVisibleAsync();
    }

    /// <summary>For looking at them by eye: where <c>E2E_SCREENSHOTS</c> names a folder.</summary>
    private static async Task SaveAsync(ConsoleTab tab, ColorScheme scheme, int width, string path)
    {
        if (Environment.GetEnvironmentVariable("E2E_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await tab.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var name = string.Concat(path.Split("/incident/")[^1].Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}.png"), FullPage = true });
        }
    }
}
