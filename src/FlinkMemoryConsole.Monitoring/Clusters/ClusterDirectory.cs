using System.Collections.Immutable;

namespace FlinkMemoryConsole.Monitoring.Clusters;

/// <summary>The clusters that are open now. Any thread may read and change it.</summary>
internal sealed class ClusterDirectory : IClusterDirectory
{
    private ImmutableList<WatchedCluster> _clusters = [];

    public ImmutableArray<WatchedCluster> Clusters => [.. _clusters];

    public WatchedCluster? Find(string name) => _clusters.Find(cluster => string.Equals(cluster.Feed.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Add(WatchedCluster cluster) => ImmutableInterlocked.Update(ref _clusters, static (list, added) => list.Add(added), cluster);

    public void Remove(WatchedCluster cluster) => ImmutableInterlocked.Update(ref _clusters, static (list, removed) => list.Remove(removed), cluster);
}
