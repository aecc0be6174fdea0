using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E.Console;

/// <summary>The steps of a wizard's page, as a person uses them.</summary>
public sealed class WizardSteps(IPage page)
{
    /// <summary>Opens a step and chooses an answer; it stands in the address from then on.</summary>
    /// <param name="step">Its name in the page: <c>scope</c>, <c>hypotheses</c>, <c>cure</c>.</param>
    public async Task AnswerAsync(string step, string option)
    {
        await OpenAsync(step);
        var answer = Step(step).Locator($"[data-option={option}]");
        if (await answer.GetAttributeAsync("aria-current") is null)
        {
            await answer.ClickAsync();
            await OpenAsync(step);
        }

        await Expect(answer).ToHaveAttributeAsync("aria-current", "true");
    }

    /// <summary>The option changes that the cure proposes; null takes an option out.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string?>>> ProposedOptionsAsync()
    {
        var rows = Step("cure").Locator("table.changes tbody tr");
        await Expect(rows).Not.ToHaveCountAsync(0);
        List<KeyValuePair<string, string?>> changes = [];
        foreach (var row in await rows.AllAsync())
        {
            var key = await row.Locator("code").InnerTextAsync();
            var value = await row.Locator("[data-label='Change to'] b").InnerTextAsync();
            changes.Add(new(key, string.Equals(value, "remove it", StringComparison.Ordinal) ? null : value));
        }

        return changes;
    }

    /// <summary>Asks the console to remember what it sees now and to judge what comes.</summary>
    public async Task WatchAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Remember this and watch my change" }).ClickAsync();
        await Expect(page.Locator("[data-check=waiting]")).ToBeAttachedAsync();
    }

    private async Task OpenAsync(string step)
    {
        var fold = Step(step).GetByRole(AriaRole.Link, new() { Name = "show" });
        if (await fold.IsVisibleAsync())
        {
            await fold.ClickAsync();
        }

        await Expect(fold).ToBeHiddenAsync();
    }

    private ILocator Step(string step) => page.Locator($"[data-step={step}]");
}
