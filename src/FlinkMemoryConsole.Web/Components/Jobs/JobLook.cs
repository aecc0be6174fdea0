using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>States of Flink as they look.</summary>
public static class JobLook
{
    /// <summary>Of a job. RUNNING with subtasks that do not is not well; one that the JobManager has forgotten keeps its last state, but is over.</summary>
    public static SeverityLook Of(JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.EndedAt is not null && job.State is not "FAILED" ? SeverityLook.Resolved
            : job.State is "RUNNING" && job.Vertices.Any(vertex => vertex.Status is not ("RUNNING" or "FINISHED")) ? SeverityLook.Warning
            : OfState(job.State);
    }

    /// <summary>How many of its subtasks run: a job is RUNNING, too, while they wait for slots.</summary>
    public static string Subtasks(JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var all = job.Vertices.Sum(vertex => (long)vertex.Parallelism);
        var running = job.Vertices.Sum(vertex => vertex.Subtasks.Count(subtask => subtask.Status is "RUNNING"));
        return job.EndedAt is null && running < all ? string.Create(CultureInfo.InvariantCulture, $"{running:#,0} of {PlanWords.Count(all, "subtask")} running") : PlanWords.Count(all, "subtask");
    }

    /// <summary>Of a vertex or a subtask of that job: what is left of an ended job's states is its past.</summary>
    public static SeverityLook OfPart(JobEvidence job, string state)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.EndedAt is not null && state is not "FAILED" ? SeverityLook.Resolved : OfState(state);
    }

    /// <summary>Of a job, a vertex or a subtask.</summary>
    public static SeverityLook OfState(string state) => state switch
    {
        "RUNNING" => SeverityLook.Healthy,
        "FAILED" or "FAILING" => SeverityLook.Critical,
        "RESTARTING" or "CREATED" or "SCHEDULED" or "DEPLOYING" or "INITIALIZING" or "RECONCILING" => SeverityLook.Warning,
        _ => SeverityLook.Resolved,
    };
}
