using System.Collections.Immutable;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>The garbage collectors of one process, found by listing its metrics until they are there: once in a process's life.</summary>
internal sealed class CollectorNames
{
    /// <summary>Empty until found.</summary>
    public ImmutableArray<string> Metrics { get; private set; } = [];

    public bool AreKnown => !Metrics.IsEmpty;

    public void Find(IEnumerable<string> names) => Metrics = PolledMetrics.CollectorsIn(names);

    /// <summary>Another process, perhaps with another collector.</summary>
    public void Forget() => Metrics = [];
}
