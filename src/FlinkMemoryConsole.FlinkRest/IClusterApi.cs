using FlinkMemoryConsole.FlinkRest.Contracts;
using Refit;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>What speaks of the whole cluster.</summary>
public interface IClusterApi
{
    /// <summary>Counts of TaskManagers, slots and jobs, and the version.</summary>
    [Get("/overview")]
    Task<FlinkAnswer<ClusterOverviewResponse>> GetOverviewAsync(CancellationToken cancellationToken);

    /// <summary>Version and settings of the web front end: the cheapest question that only Flink answers.</summary>
    [Get("/config")]
    Task<FlinkAnswer<DashboardConfigurationResponse>> GetConfigurationAsync(CancellationToken cancellationToken);
}
