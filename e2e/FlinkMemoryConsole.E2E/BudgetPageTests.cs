using FlinkMemoryConsole.E2E.Console;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E;

/// <summary>The budget page in a browser: what only a browser can show of it.</summary>
public class BudgetPageTests(Browser browser)
{
    private const string Refused = "taskmanager.memory.process.size: 1g\ntaskmanager.memory.managed.size: 3g\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_fit_for_all_with_a_wish_and_with_a_refusal()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);

        await tab.OpenAsync("/incident/budget?wish=task-heap&size=64m&limit=4g&beside=600m");
        await tab.Page.Locator("summary", new() { HasText = "Difference" }).ClickAsync();
        await tab.Page.Locator("summary", new() { HasText = "All sizes" }).ClickAsync();
        await tab.Page.Locator("summary", new() { HasText = "Every option" }).ClickAsync();
        await Expect(tab.Page.Locator("td", new() { HasText = "taskmanager.memory.network.fraction" }).First).ToBeVisibleAsync();
        await tab.ShouldBeFitForAllAsync("budget");

        await tab.OpenAsync("/budget");
        await tab.Page.Locator("textarea").FillAsync(Refused);
        await Expect(tab.Page.Locator(".verdict.critical")).ToBeVisibleAsync();
        await tab.ShouldBeFitForAllAsync("budget-refused");
    }

    [Fact]
    public async Task The_box_under_the_pointer_or_with_the_focus_tells_its_formula()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);
        await tab.OpenAsync("/incident/budget");
        var managed = tab.Page.Locator(".label", new() { HasText = "Managed" }).Last;

        await managed.HoverAsync();
        await Expect(managed.Locator(".told")).ToBeVisibleAsync();
        await Expect(managed.Locator(".told")).ToContainTextAsync("× total Flink memory");

        await tab.Page.Mouse.MoveAsync(0, 0);
        await Expect(managed.Locator(".told")).ToBeHiddenAsync();
        await managed.FocusAsync();
        await Expect(managed.Locator(".told")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_text_larger_than_a_message_is_read_and_one_of_ten_megabytes_is_answered()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);
        await tab.OpenAsync("/budget");
        await Expect(tab.Page.Locator("textarea")).ToBeEditableAsync();
        var said = tab.Page.Locator("#configuration-said");

        await PasteAsync(tab, "taskmanager.memory.process.size: 1728m\n" + string.Concat(Enumerable.Range(0, 4_000).Select(number => $"some.key.{number}: {number}\n")));
        await Expect(said).ToContainTextAsync("4001 options");
        await Expect(tab.Page.Locator(".verdict")).ToContainTextAsync("Tasks get 384 MiB of heap");

        await PasteAsync(tab, new string('a', 10 << 20));
        await Expect(said).ToContainTextAsync("10,485,760 bytes are more than a Flink configuration has");

        await PasteAsync(tab, Refused);
        await Expect(tab.Page.Locator(".verdict.critical")).ToContainTextAsync("IllegalConfigurationException");
        tab.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_types_on_keeps_what_was_typed_and_the_focus()
    {
        await using var console = await ConsoleHost.StartAsync(flinkUrl: null, Cancellation);
        await using var tab = await browser.OpenAsync(console);
        await tab.OpenAsync("/budget");
        var field = tab.Page.Locator("textarea");
        await Expect(field).ToBeEditableAsync();

        await field.PressSequentiallyAsync("taskmanager.memory.process.size: 2g");
        await Expect(tab.Page.Locator(".verdict")).ToContainTextAsync("in a process of 2.00 GiB");
        await tab.Page.Keyboard.TypeAsync("\ntaskmanager.memory.managed.size: 0");

        await Expect(tab.Page.Locator("#configuration-said")).ToContainTextAsync("2 options");
        await Expect(field).ToHaveValueAsync("taskmanager.memory.process.size: 2g\ntaskmanager.memory.managed.size: 0");
        await tab.Page.ReloadAsync();
        await Expect(field).ToHaveValueAsync("taskmanager.memory.process.size: 2g\ntaskmanager.memory.managed.size: 0");

        await field.FillAsync("");
        await Expect(tab.Page.Locator("#configuration-said")).ToContainTextAsync("Nothing is sent to a cluster.");
    }

    private static async Task PasteAsync(ConsoleTab tab, string text) => await tab.Page.EvaluateAsync(
        "text => { const area = document.querySelector('textarea'); area.value = text; area.dispatchEvent(new Event('input', { bubbles: true })); }", text);
}
