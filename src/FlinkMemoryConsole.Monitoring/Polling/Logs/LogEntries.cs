using System.Globalization;

namespace FlinkMemoryConsole.Monitoring.Polling.Logs;

/// <summary>Splits a growing log into entries. What comes in pieces goes in pieces: an unfinished last line is kept for the next piece.</summary>
internal sealed class LogEntries
{
    private const int LinesKept = 30;
    private const int CausesKept = 10;
    private const int LineLength = 1_000;
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss,fff";

    private readonly List<string> _open = [];
    private string _rest = "";
    private bool _isCounted = true;
    private long _line;
    private long _openLine;
    private int _causes;
    private DateTime? _openTime;

    /// <summary>Begins anew.</summary>
    /// <param name="isWholeFile">False: the next piece begins somewhere in the file, and line numbers are not known.</param>
    public void Restart(bool isWholeFile)
    {
        _open.Clear();
        _rest = "";
        _line = 0;
        _isCounted = isWholeFile;
    }

    /// <summary>The entries that are complete with this piece. Its last entry is taken as complete too: a log is not written slower than it is read.</summary>
    public IReadOnlyList<LogEntry> Add(string piece)
    {
        List<LogEntry> entries = [];
        var text = _rest + piece;
        var from = 0;
        for (var end = text.IndexOf('\n', from); end >= 0; end = text.IndexOf('\n', from))
        {
            AddLine(text[from..end].TrimEnd('\r'), entries);
            from = end + 1;
        }

        _rest = text[from..];
        if (_rest.Length > 16 * LineLength)
        {
            _rest = _rest[..LineLength];
        }

        Close(entries);
        return entries;
    }

    private void AddLine(string line, List<LogEntry> entries)
    {
        _line++;
        var time = TimeOf(line);
        if (time is not null || StartsAnew(line))
        {
            Close(entries);
            _openLine = _line;
            _openTime = time;
        }

        if (_open.Count == 0)
        {
            _openLine = _line;
        }

        var isCause = line.StartsWith("Caused by:", StringComparison.Ordinal);
        if (_open.Count < LinesKept || (isCause && _causes < CausesKept))
        {
            _causes += isCause ? 1 : 0;
            _open.Add(line.Length > LineLength ? line[..LineLength] : line);
        }
    }

    /// <summary>In stdout there are no times: a line of its own, that is no frame and no cause, is an entry of its own.</summary>
    private bool StartsAnew(string line) =>
        _openTime is null && line.Length > 0 && !char.IsWhiteSpace(line[0]) && !line.StartsWith("Caused by:", StringComparison.Ordinal);

    private void Close(List<LogEntry> entries)
    {
        if (_open.Count > 0)
        {
            entries.Add(new(_isCounted ? _openLine : null, _openTime, string.Join('\n', _open).TrimEnd()));
        }

        _open.Clear();
        _causes = 0;
        _openTime = null;
    }

    private static DateTime? TimeOf(string line) =>
        line.Length >= TimeFormat.Length
        && DateTime.TryParseExact(line.AsSpan(0, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
}
