using System.CommandLine;

RootCommand root = new("Finds, explains and cures memory trouble in Apache Flink clusters.");
root.Subcommands.Add(FlinkMemoryConsole.Cli.Classify.ClassifyVerb.Create());
return await root.Parse(args).InvokeAsync();
