using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary>A subtask's part of a checkpoint; all but index and status are null until it has acknowledged.</summary>
public sealed record SubtaskCheckpointResponse
{
    public required int Index { get; init; }

    public string? Status { get; init; }

    [JsonPropertyName("ack_timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? AckTimestamp { get; init; }

    [JsonPropertyName("checkpointed_size")]
    public long? CheckpointedSize { get; init; }

    [JsonPropertyName("state_size")]
    public long? StateSize { get; init; }

    [JsonPropertyName("end_to_end_duration")]
    public long? EndToEndDuration { get; init; }

    /// <summary>The two phases, milliseconds.</summary>
    public CheckpointPhasesResponse? Checkpoint { get; init; }

    public AlignmentResponse? Alignment { get; init; }

    /// <summary>Milliseconds from the trigger until the subtask saw its first barrier.</summary>
    [JsonPropertyName("start_delay")]
    public long? StartDelay { get; init; }

    [JsonPropertyName("unaligned_checkpoint")]
    public bool? UnalignedCheckpoint { get; init; }

    public bool? Aborted { get; init; }
}

/// <summary>Milliseconds.</summary>
public sealed record CheckpointPhasesResponse
{
    public long? Sync { get; init; }

    public long? Async { get; init; }
}

/// <summary>Waiting for barriers: bytes and milliseconds.</summary>
public sealed record AlignmentResponse
{
    public long? Buffered { get; init; }

    public long? Processed { get; init; }

    public long? Persisted { get; init; }

    public long? Duration { get; init; }
}

/// <summary><c>GET /jobs/:id/checkpoints/config</c>; spans in milliseconds.</summary>
public sealed record CheckpointConfigurationResponse
{
    public required string Mode { get; init; }

    /// <summary>A very large number when there are no periodic checkpoints.</summary>
    public long? Interval { get; init; }

    public long? Timeout { get; init; }

    [JsonPropertyName("min_pause")]
    public long? MinPause { get; init; }

    [JsonPropertyName("max_concurrent")]
    public long? MaxConcurrent { get; init; }

    /// <summary>The class: <c>HashMapStateBackend</c>, <c>EmbeddedRocksDBStateBackend</c>, …</summary>
    [JsonPropertyName("state_backend")]
    public string? StateBackend { get; init; }

    [JsonPropertyName("checkpoint_storage")]
    public string? CheckpointStorage { get; init; }

    [JsonPropertyName("unaligned_checkpoints")]
    public bool? UnalignedCheckpoints { get; init; }

    [JsonPropertyName("tolerable_failed_checkpoints")]
    public int? TolerableFailedCheckpoints { get; init; }

    [JsonPropertyName("aligned_checkpoint_timeout")]
    public long? AlignedCheckpointTimeout { get; init; }

    [JsonPropertyName("state_changelog_enabled")]
    public bool? StateChangelogEnabled { get; init; }
}
