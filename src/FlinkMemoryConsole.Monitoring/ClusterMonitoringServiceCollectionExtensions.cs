using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FlinkMemoryConsole.Monitoring;

/// <summary>Registration of everything that watches clusters.</summary>
public static class ClusterMonitoringServiceCollectionExtensions
{
    /// <summary>
    /// Watches the clusters of the section <c>Flink</c> (<see cref="MonitoringOptions"/>) from the start of the host on, or opens the built-in recording where
    /// none is configured. Gives <see cref="IClusterDirectory"/> and <see cref="IRecordingShelf"/>. Settings that cannot work stop the start.
    /// </summary>
    public static IServiceCollection AddClusterMonitoring(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<MonitoringOptions>, MonitoringOptionsValidation>();
        services.AddOptions<MonitoringOptions>()
            .Bind(configuration.GetSection(MonitoringOptions.Section))
            .Configure(options => options.Url ??= configuration["FLINK_URL"])
            .ValidateOnStart();
        services.AddSingleton<ClusterDirectory>();
        services.AddSingleton<IClusterDirectory>(provider => provider.GetRequiredService<ClusterDirectory>());
        services.AddSingleton<RecordingShelf>();
        services.AddSingleton<IRecordingShelf>(provider => provider.GetRequiredService<RecordingShelf>());
        services.AddHostedService<OpenClusters>();
        return services;
    }
}
