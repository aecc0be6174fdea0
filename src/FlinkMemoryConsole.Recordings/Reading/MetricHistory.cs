using System.Text.Json;

namespace FlinkMemoryConsole.Recordings.Reading;

/// <summary>
/// The metrics of one collection over time, kept as the changes that the file has. After enough changes the whole state is kept once more,
/// so that any moment is reached by few changes: the extra space is at most half of the changes', the time that of the state's own size.
/// </summary>
internal sealed class MetricHistory(BodyStore bodies)
{
    private readonly record struct Change(long At, StoredBody Changed, StoredBody Removed, StoredBody Whole);

    private readonly List<Change> _changes = [];
    private readonly Lock _lock = new();
    private Dictionary<string, string?> _current = new(StringComparer.Ordinal);
    private int _currentIndex = -1;
    private long _sinceWhole;
    private long _wholeSize;

    /// <summary>Adds a change; only while the recording is read.</summary>
    public void Add(long at, ReadOnlySpan<byte> changed, ReadOnlySpan<byte> removed)
    {
        MetricsJson.Apply(_current, changed, removed);
        Change change = new(Sorted.NotBefore(at, _changes.Count == 0 ? at : _changes[^1].At), bodies.Append(changed), bodies.Append(removed), default);
        _sinceWhole += changed.Length + removed.Length;
        if (_changes.Count == 0)
        {
            change = change with { Whole = change.Changed };
            _wholeSize = changed.Length;
            _sinceWhole = 0;
        }
        else if (_sinceWhole > 2 * Math.Max(_wholeSize, 256))
        {
            var whole = JsonSerializer.SerializeToUtf8Bytes(_current);
            change = change with { Whole = bodies.Append(whole) };
            _wholeSize = whole.Length;
            _sinceWhole = 0;
        }

        _changes.Add(change);
        _currentIndex = _changes.Count - 1;
    }

    /// <summary>The whole state at a moment, not to be changed; null before the first answer.</summary>
    public IReadOnlyDictionary<string, string?>? At(long at, long grace)
    {
        var index = IndexAt(at, grace);
        lock (_lock)
        {
            return index < 0 ? null : MoveTo(index);
        }
    }

    /// <summary>When the state at a moment came to be; null before the first answer.</summary>
    public long? ChangedAt(long at, long grace) => IndexAt(at, grace) is >= 0 and var index ? _changes[index].At : null;

    private int IndexAt(long at, long grace)
    {
        var index = Sorted.LastAtOrBefore(_changes, static change => change.At, at);
        return index < 0 && _changes.Count > 0 && _changes[0].At <= at + grace ? 0 : index;
    }

    private Dictionary<string, string?> MoveTo(int index)
    {
        if (index == _currentIndex)
        {
            return _current;
        }

        var from = index;
        while (_changes[from].Whole.Length == 0 && from - 1 != _currentIndex)
        {
            from--;
        }

        Dictionary<string, string?> state;
        if (_changes[from].Whole.Length > 0)
        {
            state = new(StringComparer.Ordinal);
            MetricsJson.Apply(state, bodies.Read(_changes[from].Whole), []);
            from++;
        }
        else
        {
            state = new(_current, StringComparer.Ordinal);
        }

        for (; from <= index; from++)
        {
            MetricsJson.Apply(state, bodies.Read(_changes[from].Changed), bodies.Read(_changes[from].Removed));
        }

        _current = state;
        _currentIndex = index;
        return state;
    }
}
