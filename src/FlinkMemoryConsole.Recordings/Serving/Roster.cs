using System.Text.Json;
using FlinkMemoryConsole.Recordings.Reading;

namespace FlinkMemoryConsole.Recordings.Serving;

/// <summary>Who is there at a moment, by a listing of the recording: the TaskManagers that are registered, the jobs that the JobManager knows.</summary>
/// <param name="source">The recording.</param>
/// <param name="path">Path of the listing.</param>
/// <param name="list">Its field that holds the members.</param>
/// <param name="id">The members' field that holds their id.</param>
internal sealed class Roster(RecordedSource source, string path, string list, string id)
{
    private sealed record Members(int Index, IReadOnlyList<string> Ids, IReadOnlySet<string> Set);

    private Members? _last;

    /// <summary>Whether the member is there; always when the listing was never recorded.</summary>
    public bool Has(string member, long at) => MembersAt(at)?.Set.Contains(member) ?? !source.Answers.ContainsKey(path);

    /// <summary>Their ids in the listing's order; null when it was never recorded.</summary>
    public IReadOnlyList<string>? IdsAt(long at) => MembersAt(at)?.Ids ?? (source.Answers.ContainsKey(path) ? [] : null);

    private Members? MembersAt(long at)
    {
        if (!source.Answers.TryGetValue(path, out var history) || history.LastGoodJson(history.IndexAt(at, source.Grace)) is not (>= 0 and var index))
        {
            return null;
        }

        // Time mostly goes forward: the listing asked for last is the one asked for next.
        if (_last is { } last && last.Index == index)
        {
            return last;
        }

        var ids = Read(history.Read(index).Body);
        return _last = new(index, ids, ids.ToHashSet(StringComparer.Ordinal));
    }

    private string[] Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(list, out var members) && members.ValueKind == JsonValueKind.Array
            ? [.. members.EnumerateArray()
                .Where(member => member.ValueKind == JsonValueKind.Object)
                .Select(member => member.TryGetProperty(id, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
                .OfType<string>()]
            : [];
    }
}
