using System.Text.Json.Serialization;
using FlinkMemoryConsole.FlinkRest.Json;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /jobs/:id/exceptions</c>. What 1.20 and older repeat beside the history is left out.</summary>
public sealed record JobExceptionsResponse
{
    public required JobExceptionHistoryResponse ExceptionHistory { get; init; }
}

/// <summary>Newest first; Flink keeps <c>web.exception-history-size</c> (16).</summary>
public sealed record JobExceptionHistoryResponse
{
    public IReadOnlyList<JobExceptionResponse> Entries { get; init; } = [];

    /// <summary>Older entries were dropped.</summary>
    public bool? Truncated { get; init; }
}

/// <summary>A failure. One of the whole job names no task and no TaskManager; its cause is then often among <see cref="ConcurrentExceptions"/>.</summary>
public sealed record JobExceptionResponse
{
    /// <summary>The class.</summary>
    public required string ExceptionName { get; init; }

    /// <summary>With its causes.</summary>
    public string? Stacktrace { get; init; }

    [JsonConverter(typeof(EpochMillisecondsConverter))]
    public DateTimeOffset? Timestamp { get; init; }

    public IReadOnlyDictionary<string, string?> FailureLabels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public string? TaskName { get; init; }

    /// <summary>Host and data port, since 1.19; <c>(unassigned)</c> is possible.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The same up to 1.20.</summary>
    public string? Location { get; init; }

    public string? TaskManagerId { get; init; }

    public IReadOnlyList<JobExceptionResponse> ConcurrentExceptions { get; init; } = [];
}
