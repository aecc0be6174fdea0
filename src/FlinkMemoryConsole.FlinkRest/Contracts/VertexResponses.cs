using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /jobs/:id/vertices/:vid</c>.</summary>
public sealed record VertexDetailsResponse
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public int? Parallelism { get; init; }

    public int? MaxParallelism { get; init; }

    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? Now { get; init; }

    public IReadOnlyList<SubtaskResponse> Subtasks { get; init; } = [];
}

/// <summary>A subtask's present attempt.</summary>
public sealed record SubtaskResponse
{
    public required int Subtask { get; init; }

    public string? Status { get; init; }

    public int? Attempt { get; init; }

    /// <summary>Host and data port; since 1.19, <c>(unassigned)</c> while rescheduled.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Up to 1.20.</summary>
    public string? Host { get; init; }

    [JsonPropertyName("taskmanager-id")]
    public string? TaskManagerId { get; init; }

    [JsonPropertyName("start-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? StartTime { get; init; }

    [JsonPropertyName("end-time")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Milliseconds; −1 before it started.</summary>
    public long? Duration { get; init; }

    public IoMetricsResponse? Metrics { get; init; }

    /// <summary>Milliseconds spent in each state.</summary>
    [JsonPropertyName("status-duration")]
    public IReadOnlyDictionary<string, long> StatusDuration { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}

/// <summary><c>GET /jobs/:id/vertices/:vid/taskmanagers</c>.</summary>
public sealed record VertexTaskManagersResponse
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    [JsonPropertyName("taskmanagers")]
    public IReadOnlyList<VertexTaskManagerResponse> TaskManagers { get; init; } = [];
}

/// <summary>The subtasks of a vertex on one TaskManager.</summary>
public sealed record VertexTaskManagerResponse
{
    [JsonPropertyName("taskmanager-id")]
    public string? TaskManagerId { get; init; }

    /// <summary>Since 1.19.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Up to 1.20.</summary>
    public string? Host { get; init; }

    public string? Status { get; init; }

    [JsonPropertyName("status-counts")]
    public IReadOnlyDictionary<string, int> StatusCounts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public IoMetricsResponse? Metrics { get; init; }
}

/// <summary><c>GET /jobs/:id/vertices/:vid/backpressure</c>.</summary>
public sealed record BackPressureResponse
{
    /// <summary><c>ok</c>, or <c>deprecated</c> when there are no data.</summary>
    public required string Status { get; init; }

    /// <summary><c>ok</c> up to 0.1, <c>low</c> up to 0.5, else <c>high</c>.</summary>
    public string? BackpressureLevel { get; init; }

    [JsonPropertyName("end-timestamp")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? EndTimestamp { get; init; }

    public IReadOnlyList<SubtaskBackPressureResponse> Subtasks { get; init; } = [];
}

/// <summary>Shares of time, 0 to 1, null where Flink says NaN.</summary>
public sealed record SubtaskBackPressureResponse
{
    public required int Subtask { get; init; }

    public string? BackpressureLevel { get; init; }

    public double? Ratio { get; init; }

    public double? BusyRatio { get; init; }

    public double? IdleRatio { get; init; }
}

/// <summary>What a flame graph's time stamp says about it.</summary>
public enum FlameGraphState
{
    /// <summary>There are data.</summary>
    Ready,

    /// <summary>The sampling has begun; ask again in some seconds.</summary>
    Waiting,

    /// <summary><c>rest.flamegraph.enabled</c> is false.</summary>
    Disabled,

    /// <summary>The vertex does not run (it ended, or restarts).</summary>
    NotRunning,
}

/// <summary><c>GET /jobs/:id/vertices/:vid/flamegraph</c>.</summary>
public sealed record FlameGraphResponse
{
    /// <summary>Milliseconds since 1970, or a negative number, see <see cref="State"/>.</summary>
    public required long EndTimestamp { get; init; }

    /// <summary>The root; null without data.</summary>
    public FlameGraphNodeResponse? Data { get; init; }

    [JsonIgnore]
    public FlameGraphState State => EndTimestamp switch
    {
        -1 => FlameGraphState.NotRunning,
        -2 => FlameGraphState.Disabled,
        _ => Data is null ? FlameGraphState.Waiting : FlameGraphState.Ready,
    };
}

/// <summary>A frame and how many samples it was seen in.</summary>
public sealed record FlameGraphNodeResponse
{
    public required string Name { get; init; }

    public long? Value { get; init; }

    public IReadOnlyList<FlameGraphNodeResponse> Children { get; init; } = [];
}
