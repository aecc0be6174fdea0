namespace FlinkMemoryConsole.Monitoring.Polling.Logs;

/// <summary>One entry of a log: the line that begins with a time, and the lines that belong to it.</summary>
/// <param name="Line">Number of its first line from 1; null where the file was not read from its beginning.</param>
/// <param name="LocalTime">As written, in the process's time zone; null in files without times (stdout).</param>
/// <param name="Text">Its first lines, and all <c>Caused by</c> after them; bounded.</param>
internal sealed record LogEntry(long? Line, DateTime? LocalTime, string Text);
