using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.Monitoring.Polling.Logs;

/// <summary>
/// Reads what is new in the files of one process. Flink's REST server sends whole files only, so a file is asked for when the list of files says that
/// something was written, and a large one less often.
/// </summary>
internal sealed class LogReader(ProcessFiles files)
{
    /// <summary>What is kept of a piece, from its end.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>What one process's log may cost on the wire in a second, averaged.</summary>
    private const double BytesASecond = 256 << 10;

    private readonly ChangeGate _gate = new(TimeSpan.FromMinutes(10));
    private readonly FileCursor _log = new();
    private readonly FileCursor _stdout = new();
    private readonly HashSet<string> _rolledRead = new(StringComparer.Ordinal);
    private DateTimeOffset _notBefore;
    private bool _isNewLife = true;

    /// <summary>Another process writes these files now: what was rolled away belongs to the one before.</summary>
    public void BeginLife() => _isNewLife = true;

    /// <summary>Everything that was written since the last time.</summary>
    public async Task<LogNews> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = await files.ListAsync(cancellationToken);
        var list = answer.ValueOrDefault?.Logs ?? [];
        if (answer is FlinkAnswer<LogListResponse>.Answered && (now < _notBefore || !_gate.Opens(Signature(list), now)))
        {
            return LogNews.Nothing;
        }

        List<LogPiece> pieces = [];
        if (_isNewLife)
        {
            await ReadRolledAsync(list, pieces, now, cancellationToken);
        }

        var log = await files.ReadLogAsync(_log.Next(MostBytes), cancellationToken);
        Add(pieces, _log, log, $"{files.Path}/log", now);
        if (list.Count == 0 || list.Any(file => IsStdout(file) && file.Size != 0))
        {
            Add(pieces, _stdout, await files.ReadStdoutAsync(_stdout.Next(MostBytes), cancellationToken), $"{files.Path}/stdout", WrittenAt(list, now));
        }

        _notBefore = now + TimeSpan.FromSeconds(_log.Length / BytesASecond);
        if (log is FlinkAnswer<TextChunk>.Failed failed)
        {
            _gate.Reopen();
            return new(pieces, failed.Reason);
        }

        return new(pieces, null);
    }

    /// <summary>After a restart the words of the process before are in the youngest rolled file.</summary>
    private async Task ReadRolledAsync(IReadOnlyList<LogInfoResponse> list, List<LogPiece> pieces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _isNewLife = list.Count == 0;
        foreach (var file in list.Where(file => file.Name.EndsWith(".log.1", StringComparison.Ordinal) && _rolledRead.Add($"{file.Name} {file.Size}")))
        {
            FileCursor cursor = new();
            Add(pieces, cursor, await files.ReadFileAsync(file.Name, cursor.Next(MostBytes), cancellationToken), $"{files.Path}/logs/{file.Name}", file.ModifiedAt ?? now);
        }
    }

    private static void Add(List<LogPiece> pieces, FileCursor cursor, FlinkAnswer<TextChunk> answer, string source, DateTimeOffset writtenAt)
    {
        if (answer is FlinkAnswer<TextChunk>.Answered { Value: var chunk })
        {
            pieces.Add(new(source, writtenAt, cursor.Take(chunk)));
        }
    }

    private static DateTimeOffset WrittenAt(IReadOnlyList<LogInfoResponse> list, DateTimeOffset now) =>
        list.Where(IsStdout).Select(file => file.ModifiedAt).Max() ?? now;

    private static bool IsStdout(LogInfoResponse file) => file.Name.EndsWith(".out", StringComparison.Ordinal);

    private static string Signature(IReadOnlyList<LogInfoResponse> list) =>
        string.Join(' ', list.Where(file => file.Name.EndsWith(".log", StringComparison.Ordinal) || IsStdout(file)).Select(file => $"{file.Name}:{file.Size}"));
}

/// <summary>How far a file was read, and its entries.</summary>
internal sealed class FileCursor
{
    private readonly LogEntries _entries = new();
    private TextPosition _position = TextPosition.Start;

    public long Length => _position.Bytes;

    public TextWindow Next(int mostBytes) => new(_position, mostBytes);

    public IReadOnlyList<LogEntry> Take(TextChunk chunk)
    {
        if (chunk.StartedOver || chunk.Skipped > 0)
        {
            _entries.Restart(isWholeFile: chunk.From == 0);
        }

        _position = chunk.Position;
        return _entries.Add(chunk.Text);
    }
}

/// <summary>What a look into a process's files brought.</summary>
/// <param name="Pieces">One a file.</param>
/// <param name="Problem">Why the log could not be read; null when it could.</param>
internal sealed record LogNews(IReadOnlyList<LogPiece> Pieces, string? Problem)
{
    public static LogNews Nothing { get; } = new([], null);
}

/// <summary>What is new in a file.</summary>
/// <param name="Source">Its REST path.</param>
/// <param name="WrittenAt">For entries without a time of their own.</param>
internal sealed record LogPiece(string Source, DateTimeOffset WrittenAt, IReadOnlyList<LogEntry> Entries);
