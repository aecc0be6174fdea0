using System.Diagnostics;
using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Benchmarks.Figures;

/// <summary>The same configurations derived by us and by Flink's own class, one after the other on this machine, both warm: budgets in a second of CPU time, so that a busy machine does not decide, and the ratio. Collections and the JIT compiler count for us, and do not for Flink.</summary>
internal static class BudgetsAgainstFlink
{
    private const int Configurations = 500;
    private const double Seconds = 5;

    public static async Task PrintAsync(string version)
    {
        if (await FlinkHome.FindAsync(version) is not { } home)
        {
            Console.WriteLine($"No Flink {version} here.");
            return;
        }

        var configurations = Draw();
        var (ours, ourSum) = Measure(configurations, FlinkVersion.Parse(version)!.Value);
        var (flink, flinkSum) = await MeasureFlinkAsync(home, configurations);
        Console.WriteLine(ourSum == flinkSum
            ? string.Create(CultureInfo.InvariantCulture, $"Flink {home.Version}: {flink:N0} budgets in a second of CPU time, ours {ours:N0}; ours / Flink's: {ours / flink:F1} (goal > 1)")
            : string.Create(CultureInfo.InvariantCulture, $"Not the same work: the process sizes add up to {ourSum} here and to {flinkSum} in Flink."));
    }

    /// <summary>Valid TaskManagers of many shapes, always the same.</summary>
    private static List<FlinkConfiguration> Draw()
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, Configurations).Select(index => FlinkConfiguration.From(
        [
            new(index % 3 == 0 ? "taskmanager.memory.flink.size" : "taskmanager.memory.process.size", string.Create(CultureInfo.InvariantCulture, $"{random.Next(2048, 65536)}m")),
            new("taskmanager.numberOfTaskSlots", string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 17)}")),
            new("taskmanager.memory.managed.fraction", string.Create(CultureInfo.InvariantCulture, $"0.{random.Next(10, 60)}")),
            new("taskmanager.memory.network.max", string.Create(CultureInfo.InvariantCulture, $"{random.Next(64, 2048)}mb")),
        ]))];
    }

    private static (double PerSecond, long Sum) Measure(List<FlinkConfiguration> configurations, FlinkVersion version)
    {
        Run(configurations, version);
        return (Run(configurations, version), Sum(configurations, version));
    }

    private static double Run(List<FlinkConfiguration> configurations, FlinkVersion version)
    {
        using var process = Process.GetCurrentProcess();
        var watch = Stopwatch.StartNew();
        var before = process.TotalProcessorTime;
        long count = 0;
        long sink = 0;
        do
        {
            sink += Sum(configurations, version);
            count += configurations.Count;
        }
        while (watch.Elapsed.TotalSeconds < Seconds);
        process.Refresh();
        return sink == 0 ? throw new InvalidOperationException("Nothing was derived.") : count / (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static long Sum(List<FlinkConfiguration> configurations, FlinkVersion version) =>
        configurations.Sum(configuration => TaskManagerBudgets.Derive(configuration, version).BudgetOrNull!.TotalProcess);

    private static async Task<(double PerSecond, long Sum)> MeasureFlinkAsync(FlinkHome home, List<FlinkConfiguration> configurations)
    {
        var folder = Directory.CreateTempSubdirectory("flink-speed-");
        try
        {
            var file = Path.Combine(folder.FullName, "configurations.txt");
            await File.WriteAllLinesAsync(file, configurations.Select(configuration => string.Join(' ', configuration.Options.Select(option => $"{option.Key}={option.Value}"))));
            var answer = await FlinkJava.RunOptimizedAsync(home, Path.Combine(AppContext.BaseDirectory, "java"), "FlinkBudgetSpeed", [file, Seconds.ToString(CultureInfo.InvariantCulture)]);
            var words = answer.Trim().Split('\n')[^1].Split(' ');
            return (double.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
