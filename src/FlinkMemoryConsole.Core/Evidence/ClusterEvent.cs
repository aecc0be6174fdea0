namespace FlinkMemoryConsole.Core.Evidence;

/// <summary>What happened to the cluster, to be marked on every chart.</summary>
public enum ClusterEventKind
{
    JobStarted,
    JobRestarted,
    JobFailed,
    JobEnded,
    TaskManagerRegistered,
    TaskManagerLost,
    JobManagerRestarted,
    ConfigurationChanged,
    CheckpointFailed,
    FindingOpened,
    FindingClosed,
}

/// <summary>One event.</summary>
/// <param name="At">When it happened, or was first seen.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Id of the TaskManager, job or finding.</param>
/// <param name="Text">A few words for a label: <c>click-enrichment restarted</c>.</param>
public sealed record ClusterEvent(DateTimeOffset At, ClusterEventKind Kind, string Subject, string Text);
