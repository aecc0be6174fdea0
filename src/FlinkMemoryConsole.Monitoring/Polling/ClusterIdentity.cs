using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>What tells a cluster from another one at the same address.</summary>
/// <param name="Revision">Flink's version and commit.</param>
/// <param name="Address">Where its JobManager answers its TaskManagers, and the ids of high availability, Kubernetes or YARN.</param>
internal sealed record ClusterIdentity(string Revision, string Address)
{
    private static readonly string[] Ids = ["high-availability.cluster-id", "kubernetes.cluster-id", "kubernetes.namespace", "yarn.application.id"];

    private static readonly string[] Addresses = ["jobmanager.rpc.address", "jobmanager.rpc.port"];

    public static ClusterIdentity Of(string revision, FlinkConfiguration configuration)
    {
        // With high availability the leader moves from JobManager to JobManager: its address says nothing about the cluster.
        var mode = configuration["high-availability.type"] ?? configuration["high-availability"] ?? "NONE";
        string[] keys = string.Equals(mode, "NONE", StringComparison.OrdinalIgnoreCase) ? [.. Ids, .. Addresses] : Ids;
        return new(revision, string.Join(' ', keys.Select(key => configuration[key]).Where(value => value is not null)));
    }
}
