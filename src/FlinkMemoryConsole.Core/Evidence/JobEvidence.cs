using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Core.Evidence;

/// <summary>A job as <c>/jobs/overview</c>, <c>/jobs/:id</c>, its exceptions and checkpoints show it.</summary>
public sealed record JobEvidence
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Flink's job state: RUNNING, RESTARTING, FAILED, CANCELED, FINISHED, …</summary>
    public required string State { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Job-scope metrics (restarts, checkpoints).</summary>
    public required MetricWindows Windows { get; init; }

    public ImmutableArray<VertexEvidence> Vertices { get; init; } = [];

    /// <summary>The plan that Flink deploys, its vertices as <see cref="VertexEvidence.Id"/> names them; null where it was not told, or not decided yet.</summary>
    public JobGraph? Graph { get; init; }

    /// <summary>Flink's exception history, oldest first.</summary>
    public ImmutableArray<JobExceptionEntry> Exceptions { get; init; } = [];

    /// <summary>Null where the job has no checkpoints or was not asked.</summary>
    public CheckpointEvidence? Checkpoints { get; init; }

    /// <summary>The job's state backend in Flink's words (<c>HashMapStateBackend</c>, <c>EmbeddedRocksDBStateBackend</c>); null when unknown.</summary>
    public string? StateBackend { get; init; }
}

/// <summary>A vertex of the job: one chain of operators.</summary>
public sealed record VertexEvidence
{
    public required string Id { get; init; }

    /// <summary>The chain's name as Flink shows it, <c>Source: Clicks -> Enrich clicks</c>.</summary>
    public required string Name { get; init; }

    public required int Parallelism { get; init; }

    public required string Status { get; init; }

    public ImmutableArray<SubtaskEvidence> Subtasks { get; init; } = [];

    /// <summary>Metrics of the subtasks under <c>index.name</c>, for example <c>0.busyTimeMsPerSecond</c>.</summary>
    public required MetricWindows Windows { get; init; }
}

/// <summary>Where a subtask runs and what went through it; counts are null while Flink has none.</summary>
public sealed record SubtaskEvidence(int Index, string? TaskManagerId, string Status, int Attempt, DateTimeOffset? StartedAt, long? RecordsIn, long? RecordsOut);

/// <summary>An entry of the exception history; <paramref name="StackTrace"/> holds its causes too.</summary>
public sealed record JobExceptionEntry(DateTimeOffset At, string ExceptionName, string StackTrace, string? TaskName, string? TaskManagerId);

/// <summary>Checkpoint counts and the last ones.</summary>
public sealed record CheckpointEvidence(long Completed, long Failed, long InProgress, ImmutableArray<CheckpointEntry> History);

/// <summary>One checkpoint; sizes in bytes, null while unknown.</summary>
public sealed record CheckpointEntry(long Id, string Status, DateTimeOffset TriggeredAt, TimeSpan? Duration, long? StateBytes, string? FailureMessage);
