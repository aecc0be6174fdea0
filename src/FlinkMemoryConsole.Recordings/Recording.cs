using FlinkMemoryConsole.Recordings.Reading;

namespace FlinkMemoryConsole.Recordings;

/// <summary>
/// Everything a cluster answered over a time, opened from a file. Answers "what did this path say at that moment" at once, from any number of threads.
/// Costs memory for its index and up to 64 MB of bodies; more goes to a temporary file until it is disposed.
/// </summary>
public sealed class Recording : IDisposable
{
    private readonly RecordingContents _contents;
    private readonly BodyStore _bodies;

    private Recording(RecordingContents contents, BodyStore bodies)
    {
        _contents = contents;
        _bodies = bodies;
        Flink = contents.Of(null) ?? new RecordedSource(bodies);
    }

    /// <summary>When the recorder started; the epoch when the file does not say.</summary>
    public DateTimeOffset StartedAt => _contents.StartedAt;

    /// <summary>From the start to the last line that could be read.</summary>
    public TimeSpan Duration => TimeSpan.FromMilliseconds(_contents.Length);

    /// <summary>How often the recorder asked; two seconds when the file does not say.</summary>
    public TimeSpan Every => _contents.Every;

    /// <summary>What its maker wrote about it; may be empty.</summary>
    public string Note => _contents.Note;

    /// <summary>Why the file does not reach its proper end, as part of a sentence about the file; null when it was closed properly. What was read is good.</summary>
    public string? Cut => _contents.Cut;

    /// <summary>Lines that were not understood and left out.</summary>
    public int SkippedLines => _contents.SkippedLines;

    /// <summary>Endpoints other than Flink's REST API that were recorded beside it.</summary>
    public IReadOnlyCollection<string> Sources => _contents.Sources;

    internal RecordedSource Flink { get; }

    internal long SpilledBytes => _bodies.Spilled;

    /// <summary>Opens a recording, compressed or plain.</summary>
    /// <exception cref="RecordingFormatException">The file is no recording.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<Recording> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 << 10, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await OpenAsync(file, Path.GetFileName(path), cancellationToken);
    }

    /// <summary>Opens a recording, compressed or plain; reads the stream to its end and leaves it open.</summary>
    /// <param name="stream">Need not be seekable.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="RecordingFormatException">The stream holds no recording.</exception>
    public static Task<Recording> OpenAsync(Stream stream, string name = "The stream", CancellationToken cancellationToken = default) =>
        OpenAsync(stream, name, new BodyStore(), cancellationToken);

    /// <summary>What a path answered at a moment; null when it was not asked yet, or never. Metrics are found by <see cref="MetricsAt"/>.</summary>
    /// <param name="path">As recorded, such as <c>/jobs/overview</c>.</param>
    /// <param name="at">Since the start. An answer counts from one round of the recorder (<see cref="Every"/>) before it was first got.</param>
    /// <param name="source">One of <see cref="Sources"/>, or null for Flink.</param>
    public RecordedAnswer? AnswerAt(string path, TimeSpan at, string? source = null) =>
        _contents.Of(source)?.AnswerAt(path, (long)at.TotalMilliseconds);

    /// <summary>All metrics of a collection such as <c>/jobmanager/metrics</c> at a moment, by name, as texts; null when they were not asked yet, or never.</summary>
    public IReadOnlyDictionary<string, string?>? MetricsAt(string path, TimeSpan at, string? source = null) =>
        _contents.Of(source)?.MetricsAt(path, (long)at.TotalMilliseconds);

    /// <summary>Every path that was recorded.</summary>
    public IEnumerable<string> Paths(string? source = null) =>
        _contents.Of(source) is { } recorded ? recorded.Answers.Keys.Union(recorded.Metrics.Keys, StringComparer.Ordinal) : [];

    /// <inheritdoc/>
    public void Dispose() => _bodies.Dispose();

    internal static async Task<Recording> OpenAsync(Stream stream, string name, BodyStore bodies, CancellationToken cancellationToken)
    {
        try
        {
            RecordingReader reader = new(bodies, name);
            await reader.ReadAsync(stream, cancellationToken);
            return new Recording(reader.Contents, bodies);
        }
        catch
        {
            bodies.Dispose();
            throw;
        }
    }
}
