using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Monitoring.Publishing;
using Microsoft.Extensions.Logging;

namespace FlinkMemoryConsole.Monitoring.Clusters;

/// <summary>A cluster that is watched while it runs.</summary>
public sealed partial class LiveCluster : IDisposable
{
    private readonly FlinkClient _client;
    private readonly ClusterMonitor _monitor;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    /// <param name="name">Its name in URLs and documents.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="window">How long readings are kept.</param>
    /// <param name="clock">The time between rounds.</param>
    /// <param name="log">For failures of the console itself; what a cluster does wrong is published instead.</param>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public LiveCluster(string name, FlinkRestOptions options, TimeSpan window, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(options);

        _clock = clock;
        _log = log;
        Options = options;
        _client = new FlinkClientFactory(clock).Create(options);
        ClusterFeed feed = new(name, _client.Url.AbsoluteUri.TrimEnd('/'));
        _monitor = new(feed, _client, MonitorPace.Live(window), clock);
        Watched = new(feed, new ProcessInspector(_client, clock), Transport: null);
    }

    /// <summary>What the pages see.</summary>
    public WatchedCluster Watched { get; }

    internal FlinkRestOptions Options { get; }

    /// <summary>Round after round until cancelled: the next begins when Flink has new values, and never before the last has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = _clock.GetTimestamp();
            try
            {
                await _monitor.PollOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A defect in one round must not end the watch over a cluster in trouble.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogRoundFailed(_log, failure, Watched.Feed.Name);
            }

            var rest = _monitor.Interval - _clock.GetElapsedTime(began);
            await Task.Delay(rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1), _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _monitor.Dispose();
        _client.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "A round of watching {Cluster} failed.")]
    private static partial void LogRoundFailed(ILogger log, Exception failure, string cluster);
}
