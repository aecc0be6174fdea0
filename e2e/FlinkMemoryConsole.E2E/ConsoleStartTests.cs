using System.Net;
using FlinkMemoryConsole.E2E.Console;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E;

/// <summary>The very first minute of a new user: no settings, no Flink.</summary>
public class ConsoleStartTests(Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_settings_the_console_starts_and_prints_the_address_to_open()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        using var http = new HttpClient();

        using var answer = await http.GetAsync($"{console.Address}/", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        console.Output.ShouldContain(console.Address);
    }

    [Fact]
    public async Task Without_settings_the_first_page_is_the_verdict_on_the_built_in_incident()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);

        await tab.OpenAsync("/");

        await Expect(tab.Page).ToHaveURLAsync($"{console.Address}/incident");
        tab.Errors.ShouldBeEmpty();
        (await tab.AccessibilityFaultsAsync()).ShouldBeEmpty();
        (await tab.SidewaysOverflowAsync()).ShouldBe(0);
    }
}
