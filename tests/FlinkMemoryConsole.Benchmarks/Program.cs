using BenchmarkDotNet.Running;
using FlinkMemoryConsole.Benchmarks.Figures;

// What README and closing notes claim comes from here: the figures by name, or BenchmarkDotNet's benchmarks.
switch (args)
{
    case ["fleet"]:
        await Fleet.PrintAsync();
        break;
    case ["jobmanager-load", .. var version]:
        await JobManagerLoad.PrintAsync(version is [var one] ? one : "2.3.0");
        break;
    case ["viewers"]:
        await Viewers.PrintAsync();
        break;
    case ["budgets", .. var version]:
        await BudgetsAgainstFlink.PrintAsync(version.FirstOrDefault() ?? "2.3.0");
        break;
    default:
        Console.WriteLine("Figures: fleet | jobmanager-load [FLINK VERSION] | viewers | budgets [FLINK VERSION]. Anything else goes to BenchmarkDotNet.");
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
