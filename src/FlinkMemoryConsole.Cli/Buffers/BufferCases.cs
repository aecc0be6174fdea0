using System.Text.Json;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Cli.Buffers;

/// <summary>
/// Many jobs in one run: JSON lines with <c>plan</c>, <c>vertices</c>, <c>subtaskTaskManagers</c>, <c>config</c> (slots, options) and <c>versions</c>; each line is printed
/// as it came with <c>smallestBuffersPerTaskManager</c>, the smallest number of buffers of each TaskManager with which the job starts, or with <c>fails</c>.
/// </summary>
internal static class BufferCases
{
    private const string AnswerField = "smallestBuffersPerTaskManager";
    private const string SlotsField = "slotsPerTaskManager";
    private const string SlotsKey = "taskmanager.numberOfTaskSlots";

    /// <summary>The line with its answer, or what is wrong with it.</summary>
    public static (string? Answer, string? Error) Answer(string line) => CaseLine.Answer(line, [AnswerField], Question);

    private static Func<FlinkVersion, JsonObject> Question(JsonElement line)
    {
        _ = Member(line, "vertices", JsonValueKind.Array, "array");
        foreach (var placed in Members(line, "subtaskTaskManagers"))
        {
            _ = placed.Value.ValueKind is JsonValueKind.Array ? placed : throw new CaseFaultException($"field '{placed.Name}' of 'subtaskTaskManagers' is no array");
        }

        var job = JobPlanReader.Read(line) switch
        {
            JobPlanReading.Read read => read,
            JobPlanReading.Unreadable unreadable => throw new CaseFaultException(unreadable.Error),
            _ => throw new InvalidOperationException("No such reading."),
        };
        var configuration = Configuration(line);
        var placement = job.Placement ?? SubtaskPlacement.Assume(job.Graph, BufferNeeds.SlotsOf(configuration) ?? 1);
        return version => BufferNeeds.Derive(job.Graph, placement, configuration, version) switch
        {
            BufferNeedAnswer.Computed computed => new() { [AnswerField] = computed.Need.Smallest },
            BufferNeedAnswer.Refused refused => CaseLine.Refused(refused.ExceptionClass, refused.Message),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private static FlinkConfiguration Configuration(JsonElement line)
    {
        if (Member(line, "config", JsonValueKind.Object, "object") is not { } config)
        {
            return FlinkConfiguration.Empty;
        }

        var configuration = Members(config, "options").Aggregate(FlinkConfiguration.Empty, (all, option) => all.With(option.Name, CaseLine.ValueOf(option)));
        if (Member(config, SlotsField, JsonValueKind.Number, "whole number from 1") is not { } given)
        {
            return configuration;
        }

        if (!given.TryGetInt32(out var slots) || slots < 1)
        {
            throw new CaseFaultException($"field '{SlotsField}' is no whole number from 1");
        }

        return configuration[SlotsKey] is null || BufferNeeds.SlotsOf(configuration) == slots
            ? configuration.With(SlotsKey, given.GetRawText())
            : throw new CaseFaultException($"field '{SlotsField}' is {slots}, but option '{SlotsKey}' is {configuration[SlotsKey]}");
    }

    private static IEnumerable<JsonProperty> Members(JsonElement owner, string name) => Member(owner, name, JsonValueKind.Object, "object")?.EnumerateObject().AsEnumerable() ?? [];

    private static JsonElement? Member(JsonElement owner, string name, JsonValueKind kind, string words) => !owner.TryGetProperty(name, out var member) ? null
        : member.ValueKind == kind ? member
        : throw new CaseFaultException($"field '{name}' is no {words}");
}
