using FlinkMemoryConsole.FlinkRest.Contracts;
using Refit;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>Flink's <c>/jobs</c> endpoints. Ids are 32 hexadecimal digits; others are a bad request. Answers are up to <c>web.refresh-interval</c> (3 s) old.</summary>
public interface IJobsApi
{
    /// <summary>All jobs that the cluster knows.</summary>
    [Get("/jobs/overview")]
    Task<FlinkAnswer<JobsOverviewResponse>> GetOverviewAsync(CancellationToken cancellationToken);

    /// <summary>One job with its vertices and plan.</summary>
    [Get("/jobs/{jobId}")]
    Task<FlinkAnswer<JobDetailsResponse>> GetJobAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The job graph.</summary>
    [Get("/jobs/{jobId}/plan")]
    Task<FlinkAnswer<JobPlanResponse>> GetPlanAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Execution settings and the user's own.</summary>
    [Get("/jobs/{jobId}/config")]
    Task<FlinkAnswer<JobConfigurationResponse>> GetConfigurationAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The exception history, newest first; null asks for Flink's default of 20 entries.</summary>
    [Get("/jobs/{jobId}/exceptions")]
    Task<FlinkAnswer<JobExceptionsResponse>> GetExceptionsAsync(string jobId, [AliasAs("maxExceptions")] int? maxExceptions, CancellationToken cancellationToken);

    /// <summary>Counts, summary and history of checkpoints. A batch job has none: not found.</summary>
    [Get("/jobs/{jobId}/checkpoints")]
    Task<FlinkAnswer<CheckpointingStatisticsResponse>> GetCheckpointsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Settings of checkpoints, the state backend among them.</summary>
    [Get("/jobs/{jobId}/checkpoints/config")]
    Task<FlinkAnswer<CheckpointConfigurationResponse>> GetCheckpointConfigurationAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>One checkpoint.</summary>
    [Get("/jobs/{jobId}/checkpoints/details/{checkpointId}")]
    Task<FlinkAnswer<CheckpointResponse>> GetCheckpointAsync(string jobId, long checkpointId, CancellationToken cancellationToken);

    /// <summary>One checkpoint, subtask by subtask of a vertex.</summary>
    [Get("/jobs/{jobId}/checkpoints/details/{checkpointId}/subtasks/{vertexId}")]
    Task<FlinkAnswer<TaskCheckpointResponse>> GetCheckpointSubtasksAsync(string jobId, long checkpointId, string vertexId, CancellationToken cancellationToken);

    /// <summary>The names of all metrics of the job, without values. Empty for an unknown job.</summary>
    [Get("/jobs/{jobId}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetMetricNamesAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Values of the job's metrics <paramref name="names"/>, separated by commas. Prefer <see cref="MetricRequests"/>.</summary>
    [Get("/jobs/{jobId}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetMetricsAsync(string jobId, [AliasAs("get")] string names, CancellationToken cancellationToken);

    /// <summary>One vertex with its subtasks.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}")]
    Task<FlinkAnswer<VertexDetailsResponse>> GetVertexAsync(string jobId, string vertexId, CancellationToken cancellationToken);

    /// <summary>One vertex, TaskManager by TaskManager.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/taskmanagers")]
    Task<FlinkAnswer<VertexTaskManagersResponse>> GetVertexTaskManagersAsync(string jobId, string vertexId, CancellationToken cancellationToken);

    /// <summary>The names of all metrics of a vertex as <c>index.name</c>, without values.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetVertexMetricNamesAsync(string jobId, string vertexId, CancellationToken cancellationToken);

    /// <summary>Values of a vertex's metrics: <paramref name="names"/> as <c>index.name</c>, separated by commas. Prefer <see cref="MetricRequests"/>.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetVertexMetricsAsync(
        string jobId,
        string vertexId,
        [AliasAs("get")] string names,
        CancellationToken cancellationToken);

    /// <summary>The names of all metrics of a subtask, without values.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/subtasks/{subtask}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetSubtaskMetricNamesAsync(string jobId, string vertexId, int subtask, CancellationToken cancellationToken);

    /// <summary>Values of a subtask's metrics <paramref name="names"/>, separated by commas. Prefer <see cref="MetricRequests"/>.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/subtasks/{subtask}/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetSubtaskMetricsAsync(
        string jobId,
        string vertexId,
        int subtask,
        [AliasAs("get")] string names,
        CancellationToken cancellationToken);

    /// <summary>Aggregates over the subtasks of a vertex. If one of the metrics exists nowhere, Flink answers an empty list for all of them.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/subtasks/metrics")]
    Task<FlinkAnswer<IReadOnlyList<AggregatedMetricResponse>>> GetAggregatedSubtaskMetricsAsync(
        string jobId,
        string vertexId,
        [AliasAs("get")] string names,
        [AliasAs("agg")] string? aggregations,
        CancellationToken cancellationToken);

    /// <summary>Back pressure of a vertex. Unavailable while no subtask of it runs.</summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/backpressure")]
    Task<FlinkAnswer<BackPressureResponse>> GetBackPressureAsync(string jobId, string vertexId, CancellationToken cancellationToken);

    /// <summary>
    /// A flame graph of a vertex, <paramref name="type"/> is <c>full</c>, <c>on_cpu</c> or <c>off_cpu</c>. The first request only starts the sampling;
    /// see <see cref="FlameGraphResponse.State"/>.
    /// </summary>
    [Get("/jobs/{jobId}/vertices/{vertexId}/flamegraph")]
    Task<FlinkAnswer<FlameGraphResponse>> GetFlameGraphAsync(
        string jobId,
        string vertexId,
        string? type,
        [AliasAs("subtaskindex")] int? subtask,
        CancellationToken cancellationToken);
}
