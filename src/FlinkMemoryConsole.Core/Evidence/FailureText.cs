namespace FlinkMemoryConsole.Core.Evidence;

/// <summary>A failure in its own words: an exception of a job, an error in a log, a checkpoint's failure message.</summary>
/// <param name="At">When it happened as far as the text tells, else when it was read.</param>
/// <param name="Source">Where it stands: the REST path, with the line of a log (<c>/taskmanagers/tm-1/log:812</c>).</param>
/// <param name="ProcessId">The process that said it or that it speaks of: a TaskManager's id, <c>jobmanager</c>, or null.</param>
/// <param name="JobId">The job that it belongs to, if it does.</param>
/// <param name="Text">The words themselves, at most some lines.</param>
/// <param name="Class">The symptom that the words name (<see cref="Symptoms.SymptomClass"/>), <c>not-memory</c>, or null when they name none.</param>
/// <param name="IsConsequence">It tells what followed (a lost connection, a suppressed recovery), not why.</param>
public sealed record FailureText(
    DateTimeOffset At,
    string Source,
    string? ProcessId,
    string? JobId,
    string Text,
    string? Class,
    bool IsConsequence);
