using System.CommandLine;

RootCommand root = new("Finds, explains and cures memory trouble in Apache Flink clusters.");
return await root.Parse(args).InvokeAsync();
