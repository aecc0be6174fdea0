namespace FlinkMemoryConsole.Recordings;

/// <summary>What one path answered at a moment.</summary>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="IsJson">Whether the body is JSON (as Flink wrote it, without line breaks); otherwise it is text in UTF-8.</param>
public sealed record RecordedAnswer(int Status, bool IsJson, ReadOnlyMemory<byte> Body)
{
    /// <summary>The server did not answer within ten seconds, or not at all.</summary>
    public static RecordedAnswer Down { get; } = new(0, false, default);

    /// <summary>Whether there was no answer.</summary>
    public bool IsDown => Status == 0;
}
