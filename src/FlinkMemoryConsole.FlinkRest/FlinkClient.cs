using FlinkMemoryConsole.FlinkRest.Json;
using Refit;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>One cluster's REST API. Safe for use by several threads; made by <see cref="FlinkClientFactory"/>.</summary>
public sealed class FlinkClient : IDisposable
{
    private readonly HttpClient http;

    internal FlinkClient(HttpClient http)
    {
        this.http = http;
        var settings = new RefitSettings(new FlinkContentSerializer());
        Cluster = RestService.ForGenerated<IClusterApi>(http, settings);
        JobManager = RestService.ForGenerated<IJobManagerApi>(http, settings);
        TaskManagers = RestService.ForGenerated<ITaskManagersApi>(http, settings);
        Jobs = RestService.ForGenerated<IJobsApi>(http, settings);
    }

    /// <summary>Where the cluster is, without credentials.</summary>
    public Uri Url => http.BaseAddress!;

    public IClusterApi Cluster { get; }

    public IJobManagerApi JobManager { get; }

    public ITaskManagersApi TaskManagers { get; }

    public IJobsApi Jobs { get; }

    /// <summary>Ends requests that are on their way and closes connections. A primary handler that was given to the factory is left open.</summary>
    public void Dispose() => http.Dispose();
}
