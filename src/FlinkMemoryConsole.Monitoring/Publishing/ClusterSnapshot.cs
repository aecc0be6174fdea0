using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Monitoring.Publishing;

/// <summary>What one poll left to be read: immutable, but for the windows inside the evidence, which any thread may read.</summary>
public sealed record ClusterSnapshot(ClusterConnection Connection, ClusterEvidence Evidence, FindingsDocument Document);

public enum ConnectionState
{
    /// <summary>No answer yet.</summary>
    Connecting,

    /// <summary>The last round was answered.</summary>
    Live,

    /// <summary>The last round was not answered, or only in part; what is shown is the last known state.</summary>
    Stale,
}

/// <summary>How fresh the data is.</summary>
/// <param name="State">Whether the last round was answered.</param>
/// <param name="LastAnswer">When the cluster last answered; null before the first.</param>
/// <param name="Problem">Why the last round was not answered, in words for a person; null when it was.</param>
/// <param name="Interval">Time between two rounds.</param>
public sealed record ClusterConnection(ConnectionState State, DateTimeOffset? LastAnswer, string? Problem, TimeSpan Interval);
