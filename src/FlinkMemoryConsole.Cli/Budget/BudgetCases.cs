using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary>
/// Many configurations in one run: JSON lines with <c>process</c> (TM or JM), <c>options</c> (keys with or without <c>taskmanager.memory.</c> or <c>jobmanager.memory.</c>)
/// and <c>versions</c>; each line is printed with Flink's answer, <c>bytes</c> and <c>jvm</c> or <c>fails</c>, in place of one that it may hold.
/// </summary>
internal static class BudgetCases
{
    private static readonly string[] AnswerFields = ["bytes", "jvm"];

    /// <summary>The line with its answer, or what is wrong with it.</summary>
    public static (string? Answer, string? Error) Answer(string line) => CaseLine.Answer(line, AnswerFields, Question);

    private static Func<FlinkVersion, JsonObject> Question(JsonElement line)
    {
        var process = Process(line);
        var configuration = Configuration(line, process);
        return version => ProcessAnswer.Derive(process, configuration, version) switch
        {
            { Budget: { } budget } => new() { ["bytes"] = BudgetFields.Bytes(budget), ["jvm"] = budget.JvmFlags },
            { Refusal: { } refusal } => CaseLine.Refused(refusal.ExceptionClass, refusal.Message),
            _ => throw new UnreachableException("Flink accepts or refuses."),
        };
    }

    private static AskedProcess Process(JsonElement line) => (line.TryGetProperty("process", out var process) && process.ValueKind is JsonValueKind.String ? process.GetString() : null) switch
    {
        "TM" => AskedProcess.TaskManager,
        "JM" => AskedProcess.JobManager,
        _ => throw new CaseFaultException("field 'process' is neither \"TM\" nor \"JM\""),
    };

    private static FlinkConfiguration Configuration(JsonElement line, AskedProcess process)
    {
        if (!line.TryGetProperty("options", out var options) || options.ValueKind is not JsonValueKind.Object)
        {
            throw new CaseFaultException("field 'options' is no object");
        }

        var prefix = process is AskedProcess.TaskManager ? "taskmanager.memory." : "jobmanager.memory.";
        Dictionary<string, string> configured = new(StringComparer.Ordinal);
        foreach (var option in options.EnumerateObject())
        {
            var isWhole = option.Name.StartsWith("taskmanager.", StringComparison.Ordinal) || option.Name.StartsWith("jobmanager.", StringComparison.Ordinal);
            var key = isWhole ? option.Name : prefix + option.Name;
            if (!configured.TryAdd(key, CaseLine.ValueOf(option)))
            {
                throw new CaseFaultException($"option '{key}' is given twice, with and without its prefix");
            }
        }

        return FlinkConfiguration.From(configured);
    }
}
