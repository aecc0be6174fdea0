using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Monitoring.Polling.Logs;

/// <summary>
/// Picks the failures out of log entries. The JobManager's log repeats what its TaskManagers failed of (a task that switched to FAILED, a file that could
/// not be fetched): such an entry speaks of that TaskManager, not of the JobManager.
/// </summary>
internal static partial class LogFailures
{
    private const string JobManager = "jobmanager";

    /// <summary>The failure that an entry tells of, or null.</summary>
    /// <param name="entry">One entry.</param>
    /// <param name="source">The REST path of its file.</param>
    /// <param name="processId">Whose log it is.</param>
    /// <param name="at">When it was written.</param>
    public static FailureText? In(LogEntry entry, string source, string processId, DateTimeOffset at)
    {
        if (!FailureTextClassifier.MayBeFailure(entry.Text))
        {
            return null;
        }

        var isRelayed = string.Equals(processId, JobManager, StringComparison.Ordinal) && Relayed().IsMatch(entry.Text);
        var said = FailureTextClassifier.Classify(entry.Text, isRelayed || !string.Equals(processId, JobManager, StringComparison.Ordinal) ? "taskmanager" : JobManager);
        if (said.Class is null || (said.Class is SymptomClass.NotMemory && (isRelayed || IsQuiet(entry))))
        {
            return null;
        }

        var line = entry.Line is { } number ? $"{source}:{number}" : source;
        return new(at, line, isRelayed ? TaskManagerIn(entry.Text) : processId, JobIn(entry.Text), entry.Text, said.Class, said.IsConsequence);
    }

    /// <summary>Flink says at INFO much that has the words of a failure and is none.</summary>
    private static bool IsQuiet(LogEntry entry) => Quiet().IsMatch(entry.Text);

    private static string? TaskManagerIn(string text) => TaskManager().Match(text) is { Success: true } found ? found.Groups["id"].Value : null;

    private static string? JobIn(string text) => Job().Match(text) is { Success: true } found ? found.Groups["id"].Value : null;

    [GeneratedRegex(@"^\S+ \S+ +(INFO|DEBUG|TRACE)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Quiet();

    [GeneratedRegex(@"switched from (state )?\w+ to |reached (a )?terminal state|\.rest\.handler\.|VertexThreadInfoTracker|Failed to transfer file from TaskExecutor", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Relayed();

    [GeneratedRegex(@" on (?<id>\S+) @ |TaskExecutor (?<id>[^\s]+?)\.?(\s|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex TaskManager();

    [GeneratedRegex(@"\bJob (.* \()?(?<id>[0-9a-f]{32})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Job();
}
