using System.CommandLine;

RootCommand root = new("Finds, explains and cures memory trouble in Apache Flink clusters.");
root.Subcommands.Add(FlinkMemoryConsole.Cli.Diagnose.DiagnoseVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Classify.ClassifyVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Record.RecordVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Replay.ReplayVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Budget.BudgetVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Buffers.BuffersVerb.Create());
var command = root.Parse(args);
if (command.Errors.Count > 0)
{
    foreach (var problem in command.Errors)
    {
        await Console.Error.WriteLineAsync($"flink-memory: {problem.Message}");
    }

    await Console.Error.WriteLineAsync("flink-memory --help shows how it is used.");
    return 64;
}

return await command.InvokeAsync();
