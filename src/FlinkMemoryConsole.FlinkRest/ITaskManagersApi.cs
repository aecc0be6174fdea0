using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.FlinkRest.Texts;
using Refit;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>Flink's <c>/taskmanagers</c> endpoints.</summary>
public interface ITaskManagersApi
{
    /// <summary>All registered TaskManagers. One that hangs stays among them until its heartbeat times out.</summary>
    [Get("/taskmanagers")]
    Task<FlinkAnswer<TaskManagersResponse>> GetTaskManagersAsync(CancellationToken cancellationToken);

    /// <summary>One TaskManager with its slots and a summary of its metrics.</summary>
    [Get("/taskmanagers/{taskManagerId}")]
    Task<FlinkAnswer<TaskManagerDetailsResponse>> GetTaskManagerAsync(string taskManagerId, CancellationToken cancellationToken);

    /// <summary>The names of all metrics, without values. Empty for an unknown TaskManager and just after registration.</summary>
    [Get("/taskmanagers/{taskManagerId}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetMetricNamesAsync(string taskManagerId, CancellationToken cancellationToken);

    /// <summary>Values of the metrics <paramref name="names"/>, separated by commas. Prefer <see cref="MetricRequests"/>, which keeps requests short enough.</summary>
    [Get("/taskmanagers/{taskManagerId}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetMetricsAsync(string taskManagerId, [AliasAs("get")] string names, CancellationToken cancellationToken);

    /// <summary>
    /// Aggregates over TaskManagers (all, or <paramref name="taskManagerIds"/> separated by commas). If one of the metrics exists nowhere, Flink
    /// answers an empty list for all of them.
    /// </summary>
    [Get("/taskmanagers/metrics")]
    Task<FlinkAnswer<IReadOnlyList<AggregatedMetricResponse>>> GetAggregatedMetricsAsync(
        [AliasAs("get")] string names,
        [AliasAs("agg")] string? aggregations,
        [AliasAs("taskmanagers")] string? taskManagerIds,
        CancellationToken cancellationToken);

    /// <summary>The files of the log directory, RocksDB's own logs among them.</summary>
    [Get("/taskmanagers/{taskManagerId}/logs")]
    Task<FlinkAnswer<LogListResponse>> GetLogsAsync(string taskManagerId, CancellationToken cancellationToken);

    /// <summary>A window of the main log. The whole file travels to the JobManager first: ask only when it has grown (<see cref="GetLogsAsync"/>).</summary>
    [Get("/taskmanagers/{taskManagerId}/log")]
    Task<FlinkAnswer<TextChunk>> GetLogAsync(string taskManagerId, [Property(TextWindow.OptionKey)] TextWindow window, CancellationToken cancellationToken);

    /// <summary>A window of a file of the log directory.</summary>
    [Get("/taskmanagers/{taskManagerId}/logs/{fileName}")]
    Task<FlinkAnswer<TextChunk>> GetLogFileAsync(
        string taskManagerId,
        string fileName,
        [Property(TextWindow.OptionKey)] TextWindow window,
        CancellationToken cancellationToken);

    /// <summary>A window of the standard output.</summary>
    [Get("/taskmanagers/{taskManagerId}/stdout")]
    Task<FlinkAnswer<TextChunk>> GetStdoutAsync(string taskManagerId, [Property(TextWindow.OptionKey)] TextWindow window, CancellationToken cancellationToken);

    /// <summary>All threads with their stacks.</summary>
    [Get("/taskmanagers/{taskManagerId}/thread-dump")]
    Task<FlinkAnswer<ThreadDumpResponse>> GetThreadDumpAsync(string taskManagerId, CancellationToken cancellationToken);

    /// <summary>Past and running profiles, newest first. Since 1.19, and only with <c>rest.profiling.enabled</c>: else not found.</summary>
    [Get("/taskmanagers/{taskManagerId}/profiler")]
    Task<FlinkAnswer<ProfilingListResponse>> GetProfilesAsync(string taskManagerId, CancellationToken cancellationToken);

    /// <summary>Starts a profile.</summary>
    [Post("/taskmanagers/{taskManagerId}/profiler")]
    Task<FlinkAnswer<ProfilingResponse>> StartProfileAsync(string taskManagerId, [Body] ProfilingRequest request, CancellationToken cancellationToken);
}
