namespace FlinkMemoryConsole.Recordings.Reading;

internal enum AnswerKind
{
    Json,
    Text,
    Append,
    Metrics,
    Down,
}

/// <summary>Every answer of one path, in the order of time.</summary>
internal sealed class AnswerHistory(BodyStore bodies)
{
    private readonly record struct Entry(long At, int Status, AnswerKind Kind, StoredBody Body, int TextBefore);

    private readonly List<Entry> _entries = [];
    private int _lastText = -1;

    public void Add(long at, AnswerKind kind, int status, ReadOnlySpan<byte> body)
    {
        var before = kind == AnswerKind.Append ? _lastText : -1;
        _entries.Add(new(Sorted.NotBefore(at, _entries.Count == 0 ? at : _entries[^1].At), status, kind, bodies.Append(body), before));
        if (kind is AnswerKind.Text or AnswerKind.Append)
        {
            _lastText = _entries.Count - 1;
        }
    }

    /// <summary>Number of the answer in force at a moment; -1 before the first.</summary>
    /// <param name="at">Milliseconds since the start.</param>
    /// <param name="grace">An answer that the recorder first got so many milliseconds later counts as already in force.</param>
    public int IndexAt(long at, long grace)
    {
        var index = Sorted.LastAtOrBefore(_entries, static entry => entry.At, at);
        return index < 0 && _entries.Count > 0 && _entries[0].At <= at + grace ? 0 : index;
    }

    /// <summary>Number of the last JSON answer with status 200 up to the given one; -1 where there is none.</summary>
    public int LastGoodJson(int index)
    {
        while (index >= 0 && _entries[index] is not { Kind: AnswerKind.Json, Status: 200 })
        {
            index--;
        }

        return index;
    }

    public long At(int index) => _entries[index].At;

    public bool IsDown(int index) => _entries[index].Kind == AnswerKind.Down;

    public RecordedAnswer Read(int index)
    {
        var entry = _entries[index];
        return entry.Kind switch
        {
            AnswerKind.Down => RecordedAnswer.Down,
            AnswerKind.Json => new(entry.Status, true, bodies.Read(entry.Body)),
            _ => new(entry.Status, false, ReadText(index)),
        };
    }

    private byte[] ReadText(int index)
    {
        var length = 0;
        for (var i = index; i >= 0; i = _entries[i].TextBefore)
        {
            length = checked(length + _entries[i].Body.Length);
        }

        var text = new byte[length];
        for (var i = index; i >= 0; i = _entries[i].TextBefore)
        {
            length -= _entries[i].Body.Length;
            bodies.Read(_entries[i].Body, text.AsSpan(length));
        }

        return text;
    }
}
