using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FlinkMemoryConsole.E2E.Console.Browser))]

namespace FlinkMemoryConsole.E2E.Console;

/// <summary>The Chromium of this machine, started once for all tests. Where there is none, tests that ask for it are skipped.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async ValueTask InitializeAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists);
        if (path is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags });
        }
    }

    /// <summary>A tab of its own on the console, with nothing remembered from other tests.</summary>
    public async Task<ConsoleTab> OpenAsync(ConsoleHost console, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_chromium is null, $"No Chromium: there is none at {string.Join(" or ", Places)}, and CHROMIUM is not set.");
        var context = await _chromium!.NewContextAsync(new(options ?? new()) { BaseURL = console.Address });
        return new ConsoleTab(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
