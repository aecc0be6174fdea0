using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>The events of the window, oldest first, at most <see cref="Kept"/>.</summary>
internal sealed class ClusterEvents
{
    public const int Kept = 1_000;

    private readonly SortedSet<ClusterEvent> _events = new(Comparer<ClusterEvent>.Create(static (one, other) =>
        (one.At, one.Kind, one.Subject, one.Text).CompareTo((other.At, other.Kind, other.Subject, other.Text))));

    public void Add(DateTimeOffset at, ClusterEventKind kind, string subject, string text) => _events.Add(new(at, kind, subject, text));

    public ImmutableArray<ClusterEvent> Since(DateTimeOffset from)
    {
        _events.RemoveWhere(happened => happened.At < from);
        while (_events.Count > Kept)
        {
            _events.Remove(_events.Min!);
        }

        return [.. _events];
    }
}
