using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary>The answer as JSON: one object, or an array where the configuration holds several deployments.</summary>
internal static class BudgetJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(IReadOnlyList<DocumentAnswer> answers) =>
        (answers is [var only] ? Of(only) : (JsonNode)new JsonArray([.. answers.Select(Of)])).ToJsonString(Readable);

    private static JsonObject Of(DocumentAnswer answer)
    {
        JsonObject json = new() { ["process"] = answer.Process is AskedProcess.TaskManager ? "taskmanager" : "jobmanager", ["flinkVersion"] = answer.Version.ToString(), ["valid"] = answer.Now.Budget is not null, ["starts"] = answer.Starts };
        if (answer.Document.Name is { } name)
        {
            json["name"] = name;
        }

        Add(json, answer.Now);
        if (answer.Before is { } before)
        {
            JsonObject earlier = [];
            Add(earlier, before);
            json["before"] = earlier;
        }

        json["remarks"] = new JsonArray([.. answer.Now.Remarks]);
        json["findings"] = new JsonArray([.. answer.Findings.Select(finding => new JsonObject
        {
            ["id"] = finding.Id, ["severity"] = finding.Severity.ToString().ToLowerInvariant(), ["keys"] = new JsonArray([.. finding.Keys]), ["text"] = finding.Text, ["advice"] = finding.Advice,
        })]);
        return json;
    }

    private static void Add(JsonObject json, ProcessAnswer answer)
    {
        if (answer.Budget is { } budget)
        {
            json["bytes"] = BudgetFields.Bytes(budget);
            json["jvm"] = budget.JvmFlags;
            json["origins"] = new JsonObject(BudgetFields.Of(budget).Select(component => KeyValuePair.Create<string, JsonNode?>(BudgetFields.NameOf(component), Origin(budget, component))));
            return;
        }

        var refusal = answer.Refusal!;
        json["fails"] = $"{refusal.ExceptionClass}: {refusal.Message}";
        json["prefix"] = refusal.Prefix;
        json["cause"] = refusal.Cause;
        json["keys"] = new JsonArray([.. refusal.Keys]);
    }

    private static JsonObject Origin(ProcessBudget budget, MemoryComponent component)
    {
        var origin = budget.OriginOf(component);
        var kind = origin.Kind.ToString();
        return new JsonObject { ["kind"] = char.ToLowerInvariant(kind[0]) + kind[1..], ["key"] = origin.Key, ["formula"] = origin.Formula };
    }
}
