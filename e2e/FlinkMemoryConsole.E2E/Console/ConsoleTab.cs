using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FlinkMemoryConsole.Testing;
using Microsoft.Playwright;

namespace FlinkMemoryConsole.E2E.Console;

/// <summary>A browser tab on the console. What the page says is there at once; what it does, only when its circuit is up.</summary>
public sealed class ConsoleTab : IAsyncDisposable
{
    private readonly List<string> _errors = [];
    private TaskCompletionSource _circuit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConsoleTab(IPage page)
    {
        Page = page;
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => NoteFrame(frame);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (string.Equals(message.Type, "error", StringComparison.Ordinal))
            {
                _errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>What the page complained of: errors of scripts, blocked or missing files.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Opens a path and waits until the page reacts to clicks.</summary>
    public async Task OpenAsync(string path)
    {
        _circuit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.GotoAsync(path);
        await _circuit.Task.WaitAsync(TimeSpan.FromSeconds(30));

        // The live page takes over the head of the prerendered one; in between there is no title.
        await Page.WaitForFunctionAsync("() => document.title !== ''");
    }

    /// <summary>What axe finds against WCAG 2.2 A and AA, one line each: rule, what is wrong, where.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        var rules = new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
        var result = await Page.RunAxe(rules);
        return [.. result.Violations.Select(fault => $"{fault.Id}: {fault.Help} at {string.Join(", ", fault.Nodes.Select(node => node.Html))}")];
    }

    /// <summary>
    /// The page as it is now, in light and in dark, on a desk and on a phone: no accessibility faults, nothing that sticks out, no error of a script.
    /// A picture of each is left in <c>artifacts/screenshots</c>.
    /// </summary>
    public async Task ShouldBeFitForAllAsync(string name)
    {
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Light, 390) })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.SetViewportSizeAsync(width, 800);
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", $"{name}-{scheme}-{width}.png"), FullPage = true });
            (await AccessibilityFaultsAsync()).ShouldBeEmpty($"{name}, {scheme}, {width} px");
            (await SidewaysOverflowAsync()).ShouldBe(0, $"{name}, {scheme}, {width} px");
        }

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(1280, 800);
        _errors.ShouldBeEmpty();
    }

    /// <summary>The page itself must never be wider than the window: only tables and charts in it may scroll.</summary>
    public Task<int> SidewaysOverflowAsync() =>
        Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    /// <summary>Blazor confirms each batch that it has drawn; the first one means that the page is alive.</summary>
    private void NoteFrame(IWebSocketFrame frame)
    {
        var text = frame.Text ?? (frame.Binary is { } bytes ? Encoding.Latin1.GetString(bytes) : "");
        if (text.Contains("OnRenderCompleted", StringComparison.Ordinal))
        {
            _circuit.TrySetResult();
        }
    }
}
