using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /jobs/:id/checkpoints</c>.</summary>
public sealed record CheckpointingStatisticsResponse
{
    public required CheckpointCountsResponse Counts { get; init; }

    public CheckpointSummaryResponse? Summary { get; init; }

    public LatestCheckpointsResponse? Latest { get; init; }

    /// <summary>Newest first; Flink keeps <c>web.checkpoints.history</c> (10).</summary>
    public IReadOnlyList<CheckpointResponse> History { get; init; } = [];
}

/// <summary>Since the job started. A trigger before all tasks run counts as failed and leaves no entry.</summary>
public sealed record CheckpointCountsResponse
{
    public long? Restored { get; init; }

    public long? Total { get; init; }

    [JsonPropertyName("in_progress")]
    public long? InProgress { get; init; }

    public long? Completed { get; init; }

    public long? Failed { get; init; }
}

/// <summary>Over the completed checkpoints; bytes and milliseconds.</summary>
public sealed record CheckpointSummaryResponse
{
    [JsonPropertyName("checkpointed_size")]
    public StatisticsResponse? CheckpointedSize { get; init; }

    [JsonPropertyName("state_size")]
    public StatisticsResponse? StateSize { get; init; }

    [JsonPropertyName("end_to_end_duration")]
    public StatisticsResponse? EndToEndDuration { get; init; }

    [JsonPropertyName("processed_data")]
    public StatisticsResponse? ProcessedData { get; init; }

    [JsonPropertyName("persisted_data")]
    public StatisticsResponse? PersistedData { get; init; }
}

/// <summary>Percentiles are null until the first checkpoint has completed (Flink says NaN); the rest is 0 until then.</summary>
public sealed record StatisticsResponse
{
    public long? Min { get; init; }

    public long? Max { get; init; }

    public long? Avg { get; init; }

    public double? P50 { get; init; }

    public double? P90 { get; init; }

    public double? P95 { get; init; }

    public double? P99 { get; init; }

    public double? P999 { get; init; }
}

/// <summary>The last checkpoint of each kind.</summary>
public sealed record LatestCheckpointsResponse
{
    public CheckpointResponse? Completed { get; init; }

    public CheckpointResponse? Savepoint { get; init; }

    public CheckpointResponse? Failed { get; init; }

    public RestoredCheckpointResponse? Restored { get; init; }
}

/// <summary>The checkpoint that the job was restored from.</summary>
public sealed record RestoredCheckpointResponse
{
    public required long Id { get; init; }

    [JsonPropertyName("restore_timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? RestoreTimestamp { get; init; }

    [JsonPropertyName("is_savepoint")]
    public bool? IsSavepoint { get; init; }

    [JsonPropertyName("external_path")]
    public string? ExternalPath { get; init; }
}

/// <summary>A checkpoint; sizes in bytes, durations in milliseconds.</summary>
public sealed record CheckpointResponse
{
    public required long Id { get; init; }

    /// <summary>IN_PROGRESS, COMPLETED or FAILED.</summary>
    public required string Status { get; init; }

    [JsonPropertyName("is_savepoint")]
    public bool? IsSavepoint { get; init; }

    [JsonPropertyName("trigger_timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? TriggerTimestamp { get; init; }

    [JsonPropertyName("latest_ack_timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? LatestAckTimestamp { get; init; }

    [JsonPropertyName("checkpointed_size")]
    public long? CheckpointedSize { get; init; }

    [JsonPropertyName("state_size")]
    public long? StateSize { get; init; }

    [JsonPropertyName("end_to_end_duration")]
    public long? EndToEndDuration { get; init; }

    [JsonPropertyName("processed_data")]
    public long? ProcessedData { get; init; }

    [JsonPropertyName("persisted_data")]
    public long? PersistedData { get; init; }

    [JsonPropertyName("num_subtasks")]
    public int? NumSubtasks { get; init; }

    [JsonPropertyName("num_acknowledged_subtasks")]
    public int? NumAcknowledgedSubtasks { get; init; }

    [JsonPropertyName("checkpoint_type")]
    public string? CheckpointType { get; init; }

    /// <summary>By vertex; only where one checkpoint was asked for.</summary>
    public IReadOnlyDictionary<string, TaskCheckpointResponse> Tasks { get; init; } = new Dictionary<string, TaskCheckpointResponse>(StringComparer.Ordinal);

    [JsonPropertyName("external_path")]
    public string? ExternalPath { get; init; }

    public bool? Discarded { get; init; }

    [JsonPropertyName("failure_timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? FailureTimestamp { get; init; }

    /// <summary>Why it failed: expired, declined, …</summary>
    [JsonPropertyName("failure_message")]
    public string? FailureMessage { get; init; }
}

/// <summary>A vertex's part of a checkpoint.</summary>
public sealed record TaskCheckpointResponse
{
    public required long Id { get; init; }

    public string? Status { get; init; }

    [JsonPropertyName("latest_ack_timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? LatestAckTimestamp { get; init; }

    [JsonPropertyName("checkpointed_size")]
    public long? CheckpointedSize { get; init; }

    [JsonPropertyName("state_size")]
    public long? StateSize { get; init; }

    [JsonPropertyName("end_to_end_duration")]
    public long? EndToEndDuration { get; init; }

    [JsonPropertyName("num_subtasks")]
    public int? NumSubtasks { get; init; }

    [JsonPropertyName("num_acknowledged_subtasks")]
    public int? NumAcknowledgedSubtasks { get; init; }

    /// <summary>Only where the subtasks were asked for.</summary>
    public IReadOnlyList<SubtaskCheckpointResponse> Subtasks { get; init; } = [];
}
