using FlinkMemoryConsole.E2E.Console;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E;

/// <summary>The change between light and dark, as the system asks for it in the evening.</summary>
public class ThemeTests(Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Where a background fades while the text on it has already changed, nobody can read it for a quarter of a second.</summary>
    [Fact]
    public async Task Every_colour_changes_at_once()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console, new() { ColorScheme = ColorScheme.Dark });
        await tab.OpenAsync("/incident");
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Start the wizard" })).ToBeVisibleAsync();

        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var fading = await tab.Page.EvaluateAsync<string[]>(
            "() => document.getAnimations().filter(each => each instanceof CSSTransition).map(each => `${each.transitionProperty} of ${each.effect.target.className}`)");

        fading.ShouldBeEmpty();
    }
}
