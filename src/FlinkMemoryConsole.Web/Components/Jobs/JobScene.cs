using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What all parts of a job's page look at.</summary>
/// <param name="Snapshot">The newest state of the cluster.</param>
/// <param name="Shown">The time that the page shows; values are the last ones in it.</param>
/// <param name="Address">What the URL asks for.</param>
/// <param name="Buffers">What the job needs, or why nobody can say.</param>
/// <param name="Newest">When a subtask was last heard of in the time shown; null where none was.</param>
/// <param name="Operators">Sources first, with their last values.</param>
public sealed record JobScene(
    ClusterSnapshot Snapshot, JobEvidence Job, TimeSpanOfRange Shown, JobAddress Address, PageLinks Links, JobBuffersAnswer Buffers, DateTimeOffset? Newest, ImmutableArray<OperatorRow> Operators)
{
    /// <summary>The moment that the evidence speaks of.</summary>
    public DateTimeOffset Now => Snapshot.Evidence.Now;

    /// <summary>It runs no more, as Flink says, or the JobManager has forgotten it.</summary>
    public bool HasEnded => Job.EndedAt is not null;

    /// <summary>Findings that name the job, open ones first, the most severe first.</summary>
    public ImmutableArray<Finding> Findings =>
    [
        .. Snapshot.Document.Findings.Where(finding => SymptomClass.IsOfOneRun(finding.Class) && finding.JobId is { } id
                ? string.Equals(id, Job.Id, StringComparison.Ordinal)
                : string.Equals(finding.Job, Job.Name, StringComparison.Ordinal) && IsOfItsTime(finding))
            .OrderBy(finding => finding.Until is not null).ThenByDescending(finding => finding.Severity),
    ];

    /// <summary>The last restart in the time watched; null where there was none.</summary>
    public DateTimeOffset? RestartedAt => Snapshot.Evidence.Events
        .LastOrDefault(happened => happened.Kind is ClusterEventKind.JobRestarted && string.Equals(happened.Subject, Job.Id, StringComparison.Ordinal))?.At;

    public static JobScene Of(ClusterSnapshot snapshot, JobEvidence job, TimeSpanOfRange shown, JobAddress address, PageLinks links)
    {
        ArgumentNullException.ThrowIfNull(snapshot);

        var newest = OperatorRow.Newest(job, shown);
        return new(snapshot, job, shown, address, links, SeenBuffers.Of(snapshot.Evidence, job), newest, OperatorRow.Of(job, shown, newest));
    }

    /// <summary>This page at another address.</summary>
    public string To(JobAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Links.Range.On(address.On(new PageLinks(Links.Cluster, TimeRange.Default).Job(Job.Id)));
    }

    /// <summary>
    /// A job that is submitted again has the same name: a finding belongs to the run in which it began. One that began before and goes on belongs to this run, too, where it is about a
    /// TaskManager that this run uses.
    /// </summary>
    private bool IsOfItsTime(Finding finding) =>
        (Job.StartedAt is not { } started || finding.Until is not { } until || until >= started) && (Job.EndedAt is not { } ended || finding.Since <= ended)
        && (string.Equals(RunOf(finding)?.Id ?? Job.Id, Job.Id, StringComparison.Ordinal) || (finding.Until is null && finding.TaskManagers.Any(Uses)));

    private JobEvidence? RunOf(Finding finding)
    {
        var runs = Snapshot.Evidence.Jobs.Where(run => string.Equals(run.Name, Job.Name, StringComparison.Ordinal) && run.StartedAt is not null).OrderBy(run => run.StartedAt).ToList();
        return runs.LastOrDefault(run => run.StartedAt <= finding.Since) ?? runs.FirstOrDefault();
    }

    private bool Uses(string taskManager) => Job.Vertices.Any(vertex => vertex.Subtasks.Any(subtask => string.Equals(subtask.TaskManagerId, taskManager, StringComparison.Ordinal)));
}
