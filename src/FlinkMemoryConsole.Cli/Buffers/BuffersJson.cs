using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Cli.Buffers;

/// <summary>The answer as JSON: one object, or an array where the configuration holds several deployments.</summary>
internal static class BuffersJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(IReadOnlyList<BuffersAnswer> answers) => (answers is [var only] ? Of(only) : (JsonNode)new JsonArray([.. answers.Select(Of)])).ToJsonString(Readable);

    private static JsonObject Of(BuffersAnswer answer)
    {
        JsonObject json = new() { ["job"] = answer.Job.Name, ["flinkVersion"] = answer.Version.ToString(), ["enough"] = answer.IsEnough };
        if (answer.Deployment is { } name)
        {
            json["name"] = name;
        }

        if (answer.Need is { } need)
        {
            json["heldBuffersPerTaskManager"] = answer.Held;
            json["segmentSize"] = answer.Budget!.SegmentSize;
            Add(json, need);
            AddCure(json, answer.Cure);

            json["placementAssumed"] = need.Placement.IsAssumed;
            json["taskManagers"] = new JsonArray([.. need.TaskManagers.Select(one => Of(need, one))]);
            json["rescaled"] = new JsonArray([.. answer.Rescaled.Select(one => Rescaled(one, answer.Held))]);
        }
        else
        {
            json["fails"] = answer.Misfit ?? answer.Refusal;
        }

        json["warnings"] = new JsonArray([.. answer.Job.Warnings]);
        return json;
    }

    private static void AddCure(JsonObject json, CureAnswer? cure)
    {
        if (cure is CureAnswer.Reached reached)
        {
            json["cure"] = Changes(reached);
        }
        else if (cure is CureAnswer.Impossible impossible)
        {
            json["cureImpossible"] = impossible.Why;
            if (impossible.Nearest is { } nearest)
            {
                json["nearest"] = new JsonObject { ["buffersPerTaskManager"] = (nearest.After as TaskManagerBudget)?.NetworkBuffers, ["changes"] = Changes(nearest) };
            }
        }
    }

    private static JsonArray Changes(CureAnswer.Reached reached) => [.. reached.Changes.Select(change => new JsonObject { ["key"] = change.Key, ["from"] = change.From, ["to"] = change.To })];

    private static void Add(JsonObject json, JobBufferNeed need)
    {
        json["smallestBuffersPerTaskManager"] = need.Smallest;
        json["recommendedBuffersPerTaskManager"] = need.Recommended;
    }

    private static JsonObject Of(JobBufferNeed need, TaskManagerBufferNeed one)
    {
        var json = Of(one.Buffers);
        json.Insert(0, "name", one.Name);
        json.Insert(1, "subtasks", one.Subtasks);
        json["edges"] = new JsonArray([.. need.EdgesOn(one.Index).Select(edge => Of(need.Graph, edge))]);
        return json;
    }

    private static JsonObject Of(JobGraph graph, EdgeBufferNeed need)
    {
        var edge = graph.Edges[need.Edge];
        return new()
        {
            ["source"] = graph.Vertices[edge.Source].Id, ["target"] = graph.Vertices[edge.Target].Id, ["shipStrategy"] = PlanWords.Of(edge.Strategy), ["exchange"] = PlanWords.Of(edge.Exchange).ToLowerInvariant(),
            ["out"] = Of(need.Output), ["in"] = Of(need.Input),
        };
    }

    private static JsonObject Of(SubtaskBuffers buffers) => new()
    {
        ["required"] = buffers.Required, ["wanted"] = buffers.Wanted, ["exclusive"] = buffers.Exclusive, ["floating"] = buffers.Floating, ["overdraft"] = buffers.Overdraft, ["onRestore"] = buffers.OnRestore,
    };

    private static JsonObject Rescaled(RescaledNeed rescaled, long? held)
    {
        if (rescaled.Need is not { } need)
        {
            return new() { ["parallelism"] = rescaled.Parallelism, ["enough"] = false, ["fails"] = rescaled.Misfit };
        }

        JsonObject json = new() { ["askedParallelism"] = rescaled.Asked, ["parallelism"] = rescaled.Parallelism, ["taskManagers"] = need.TaskManagers.Length, ["enough"] = held >= need.Smallest };
        Add(json, need);
        return json;
    }
}
