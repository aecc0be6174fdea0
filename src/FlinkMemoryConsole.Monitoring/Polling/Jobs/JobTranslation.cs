using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Jobs;

/// <summary>From Flink's words for jobs, vertices, exceptions and checkpoints to evidence.</summary>
internal static class JobTranslation
{
    private const int TextLines = 24;

    public static VertexEvidence With(this VertexEvidence known, JobVertexResponse told) => known with
    {
        Name = told.Name ?? known.Name,
        Parallelism = told.Parallelism ?? known.Parallelism,
        Status = told.Status ?? known.Status,
    };

    public static SubtaskEvidence Translate(this SubtaskResponse subtask) => new(
        subtask.Subtask,
        subtask.TaskManagerId is { Length: > 0 } id && id[0] != '(' ? id : null,
        subtask.Status ?? "",
        subtask.Attempt ?? 0,
        subtask.StartTime,
        subtask.Metrics?.ReadRecords,
        subtask.Metrics?.WriteRecords);

    /// <summary>The history with what happened at the same time, oldest first.</summary>
    public static ImmutableArray<JobExceptionEntry> Translate(this JobExceptionsResponse told, DateTimeOffset now) =>
    [
        .. told.ExceptionHistory.Entries
            .SelectMany(entry => entry.ConcurrentExceptions.Prepend(entry), (parent, entry) => Translate(entry, entry.Timestamp ?? parent.Timestamp ?? now))
            .DistinctBy(entry => (entry.At, entry.StackTrace, entry.TaskName))
            .OrderBy(entry => entry.At),
    ];

    public static CheckpointEvidence Translate(this CheckpointingStatisticsResponse told) => new(
        told.Counts.Completed ?? 0,
        told.Counts.Failed ?? 0,
        told.Counts.InProgress ?? 0,
        [
            .. told.History.Concat(told.Latest?.Failed is { } failed ? [failed] : [])
                .DistinctBy(checkpoint => checkpoint.Id)
                .Where(checkpoint => checkpoint.TriggerTimestamp is not null)
                .OrderBy(checkpoint => checkpoint.Id)
                .Select(Translate),
        ]);

    /// <summary>An exception's own words, with the class that they name.</summary>
    public static FailureText ToFailureText(this JobExceptionEntry entry, string jobId)
    {
        var said = FailureTextClassifier.Classify(entry.StackTrace, entry.TaskManagerId is null ? null : "taskmanager");
        return new(entry.At, $"/jobs/{jobId}/exceptions", entry.TaskManagerId, jobId, Shortened(entry.StackTrace), said.Class, said.IsConsequence);
    }

    /// <summary>A checkpoint's failure message, with the class that it names.</summary>
    public static FailureText ToFailureText(this CheckpointEntry checkpoint, string jobId)
    {
        var said = FailureTextClassifier.Classify(checkpoint.FailureMessage!);
        return new(checkpoint.EndedAt(), $"/jobs/{jobId}/checkpoints", null, jobId, Shortened($"Checkpoint {checkpoint.Id} failed: {checkpoint.FailureMessage}"), said.Class, said.IsConsequence);
    }

    public static DateTimeOffset EndedAt(this CheckpointEntry checkpoint) => checkpoint.TriggeredAt + (checkpoint.Duration ?? TimeSpan.Zero);

    private static JobExceptionEntry Translate(JobExceptionResponse told, DateTimeOffset at) => new(
        at,
        told.ExceptionName,
        told.Stacktrace ?? told.ExceptionName,
        told.TaskName,
        told.TaskManagerId is { Length: > 0 } id && id[0] != '(' ? id : null);

    private static CheckpointEntry Translate(CheckpointResponse told) => new(
        told.Id,
        told.Status,
        told.TriggerTimestamp!.Value,
        Duration(told),
        told.StateSize ?? told.CheckpointedSize,
        told.FailureMessage);

    private static TimeSpan? Duration(CheckpointResponse told) => told switch
    {
        { EndToEndDuration: > 0 and var milliseconds } => TimeSpan.FromMilliseconds(milliseconds),
        { FailureTimestamp: { } failed, TriggerTimestamp: { } triggered } when failed >= triggered => failed - triggered,
        _ => null,
    };

    /// <summary>The message, the first frames and every cause: what a person reads of a stack.</summary>
    private static string Shortened(string stack)
    {
        var lines = stack.Split('\n').Select(line => line.TrimEnd()).ToList();
        var kept = lines.Where((line, index) => index < TextLines / 2 || line.StartsWith("Caused by:", StringComparison.Ordinal)).ToList();
        return string.Join('\n', kept.Count <= TextLines ? kept : [.. kept.Take(TextLines / 2), .. kept.TakeLast(TextLines / 2)]).TrimEnd();
    }
}
