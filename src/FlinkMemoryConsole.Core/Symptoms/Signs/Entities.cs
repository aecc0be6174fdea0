using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>What findings are about, in the words of the document.</summary>
internal static class Entities
{
    public const string JobManager = "jobmanager";
    public const string TaskManager = "taskmanager";
    public const string Job = "job";

    public static string FindingId(string symptom, string entity) => $"{symptom}:{entity}";

    /// <summary>
    /// The jobs that had subtasks on this TaskManager, those that failed or restarted first. Where a restart has moved all subtasks away, the only job, or those that failed.
    /// </summary>
    public static IReadOnlyList<JobEvidence> JobsOn(ClusterEvidence evidence, string taskManagerId)
    {
        List<JobEvidence> jobs = [.. evidence.Jobs
            .Where(job => job.Vertices.Any(vertex => vertex.Subtasks.Any(subtask => string.Equals(subtask.TaskManagerId, taskManagerId, StringComparison.Ordinal)))
                || job.Exceptions.Any(exception => string.Equals(exception.TaskManagerId, taskManagerId, StringComparison.Ordinal)))
            .OrderByDescending(job => job.Exceptions.Length > 0)];
        return jobs.Count > 0 ? jobs : evidence.Jobs.Length == 1 ? evidence.Jobs : [.. evidence.Jobs.Where(job => job.Exceptions.Length > 0)];
    }

    /// <summary>The first of those jobs; null where there is none.</summary>
    public static JobEvidence? JobOn(ClusterEvidence evidence, string taskManagerId) => JobsOn(evidence, taskManagerId) is [var first, ..] ? first : null;

    public static JobEvidence? JobOf(ClusterEvidence evidence, string? id) => id is null ? null : evidence.Jobs.FirstOrDefault(job => string.Equals(job.Id, id, StringComparison.Ordinal));
}
