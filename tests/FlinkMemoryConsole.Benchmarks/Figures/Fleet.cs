using System.Diagnostics;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Monitoring.Publishing;
using Microsoft.Extensions.Time.Testing;

namespace FlinkMemoryConsole.Benchmarks.Figures;

/// <summary>What it costs to watch 1,000 TaskManagers for an hour: memory that the windows hold, and the share of one core at a 10 s interval.</summary>
internal static class Fleet
{
    private const int TaskManagers = 1000;
    private const int Series = 45;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static async Task PrintAsync()
    {
        var tenth = await WatchAsync(TaskManagers / 10);
        var whole = await WatchAsync(TaskManagers);
        Console.WriteLine($"{TaskManagers} TaskManagers x {Series} series x 1 h: {whole.Megabytes:F0} MB held (goal < 200), {whole.Core:P1} of one core at a {Interval.TotalSeconds:F0} s interval (goal < 100 %), the simulated answers included");
        Console.WriteLine($"against {TaskManagers / 10}: memory x {whole.Megabytes / tenth.Megabytes:F2}, CPU x {whole.Core / tenth.Core:F2} (10.0 is linear)");
    }

    private static async Task<(double Megabytes, double Core)> WatchAsync(int taskManagers)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using SimulatedFleet fleet = new(taskManagers, Series, clock);
        using var client = new FlinkClientFactory(TimeProvider.System).Create(new() { Url = new("http://fleet") }, fleet);
        ClusterFeed feed = new("fleet", "http://fleet");
        using ClusterMonitor monitor = new(feed, client, MonitorPace.Live(TimeSpan.FromHours(1)) with { LogPatience = TimeSpan.Zero }, clock);
        await monitor.PollOnceAsync(CancellationToken.None);

        const int Rounds = 360;
        var began = Process.GetCurrentProcess().TotalProcessorTime;
        for (var round = 0; round < Rounds; round++)
        {
            clock.Advance(Interval);
            await monitor.PollOnceAsync(CancellationToken.None);
        }

        var spent = Process.GetCurrentProcess().TotalProcessorTime - began;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var seen = feed.Current!.Evidence.TaskManagers;
        var readings = seen.Sum(one => one.Windows.Metrics.Sum(metric => (long)one.Windows.Read(metric).Count));
        Console.WriteLine($"{seen.Length} TaskManagers, {seen.Max(one => one.Windows.Metrics.Count)} series each, {readings:N0} readings: {held / 1e6:F0} MB, {spent.TotalSeconds / Rounds:F2} s of CPU a round");
        GC.KeepAlive(monitor);
        return (held / 1e6, spent / (Rounds * Interval));
    }
}
