using System.Diagnostics;
using System.Globalization;
using System.Diagnostics.Tracing;
using FlinkMemoryConsole.Testing;
using FlinkMemoryConsole.Testing.Flink;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Playwright;

namespace FlinkMemoryConsole.Benchmarks.Figures;

/// <summary>
/// What one more viewer costs the console, in bytes: memory of its process, traffic a panel and tick, and the first page load as compressed on the wire.
/// The console watches a real Flink, in a process of its own; viewers are tabs in Chromium.
/// </summary>
internal static class Viewers
{
    private const int Tabs = 16;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    private static readonly string[] ChromiumFlags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static async Task PrintAsync()
    {
        if (await FlinkHome.FindAsync(FlinkHome.Flink2) is not { } home)
        {
            Console.WriteLine("No Flink here.");
            return;
        }

        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 2 });
        var address = $"http://127.0.0.1:{FreePorts.Find(1)[0]}";
        using var console = Start(address, cluster.Url);
        try
        {
            await Until.TrueAsync("the console answers", () => IsUpAsync(address), TimeSpan.FromMinutes(1), CancellationToken.None);
            using var playwright = await Playwright.CreateAsync();
            await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = ChromiumFlags });
            var taskManager = $"{address}/flink/taskmanagers/{(await cluster.Rest.TaskManagerIdsAsync())[0]}";
            await PrintFirstLoadAsync(chromium, address, taskManager);
            await PrintMemoryAsync(chromium, console, taskManager);
        }
        finally
        {
            console.Kill();
            await console.WaitForExitAsync();
        }
    }

    private static async Task PrintFirstLoadAsync(IBrowser chromium, string overview, string taskManager)
    {
        foreach (var (name, url) in new[] { ("overview", overview), ("TaskManager page", taskManager) })
        {
            await using var context = await chromium.NewContextAsync();
            var page = await context.NewPageAsync();
            var traffic = await Traffic.OfAsync(page);
            await page.GotoAsync(url, new() { WaitUntil = WaitUntilState.NetworkIdle });
            Console.WriteLine($"first load, {name}: {traffic.Loaded / 1024.0:F0} KiB on the wire (goal <= 400)");
        }
    }

    private static async Task PrintMemoryAsync(IBrowser chromium, Process console, string url)
    {
        // The first viewers pay for what all share: code is compiled, and compiled again when it turns out to be used much.
        List<Traffic> tabs = [];
        for (var tab = 0; tab < Tabs; tab++)
        {
            tabs.Add(await OpenAsync(chromium, url));
        }

        await SettleAsync();
        var before = await HeldBytesAsync(console.Id);
        for (var tab = 0; tab < Tabs; tab++)
        {
            tabs.Add(await OpenAsync(chromium, url));
        }

        await SettleAsync();
        var grown = await HeldBytesAsync(console.Id) - before;
        Console.WriteLine($"one more viewer: {grown / 1024.0 / Tabs:F0} KiB of the console's memory (goal <= 500), by {Tabs} tabs after {Tabs} on a TaskManager's page");

        var panels = await tabs[0].Page.Locator(".panel").CountAsync();
        var received = tabs[0].Received;
        await SettleAsync();
        var ticks = Watched.TotalSeconds / 10;
        Console.WriteLine($"a tick: {(tabs[0].Received - received) / ticks:F0} bytes a tab, {(tabs[0].Received - received) / ticks / panels:F0} bytes a panel ({panels} panels, goal <= 1024 a panel)");
    }

    private static async Task<Traffic> OpenAsync(IBrowser chromium, string url)
    {
        var page = await (await chromium.NewContextAsync()).NewPageAsync();
        var traffic = await Traffic.OfAsync(page);
        await page.GotoAsync(url, new() { WaitUntil = WaitUntilState.NetworkIdle });
        return traffic;
    }

    private static Task SettleAsync() => Task.Delay(Watched, TimeProvider.System, CancellationToken.None);

    /// <summary>Resident memory after two full collections that the runtime's own diagnostics port is asked for (GCHeapCollect), so that garbage does not count.</summary>
    private static async Task<long> HeldBytesAsync(int pid)
    {
        for (var collection = 0; collection < 2; collection++)
        {
            const long GCHeapCollect = 0x800000;
            using var session = await new DiagnosticsClient(pid).StartEventPipeSessionAsync(new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, GCHeapCollect), requestRundown: false, token: CancellationToken.None);
            var drained = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None);
            await session.StopAsync(CancellationToken.None);
            await drained;
        }

        return ResidentBytes(pid);
    }

    private static long ResidentBytes(int pid) =>
        long.Parse(File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    /// <summary>With a small budget for garbage, so that resident memory speaks of what is held.</summary>
    private static Process Start(string address, string flink)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "FlinkMemoryConsole.Web", new DirectoryInfo(AppContext.BaseDirectory).Name, "FlinkMemoryConsole.Web.dll");
        ProcessStartInfo start = new("dotnet", [program, $"--urls={address}", $"--Flink:Url={flink}"]) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_GCgen0size"] = "400000";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task<bool> IsUpAsync(string address)
    {
        try
        {
            using HttpClient http = new();
            return (await http.GetAsync($"{address}/healthz")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Bytes that came to a tab: files as compressed, and WebSocket messages.</summary>
    private sealed class Traffic
    {
        private Traffic(IPage page) => Page = page;

        public IPage Page { get; }

        public double Loaded { get; private set; }

        public long Received { get; private set; }

        public static async Task<Traffic> OfAsync(IPage page)
        {
            Traffic traffic = new(page);
            page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => traffic.Received += frame.Binary?.Length ?? frame.Text?.Length ?? 0;
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            session.Event("Network.loadingFinished").OnEvent += (_, message) => traffic.Loaded += message?.GetProperty("encodedDataLength").GetDouble() ?? 0;
            return traffic;
        }
    }
}
