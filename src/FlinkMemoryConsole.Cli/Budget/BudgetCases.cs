using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary>
/// Many configurations in one run: JSON lines with <c>process</c> (TM or JM), <c>options</c> (keys with or without <c>taskmanager.memory.</c> or <c>jobmanager.memory.</c>)
/// and <c>versions</c>; each line is printed with Flink's answer, <c>bytes</c> and <c>jvm</c> or <c>fails</c>, in place of one that it may hold.
/// </summary>
internal static class BudgetCases
{
    /// <summary>A refusal is printed up to here: class and message without Flink's prefix.</summary>
    private const int LongestRefusal = 220;

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line with its answer, or what is wrong with it.</summary>
    public static (string? Answer, string? Error) Answer(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject given ? Answer(given) : (null, "it is no JSON object");
        }
        catch (JsonException failure)
        {
            return (null, $"it is no JSON: {failure.Message}");
        }
        catch (ArgumentException failure)
        {
            return (null, $"a name comes twice: {failure.Message}");
        }
        catch (InvalidOperationException failure)
        {
            return (null, $"a text is no Unicode: {failure.Message}");
        }
    }

    private static (string? Answer, string? Error) Answer(JsonObject given)
    {
        AskedProcess? process = TextOf(given["process"]) switch
        {
            "TM" => AskedProcess.TaskManager,
            "JM" => AskedProcess.JobManager,
            _ => null,
        };
        if (process is not { } asked)
        {
            return (null, "field 'process' is neither \"TM\" nor \"JM\"");
        }

        if (given["options"] is not JsonObject options)
        {
            return (null, "field 'options' is no object");
        }

        if ((given["versions"] as JsonArray)?.Select(version => FlinkVersion.Parse(TextOf(version))).LastOrDefault() is not { } version)
        {
            return (null, "field 'versions' names no Flink version");
        }

        if (Configuration(options, asked) is not { } configuration)
        {
            return (null, "an option is neither a text nor a number");
        }

        var answer = ProcessAnswer.Derive(asked, configuration, version);
        JsonObject line = new() { ["process"] = given["process"]?.DeepClone(), ["options"] = options.DeepClone(), ["versions"] = given["versions"]?.DeepClone() };
        if (answer.Budget is { } budget)
        {
            line["bytes"] = BudgetFields.Bytes(budget);
            line["jvm"] = budget.JvmFlags;
        }
        else if (answer.Refusal is { } refusal)
        {
            var fails = $"{refusal.ExceptionClass}: {refusal.Message}";
            line["fails"] = fails.Length > LongestRefusal ? fails[..LongestRefusal] : fails;
        }

        return (line.ToJsonString(AsWritten), null);
    }

    private static FlinkConfiguration? Configuration(JsonObject options, AskedProcess process)
    {
        var prefix = process is AskedProcess.TaskManager ? "taskmanager.memory." : "jobmanager.memory.";
        Dictionary<string, string> configured = new(StringComparer.Ordinal);
        foreach (var (key, value) in options)
        {
            if (value is not JsonValue scalar)
            {
                return null;
            }

            var isWhole = key.StartsWith("taskmanager.", StringComparison.Ordinal) || key.StartsWith("jobmanager.", StringComparison.Ordinal);
            configured[isWhole ? key : prefix + key] = scalar.ToString();
        }

        return FlinkConfiguration.From(configured);
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
