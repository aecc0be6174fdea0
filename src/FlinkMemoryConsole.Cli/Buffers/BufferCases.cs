using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Cli.Buffers;

/// <summary>
/// Many jobs in one run: JSON lines with <c>plan</c>, <c>vertices</c>, <c>subtaskTaskManagers</c>, <c>config</c> (slots, options) and <c>versions</c>; each line is printed
/// as it came with <c>smallestBuffersPerTaskManager</c>, the smallest number of buffers of each TaskManager with which the job starts.
/// </summary>
internal static class BufferCases
{
    private const string AnswerField = "smallestBuffersPerTaskManager";

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line with its answer, or what is wrong with it.</summary>
    public static (string? Answer, string? Error) Answer(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return (null, "it is no JSON object");
            }

            var (smallest, error) = Smallest(document.RootElement);
            if (error is not null)
            {
                return (null, error);
            }

            var answer = JsonObject.Create(document.RootElement)!;
            answer[AnswerField] = smallest;
            return (answer.ToJsonString(AsWritten), null);
        }
        catch (JsonException failure)
        {
            return (null, $"it is no JSON: {failure.Message}");
        }
        catch (InvalidOperationException failure)
        {
            return (null, $"a text is no Unicode: {failure.Message}");
        }
    }

    private static (long Smallest, string? Error) Smallest(JsonElement line)
    {
        if (JobPlanReader.Read(line) is not JobPlanReading.Read job)
        {
            return (0, ((JobPlanReading.Unreadable)JobPlanReader.Read(line)).Error.TrimEnd('.'));
        }

        if (Version(line) is not { } version)
        {
            return (0, "field 'versions' names no Flink version");
        }

        var configuration = Configuration(line, out var slots);
        if (configuration is null)
        {
            return (0, "field 'config' holds an option that is neither a text nor a number");
        }

        var placement = job.Placement ?? SubtaskPlacement.Assume(job.Graph, slots);
        return BufferNeeds.Derive(job.Graph, placement, configuration, version) switch
        {
            BufferNeedAnswer.Computed computed => (computed.Need.Smallest, null),
            BufferNeedAnswer.Refused refused => (0, $"Flink refuses the options: {refused.Message.TrimEnd('.')}"),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private static FlinkVersion? Version(JsonElement line) => line.TryGetProperty("versions", out var versions) && versions.ValueKind is JsonValueKind.Array
        ? versions.EnumerateArray().Select(version => version.ValueKind is JsonValueKind.String ? FlinkVersion.Parse(version.GetString()) : null).LastOrDefault()
        : null;

    private static FlinkConfiguration? Configuration(JsonElement line, out int slots)
    {
        slots = 1;
        var configuration = FlinkConfiguration.Empty;
        if (!line.TryGetProperty("config", out var config) || config.ValueKind is not JsonValueKind.Object)
        {
            return configuration;
        }

        if (config.TryGetProperty("slotsPerTaskManager", out var given) && given.ValueKind is JsonValueKind.Number && given.TryGetInt32(out var number) && number >= 1)
        {
            slots = number;
            configuration = configuration.With("taskmanager.numberOfTaskSlots", given.GetRawText());
        }

        if (config.TryGetProperty("options", out var options) && options.ValueKind is JsonValueKind.Object)
        {
            foreach (var option in options.EnumerateObject())
            {
                if (option.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
                {
                    return null;
                }

                configuration = configuration.With(option.Name, option.Value.ToString());
            }
        }

        return configuration;
    }
}
