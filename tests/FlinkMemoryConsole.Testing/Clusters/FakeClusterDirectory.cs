using System.Collections.Immutable;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Testing.Clusters;

/// <summary>Clusters that a test publishes to by hand.</summary>
public sealed class FakeClusterDirectory : IClusterDirectory
{
    public ImmutableArray<WatchedCluster> Clusters { get; private set; } = [];

    public WatchedCluster? Find(string name) => Clusters.FirstOrDefault(cluster => string.Equals(cluster.Feed.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a cluster that has not answered yet.</summary>
    public WatchedCluster Open(string name, IRecordingTransport? transport = null, IProcessInspector? inspector = null)
    {
        WatchedCluster cluster = new(new ClusterFeed(name, $"http://{name}:8081"), inspector ?? new SilentInspector(), transport);
        Clusters = Clusters.Add(cluster);
        return cluster;
    }

    /// <summary>Takes a cluster out.</summary>
    public void Close(string name) => Clusters = [.. Clusters.Where(cluster => !string.Equals(cluster.Feed.Name, name, StringComparison.OrdinalIgnoreCase))];

    private sealed class SilentInspector : IProcessInspector
    {
        private const string Why = "this test has no process to ask";

        public Task<Look<LogTail>> ReadLogAsync(string processId, LogFile file, CancellationToken cancellationToken) => Task.FromResult<Look<LogTail>>(new Look<LogTail>.NotSeen(Why));

        public Task<Look<ThreadDump>> ReadThreadDumpAsync(string processId, CancellationToken cancellationToken) => Task.FromResult<Look<ThreadDump>>(new Look<ThreadDump>.NotSeen(Why));

        public Task<Look<FlameGraph>> ReadFlameGraphAsync(string jobId, string vertexId, CancellationToken cancellationToken) =>
            Task.FromResult<Look<FlameGraph>>(new Look<FlameGraph>.NotSeen(Why));
    }
}

/// <summary>A tape deck that only remembers what was pressed.</summary>
public sealed class FakeRecordingTransport : IRecordingTransport
{
    public DateTimeOffset StartedAt { get; init; } = EvidenceBuilder.Start;

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(20);

    public TimeSpan Position { get; private set; }

    public double Speed { get; private set; } = 1;

    public bool IsPlaying { get; private set; }

    public void Play() => IsPlaying = true;

    public void Pause() => IsPlaying = false;

    public void SetSpeed(double speed) => Speed = speed;

    public void Seek(TimeSpan position) => Position = position;
}
