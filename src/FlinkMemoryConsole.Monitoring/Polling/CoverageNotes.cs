using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>What could be seen and what not, one note an area, in the order in which areas were first met.</summary>
internal sealed class CoverageNotes
{
    private readonly List<Coverage> _notes =
    [
        new("container", false, "Flink's REST API says nothing about the container's limit and use"),
        new("native memory", false, "Flink's REST API says nothing about memory outside the JVM's pools"),
        new("GC log", false, "Flink does not serve it; collections are known by count and time only"),
        new(".NET workers", false, "no agent beside the TaskManagers"),
    ];

    public ImmutableArray<Coverage> All => [.. _notes];

    public void See(string area, string where) => Note(new(area, true, where));

    public void Miss(string area, string why) => Note(new(area, false, why));

    private void Note(Coverage note)
    {
        var at = _notes.FindIndex(known => string.Equals(known.Area, note.Area, StringComparison.Ordinal));
        if (at < 0)
        {
            _notes.Insert(_notes.TakeWhile(known => known.Known).Count(), note);
        }
        else
        {
            _notes[at] = note;
        }
    }
}
