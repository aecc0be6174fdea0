using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /jobs/overview</c>.</summary>
public sealed record JobsOverviewResponse
{
    public required IReadOnlyList<JobOverviewResponse> Jobs { get; init; } = [];
}

/// <summary>A job in the overview.</summary>
public sealed record JobOverviewResponse
{
    [JsonPropertyName("jid")]
    public required string JobId { get; init; }

    public string? Name { get; init; }

    /// <summary>Flink's word: RUNNING, RESTARTING, FAILED, …</summary>
    public required string State { get; init; }

    /// <summary>STREAMING or BATCH; since 2.3 (in <c>/jobs/:id</c> since 1.20).</summary>
    public string? JobType { get; init; }

    /// <summary>Since 2.3.</summary>
    public string? SchedulerType { get; init; }

    [JsonPropertyName("start-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Null while it runs.</summary>
    [JsonPropertyName("end-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTime { get; init; }

    [JsonPropertyName("last-modification")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? LastModification { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? Duration { get; init; }

    /// <summary>Counts of subtasks by state in lower case, and <c>total</c>.</summary>
    public IReadOnlyDictionary<string, int> Tasks { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary><c>GET /jobs/:id</c>.</summary>
public sealed record JobDetailsResponse
{
    [JsonPropertyName("jid")]
    public required string JobId { get; init; }

    public string? Name { get; init; }

    public required string State { get; init; }

    /// <summary>Since 1.20.</summary>
    [JsonPropertyName("job-type")]
    public string? JobType { get; init; }

    /// <summary>Since 2.3.</summary>
    public string? SchedulerType { get; init; }

    [JsonPropertyName("start-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Null while it runs.</summary>
    [JsonPropertyName("end-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Milliseconds.</summary>
    public long? Duration { get; init; }

    /// <summary>The JobManager's clock when it answered.</summary>
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? Now { get; init; }

    /// <summary>−1 when the job does not set it.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>When each state was entered last, milliseconds since 1970; 0 for never.</summary>
    public IReadOnlyDictionary<string, long> Timestamps { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    public IReadOnlyList<JobVertexResponse> Vertices { get; init; } = [];

    /// <summary>Operators that the adaptive batch scheduler has not made vertices of yet: the plan is not whole. Since 2.0; null before.</summary>
    [JsonPropertyName("pending-operators")]
    public int? PendingOperators { get; init; }

    [JsonPropertyName("status-counts")]
    public IReadOnlyDictionary<string, int> StatusCounts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public JobPlanGraphResponse? Plan { get; init; }
}

/// <summary>A vertex within <c>/jobs/:id</c>.</summary>
public sealed record JobVertexResponse
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Since 1.20.</summary>
    public string? SlotSharingGroupId { get; init; }

    public int? Parallelism { get; init; }

    public int? MaxParallelism { get; init; }

    public string? Status { get; init; }

    [JsonPropertyName("start-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? StartTime { get; init; }

    [JsonPropertyName("end-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Milliseconds; −1 before it started.</summary>
    public long? Duration { get; init; }

    public IReadOnlyDictionary<string, int> Tasks { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public IoMetricsResponse? Metrics { get; init; }
}

/// <summary>What went through a vertex or subtask. All 0 once its TaskManager is gone.</summary>
public sealed record IoMetricsResponse
{
    [JsonPropertyName("read-bytes")]
    public long? ReadBytes { get; init; }

    [JsonPropertyName("read-bytes-complete")]
    public bool? ReadBytesComplete { get; init; }

    [JsonPropertyName("write-bytes")]
    public long? WriteBytes { get; init; }

    [JsonPropertyName("write-bytes-complete")]
    public bool? WriteBytesComplete { get; init; }

    [JsonPropertyName("read-records")]
    public long? ReadRecords { get; init; }

    [JsonPropertyName("read-records-complete")]
    public bool? ReadRecordsComplete { get; init; }

    [JsonPropertyName("write-records")]
    public long? WriteRecords { get; init; }

    [JsonPropertyName("write-records-complete")]
    public bool? WriteRecordsComplete { get; init; }

    /// <summary>Milliseconds, summed over subtasks.</summary>
    [JsonPropertyName("accumulated-backpressured-time")]
    public long? AccumulatedBackpressuredTime { get; init; }

    /// <summary>Milliseconds, summed over subtasks.</summary>
    [JsonPropertyName("accumulated-idle-time")]
    public long? AccumulatedIdleTime { get; init; }

    /// <summary>Milliseconds, summed over subtasks; null where Flink says NaN.</summary>
    [JsonPropertyName("accumulated-busy-time")]
    public double? AccumulatedBusyTime { get; init; }
}

/// <summary><c>GET /jobs/:id/config</c>.</summary>
public sealed record JobConfigurationResponse
{
    [JsonPropertyName("jid")]
    public required string JobId { get; init; }

    public string? Name { get; init; }

    [JsonPropertyName("execution-config")]
    public ExecutionConfigurationResponse? ExecutionConfig { get; init; }
}

/// <summary>Settings of a job.</summary>
public sealed record ExecutionConfigurationResponse
{
    /// <summary>Up to 1.20.</summary>
    [JsonPropertyName("execution-mode")]
    public string? ExecutionMode { get; init; }

    /// <summary>In Flink's words: <c>Restart with fixed delay (PT12S). #20 restart attempts.</c></summary>
    [JsonPropertyName("restart-strategy")]
    public string? RestartStrategy { get; init; }

    [JsonPropertyName("job-parallelism")]
    public int? JobParallelism { get; init; }

    [JsonPropertyName("object-reuse-mode")]
    public bool? ObjectReuseMode { get; init; }

    [JsonPropertyName("user-config")]
    public IReadOnlyDictionary<string, string?> UserConfig { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
