using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Failure texts by what they speak of.</summary>
internal static class MemoryWords
{
    /// <summary>Whether the words name a kind of memory.</summary>
    public static bool NamesMemory(FailureText text) =>
        text is { IsConsequence: false, Class: not null and not SymptomClass.NotMemory and not SymptomClass.SlowCheckpoint and not SymptomClass.DataSkew };

    /// <summary>Whether this process has words of memory in the range.</summary>
    public static bool AnyOf(ClusterEvidence evidence, string processId, DateTimeOffset from, DateTimeOffset to) =>
        evidence.FailureTexts.Any(text => NamesMemory(text) && text.Class is not SymptomClass.RocksDbMemory && text.At >= from && text.At <= to && ProcessLoss.Speaks(text, processId));

    /// <summary>The texts of one class, by the process that they speak of; a text that names none is the only TaskManager's where there is but one.</summary>
    public static ILookup<string?, FailureText> Of(ClusterEvidence evidence, string symptom) =>
        evidence.FailureTexts.Where(text => string.Equals(text.Class, symptom, StringComparison.Ordinal)).ToLookup(text => ProcessOf(evidence, text), StringComparer.Ordinal);

    /// <summary>The texts of one class, by the job that they belong to; a log that names none is about the only job where there is but one.</summary>
    public static ILookup<string?, FailureText> OfJobs(ClusterEvidence evidence, string symptom) =>
        evidence.FailureTexts.Where(text => string.Equals(text.Class, symptom, StringComparison.Ordinal))
            .OrderBy(text => text.JobId is null)
            .ToLookup(text => text.JobId ?? evidence.Jobs.FirstOrDefault(job => text.Text.Contains(job.Id, StringComparison.Ordinal))?.Id ?? (evidence.Jobs is [var only] ? only.Id : null), StringComparer.Ordinal);

    private static string? ProcessOf(ClusterEvidence evidence, FailureText text)
    {
        if (text.ProcessId is { } id && id is not Entities.JobManager)
        {
            return id;
        }

        if (text.Class is SymptomClass.JobManagerHeapOom)
        {
            return Entities.JobManager;
        }

        if (evidence.TaskManagers.FirstOrDefault(taskManager => ProcessLoss.Speaks(text with { ProcessId = null }, taskManager.Id)) is { } named)
        {
            return named.Id;
        }

        // A job's failure as a whole repeats a task's exception of the same moment, without its place.
        var twin = evidence.FailureTexts.FirstOrDefault(other => string.Equals(other.Class, text.Class, StringComparison.Ordinal) && other.ProcessId is not null and not Entities.JobManager
            && (text.JobId is null || other.JobId is null || string.Equals(other.JobId, text.JobId, StringComparison.Ordinal)) && (other.At - text.At).Duration() < TimeSpan.FromMinutes(1));
        return twin?.ProcessId ?? (evidence.TaskManagers is [var only] ? only.Id : null);
    }
}
