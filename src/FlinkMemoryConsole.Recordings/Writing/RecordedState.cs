namespace FlinkMemoryConsole.Recordings.Writing;

/// <summary>What a writer remembers of a path so that it writes only what changed.</summary>
internal sealed class RecordedState
{
    /// <summary>The path last did not answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>Status and hash of the last JSON answer.</summary>
    public (int Status, UInt128 Hash)? Json { get; set; }

    /// <summary>How far the last text goes.</summary>
    public TextMark? Text { get; set; }

    /// <summary>All metrics as they were last written.</summary>
    public Dictionary<string, string?>? Metrics { get; set; }

    /// <summary>The metrics are what the path last answered, rather than an error.</summary>
    public bool AreMetricsInForce { get; set; }
}
