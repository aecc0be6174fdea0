using System.CommandLine;

RootCommand root = new("Finds, explains and cures memory trouble in Apache Flink clusters.");
root.Subcommands.Add(FlinkMemoryConsole.Cli.Classify.ClassifyVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Record.RecordVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Replay.ReplayVerb.Create());
root.Subcommands.Add(FlinkMemoryConsole.Cli.Budget.BudgetVerb.Create());
return await root.Parse(args).InvokeAsync();
