using System.Globalization;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Testing.Flink;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkMemoryConsole.Benchmarks.Figures;

/// <summary>
/// CPU time of a real JobManager while the console watches, against the same with what one open tab of Flink's Web UI asks on a TaskManager's metrics page
/// (that TaskManager every 3 s, Flink's <c>web.refresh-interval</c>). The idle JobManager is measured too and taken off both.
/// </summary>
internal static class JobManagerLoad
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(40);

    public static async Task PrintAsync(string version)
    {
        if (await FlinkHome.FindAsync(version) is not { } home)
        {
            Console.WriteLine($"No Flink {version} here.");
            return;
        }

        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 2 });
        var taskManager = (await cluster.Rest.TaskManagerIdsAsync())[0];
        await MeasureAsync(cluster, AskAsTabAsync(taskManager)); // The JIT compiler's work is not to be counted.
        List<double> idle = [], console = [], tab = [];
        for (var turn = 0; turn < 2; turn++)
        {
            idle.Add(await MeasureAsync(cluster, static (_, _) => Task.CompletedTask));
            tab.Add(await MeasureAsync(cluster, AskAsTabAsync(taskManager)));
            console.Add(await MeasureAsync(cluster, WatchAsync));
        }

        Console.WriteLine($"Flink {version}, CPU of the JobManager in ms per second: idle {idle.Average():F1}, one Web UI tab {tab.Average():F1}, the console {console.Average():F1}");
        Console.WriteLine($"console / tab: {console.Average() / tab.Average():F2} in all, {(console.Average() - idle.Average()) / (tab.Average() - idle.Average()):F2} above idle (goal <= 1.0)");
    }

    private static async Task<double> MeasureAsync(FlinkCluster cluster, Func<FlinkCluster, CancellationToken, Task> load)
    {
        using CancellationTokenSource end = new();
        var before = CpuMilliseconds(cluster.JobManager.Pid!.Value);
        var running = load(cluster, end.Token);
        await Task.Delay(Span, TimeProvider.System, CancellationToken.None);
        var spent = CpuMilliseconds(cluster.JobManager.Pid!.Value) - before;
        await end.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return spent / Span.TotalSeconds;
    }

    private static async Task WatchAsync(FlinkCluster cluster, CancellationToken cancellationToken)
    {
        using LiveCluster live = new("figures", new() { Url = new(cluster.Url) }, TimeSpan.FromHours(1), TimeProvider.System, NullLogger.Instance);
        await live.RunAsync(cancellationToken);
    }

    private static Func<FlinkCluster, CancellationToken, Task> AskAsTabAsync(string taskManager) => async (cluster, cancellationToken) =>
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(3), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await cluster.Rest.GetAsync($"taskmanagers/{taskManager}", cancellationToken);
        }
    };

    /// <summary>User and system time of a process from <c>/proc/PID/stat</c>: fields 14 and 15, in ticks of 10 ms.</summary>
    private static double CpuMilliseconds(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * 10;
    }
}
