using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Core.Evidence;

/// <summary>All that a detector, a wizard or a panel may see about a cluster at a moment. What is not known is null or absent, never zero.</summary>
public sealed record ClusterEvidence
{
    /// <summary>The cluster's name in the console's settings, or the recording's name.</summary>
    public required string Cluster { get; init; }

    /// <summary>Since when the console has been watching.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The moment that this evidence speaks of: the clock's time live, the recording's time in a replay.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>As Flink prints it, <c>1.20.5</c>; null until the cluster has answered once.</summary>
    public string? FlinkVersion { get; init; }

    /// <summary>
    /// <c>GET /jobmanager/config</c>: the JobManager's components are resolved there, the <c>taskmanager.*</c> entries are what the user wrote for
    /// the JobManager's process (a TaskManager may have been started with others). Secrets are masked by Flink.
    /// </summary>
    public FlinkConfiguration Configuration { get; init; } = FlinkConfiguration.Empty;

    public required JobManagerEvidence JobManager { get; init; }

    /// <summary>Registered ones and those that were lost in the window, by id.</summary>
    public ImmutableArray<TaskManagerEvidence> TaskManagers { get; init; } = [];

    /// <summary>All jobs that the cluster still knows and those that vanished in the window, newest first.</summary>
    public ImmutableArray<JobEvidence> Jobs { get; init; } = [];

    /// <summary>What failed, in its own words, oldest first.</summary>
    public ImmutableArray<FailureText> FailureTexts { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<ClusterEvent> Events { get; init; } = [];

    /// <summary>What could be seen, and what not and why.</summary>
    public ImmutableArray<Coverage> Coverage { get; init; } = [];

    /// <summary>The TaskManager of that id, or null.</summary>
    public TaskManagerEvidence? TaskManager(string id) => TaskManagers.FirstOrDefault(taskManager => string.Equals(taskManager.Id, id, StringComparison.Ordinal));
}
