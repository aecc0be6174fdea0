using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>States of Flink as they look.</summary>
public static class JobLook
{
    /// <summary>Of a job. One that the JobManager has forgotten keeps its last state, but is over.</summary>
    public static SeverityLook Of(JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.EndedAt is not null && job.State is not "FAILED" ? SeverityLook.Resolved : OfState(job.State);
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
