using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Monitoring.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlinkMemoryConsole.Monitoring.Clusters;

/// <summary>Opens what the settings name when the console starts, and runs a loop for each live cluster until it stops.</summary>
internal sealed partial class OpenClusters(
    IOptions<MonitoringOptions> options,
    ClusterDirectory directory,
    RecordingShelf shelf,
    TimeProvider clock,
    ILogger<OpenClusters> log) : BackgroundService
{
    private readonly List<LiveCluster> _live = [];

    /// <summary>Clusters are in the directory before the first page is asked for.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, rest) in ClusterAddresses.In(options.Value))
        {
            LiveCluster cluster = new(name, rest, options.Value.Window, clock, log);
            _live.Add(cluster);
            directory.Add(cluster.Watched);
            shelf.Know(cluster);
        }

        if (_live.Count == 0)
        {
            await OpenBuiltInAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        foreach (var cluster in _live)
        {
            cluster.Dispose();
        }

        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_live.Select(cluster => cluster.RunAsync(stoppingToken)));

    private async Task OpenBuiltInAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(AppContext.BaseDirectory, options.Value.BuiltInRecording);
        if (await shelf.OpenAsync(path, cancellationToken) is RecordingAnswer.Refused refused)
        {
            var why = $"No cluster is configured (Flink:Url or FLINK_URL), and the built-in recording cannot be opened. {refused.Why}";
            LogNothingToShow(log, why);
            directory.Add(Nothing(path, why, clock.GetUtcNow()));
        }
    }

    /// <summary>A page that says what to do instead of an empty one.</summary>
    private static WatchedCluster Nothing(string path, string why, DateTimeOffset now)
    {
        ClusterFeed feed = new("none", path);
        ClusterEvidence evidence = new() { Cluster = feed.Name, From = now, Now = now, Configuration = FlinkConfiguration.Empty, JobManager = new() { Windows = new MetricWindows(1) } };
        feed.Publish(new(
            new(ConnectionState.Connecting, null, why, TimeSpan.Zero),
            evidence,
            new FindingsDocument(feed.Name, now, now, Verdict.Unknown, [], [], [new Coverage("cluster", false, why)])));
        return new(feed, new NothingToInspect(why), Transport: null);
    }

    [LoggerMessage(LogLevel.Warning, "{Why}")]
    private static partial void LogNothingToShow(ILogger log, string why);

    private sealed class NothingToInspect(string why) : IProcessInspector
    {
        public Task<Look<LogTail>> ReadLogAsync(string processId, LogFile file, CancellationToken cancellationToken) => NotSeenAsync<LogTail>();

        public Task<Look<ThreadDump>> ReadThreadDumpAsync(string processId, CancellationToken cancellationToken) => NotSeenAsync<ThreadDump>();

        public Task<Look<FlameGraph>> ReadFlameGraphAsync(string jobId, string vertexId, CancellationToken cancellationToken) => NotSeenAsync<FlameGraph>();

        private Task<Look<T>> NotSeenAsync<T>() => Task.FromResult<Look<T>>(new Look<T>.NotSeen(why));
    }
}
