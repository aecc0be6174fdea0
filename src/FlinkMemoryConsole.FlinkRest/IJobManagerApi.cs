using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.FlinkRest.Texts;
using Refit;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>
/// Flink's <c>/jobmanager</c> endpoints. Logs, standard output, configuration, environment and profiler are those of the process that
/// answered; with several JobManagers behind one address this need not be the leader.
/// </summary>
public interface IJobManagerApi
{
    /// <summary>The effective configuration; secrets are masked by Flink.</summary>
    [Get("/jobmanager/config")]
    Task<FlinkAnswer<IReadOnlyList<ConfigurationEntryResponse>>> GetConfigurationAsync(CancellationToken cancellationToken);

    /// <summary>The JVM's version and options (<c>-Xmx</c> among them) and its class path.</summary>
    [Get("/jobmanager/environment")]
    Task<FlinkAnswer<EnvironmentResponse>> GetEnvironmentAsync(CancellationToken cancellationToken);

    /// <summary>The names of all metrics, without values.</summary>
    [Get("/jobmanager/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetMetricNamesAsync(CancellationToken cancellationToken);

    /// <summary>Values of the metrics <paramref name="names"/>, separated by commas. Prefer <see cref="MetricRequests"/>, which keeps requests short enough.</summary>
    [Get("/jobmanager/metrics")]
    Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> GetMetricsAsync([AliasAs("get")] string names, CancellationToken cancellationToken);

    /// <summary>The files of the log directory.</summary>
    [Get("/jobmanager/logs")]
    Task<FlinkAnswer<LogListResponse>> GetLogsAsync(CancellationToken cancellationToken);

    /// <summary>A window of the main log.</summary>
    [Get("/jobmanager/log")]
    Task<FlinkAnswer<TextChunk>> GetLogAsync([Property(TextWindow.OptionKey)] TextWindow window, CancellationToken cancellationToken);

    /// <summary>A window of a file of the log directory.</summary>
    [Get("/jobmanager/logs/{fileName}")]
    Task<FlinkAnswer<TextChunk>> GetLogFileAsync(string fileName, [Property(TextWindow.OptionKey)] TextWindow window, CancellationToken cancellationToken);

    /// <summary>A window of the standard output.</summary>
    [Get("/jobmanager/stdout")]
    Task<FlinkAnswer<TextChunk>> GetStdoutAsync([Property(TextWindow.OptionKey)] TextWindow window, CancellationToken cancellationToken);

    /// <summary>All threads with their stacks.</summary>
    [Get("/jobmanager/thread-dump")]
    Task<FlinkAnswer<ThreadDumpResponse>> GetThreadDumpAsync(CancellationToken cancellationToken);

    /// <summary>Past and running profiles, newest first. Since 1.19, and only with <c>rest.profiling.enabled</c>: else not found.</summary>
    [Get("/jobmanager/profiler")]
    Task<FlinkAnswer<ProfilingListResponse>> GetProfilesAsync(CancellationToken cancellationToken);

    /// <summary>Starts a profile.</summary>
    [Post("/jobmanager/profiler")]
    Task<FlinkAnswer<ProfilingResponse>> StartProfileAsync([Body] ProfilingRequest request, CancellationToken cancellationToken);
}
