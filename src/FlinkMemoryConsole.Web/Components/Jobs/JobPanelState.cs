using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>The states of a job's panels.</summary>
public static class JobPanelState
{
    private static readonly TimeSpan OldReading = TimeSpan.FromMinutes(2);

    /// <summary>Of the table of operators.</summary>
    public static PanelState OfOperators(JobScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        const string WhyNone = "Flink has not told the operators of this job yet (GET /jobs/:id).";
        if (scene.Job.Vertices.IsEmpty || Ended(scene, WhyNone) is { } || scene.Newest is not { } newest)
        {
            return Ended(scene, WhyNone) ?? PanelState.Of(scene.Snapshot, !scene.Job.Vertices.IsEmpty, WhyNone);
        }

        var oldest = 4 * scene.Snapshot.Connection.Interval > OldReading ? 4 * scene.Snapshot.Connection.Interval : OldReading;
        return scene.Snapshot.Connection.State is ConnectionState.Live && scene.Shown.To >= scene.Now - oldest && scene.Now - newest > oldest
            ? new PanelState.Stale(newest, "Flink has no newer values of this job's subtasks")
            : PanelState.Of(scene.Snapshot, hasData: true, WhyNone);
    }

    /// <summary>Of all that speaks of network buffers.</summary>
    public static PanelState OfBuffers(JobScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return scene.Buffers is JobBuffersAnswer.Unknown unknown ? PanelState.Of(scene.Snapshot, hasData: false, unknown.Why)
            : PanelState.Of(scene.Snapshot, hasData: true, "");
    }

    private static PanelState? Ended(JobScene scene, string whyNone) => scene.Job is { EndedAt: { } ended, Vertices.IsEmpty: var isEmpty }
        ? isEmpty ? PanelState.Of(scene.Snapshot, hasData: false, whyNone) : new PanelState.Stale(ended, "the job runs no more")
        : null;
}
