using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET …/logs</c>.</summary>
public sealed record LogListResponse
{
    public required IReadOnlyList<LogInfoResponse> Logs { get; init; } = [];
}

/// <summary>A file of a log directory.</summary>
public sealed record LogInfoResponse
{
    public required string Name { get; init; }

    /// <summary>Bytes.</summary>
    public long? Size { get; init; }

    /// <summary>When it was last written.</summary>
    [JsonPropertyName("mtime")]
    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? ModifiedAt { get; init; }
}

/// <summary><c>GET …/thread-dump</c>.</summary>
public sealed record ThreadDumpResponse
{
    public required IReadOnlyList<ThreadInfoResponse> ThreadInfos { get; init; } = [];
}

/// <summary>A thread.</summary>
public sealed record ThreadInfoResponse
{
    public required string ThreadName { get; init; }

    /// <summary>Header with state and lock, stack and locked synchronisers as Java prints them.</summary>
    public string? StringifiedThreadInfo { get; init; }
}

/// <summary><c>GET …/profiler</c>, newest first.</summary>
public sealed record ProfilingListResponse
{
    public required IReadOnlyList<ProfilingResponse> ProfilingList { get; init; } = [];
}

/// <summary>A run of async-profiler in a process.</summary>
public sealed record ProfilingResponse
{
    /// <summary>RUNNING, FINISHED or FAILED.</summary>
    public required string Status { get; init; }

    /// <summary>CPU, ALLOC, LOCK, WALL or ITIMER.</summary>
    public string? Mode { get; init; }

    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? TriggerTime { get; init; }

    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? FinishedTime { get; init; }

    /// <summary>Seconds.</summary>
    public int? Duration { get; init; }

    public string? Message { get; init; }

    /// <summary>Name of the HTML file with the result.</summary>
    public string? OutputFile { get; init; }
}

/// <summary><c>POST …/profiler</c>.</summary>
/// <param name="Mode">CPU, ALLOC, LOCK, WALL or ITIMER.</param>
/// <param name="Duration">Seconds, more than 0 and at most <c>rest.profiling.duration-max</c> (300).</param>
public sealed record ProfilingRequest(string Mode, int Duration);
