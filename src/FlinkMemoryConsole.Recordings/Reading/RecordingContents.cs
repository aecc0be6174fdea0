namespace FlinkMemoryConsole.Recordings.Reading;

/// <summary>What a reader found in a recording.</summary>
internal sealed class RecordingContents
{
    private readonly Dictionary<string, RecordedSource> _others = new(StringComparer.Ordinal);
    private RecordedSource? _flink;

    public DateTimeOffset StartedAt { get; set; } = DateTimeOffset.UnixEpoch;

    public TimeSpan Every { get; set; }

    public string Note { get; set; } = "";

    public long Length { get; private set; }

    public bool IsClosed { get; private set; }

    public string? Cut { get; set; }

    public int SkippedLines { get; set; }

    public IReadOnlyCollection<string> Sources => _others.Keys;

    /// <summary>The answers of a source (null: Flink); null when nothing of it was recorded.</summary>
    public RecordedSource? Of(string? source) => source is null ? _flink : _others.GetValueOrDefault(source);

    /// <summary>Takes in a line; false when it says nothing that is known.</summary>
    public bool Take(RecordedLine line, ReadOnlySpan<byte> bytes, BodyStore bodies)
    {
        Length = Math.Max(Length, line.At);
        if (line.Path is null)
        {
            IsClosed |= line.IsEnd;
            return line.IsEnd || line.IsRecorderError;
        }

        var source = Of(line.Source);
        if (source is null)
        {
            source = new(bodies) { Grace = (long)Every.TotalMilliseconds };
            if (line.Source is null)
            {
                _flink = source;
            }
            else
            {
                _others[line.Source] = source;
            }
        }

        return source.Add(line, bytes);
    }
}
