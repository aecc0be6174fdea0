using System.Text.Json;

namespace FlinkMemoryConsole.ConfigurationFiles.JobPlans;

/// <summary>Members of JSON that may be missing or of another kind than expected: null then.</summary>
internal static class JsonMembers
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    public static string? TextMember(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static long? WholeMember(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : null;

    public static List<JsonElement>? ArrayMember(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.Array } member ? [.. member.EnumerateArray()] : null;
}
