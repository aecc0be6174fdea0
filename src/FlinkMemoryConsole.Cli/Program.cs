using System.CommandLine;
using FlinkMemoryConsole.Cli.Shared;

const int Usage = 64;
const int CannotWrite = 74;
const int Interrupted = 130;

RootCommand root = new("Finds, explains and cures memory trouble in Apache Flink clusters. Exit codes of every verb: 64 wrong usage or an input that cannot be read, 74 the answer cannot be written, 130 interrupted before there was one; the others with each verb.");
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
        await Console.Error.WriteLineAsync(Printable.Of($"flink-memory: {problem.Message}"));
    }

    await Console.Error.WriteLineAsync("flink-memory --help shows how it is used.");
    return Usage;
}

Console.SetOut(new AnswerOutput(Console.Out));
try
{
    return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return Interrupted;
}
catch (Exception failure) when (failure is AnswerLostException or IOException)
{
    try
    {
        await Console.Error.WriteLineAsync(Printable.Of($"flink-memory: {failure.Message}"));
    }
    catch (IOException)
    {
        // The standard error is lost, too: the exit code is all that is left.
    }

    return CannotWrite;
}
