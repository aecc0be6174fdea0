using FlinkMemoryConsole.FlinkRest;

namespace FlinkMemoryConsole.Monitoring.Settings;

/// <summary>From settings to clusters.</summary>
internal static class ClusterAddresses
{
    /// <summary>The name of the one cluster that is given by its address only.</summary>
    public const string OnlyName = "flink";

    /// <summary>Every configured cluster by its name, in the order of the settings.</summary>
    public static IEnumerable<(string Name, FlinkRestOptions Options)> In(MonitoringOptions options) =>
        options.Url is { Length: > 0 } url
            ? [(OnlyName, new FlinkRestOptions { Url = new(url) })]
            : options.Clusters.Select(cluster => (cluster.Name, Of(cluster)));

    public static FlinkRestOptions Of(ClusterOptions cluster) => new()
    {
        Url = new(cluster.Url),
        UserName = cluster.UserName,
        Password = cluster.Password,
        BearerToken = cluster.BearerToken,
        CertificateAuthorityFile = cluster.CertificateAuthorityFile,
    };
}
