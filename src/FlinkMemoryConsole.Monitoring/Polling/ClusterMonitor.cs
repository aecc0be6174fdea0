using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Polling.Jobs;
using FlinkMemoryConsole.Monitoring.Polling.Logs;
using FlinkMemoryConsole.Monitoring.Polling.Processes;
using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>
/// Watches one cluster. Each round asks what is due, adds it to what is remembered, makes evidence of it, has that diagnosed, and publishes the result.
/// Rounds never overlap. A cluster that does not answer leaves the last known state published, with its age and the reason.
/// </summary>
public sealed class ClusterMonitor : IDisposable
{
    private readonly ClusterFeed _feed;
    private readonly MonitorPace _settings;
    private readonly TimeProvider _clock;
    private readonly FlinkClient _client;
    private readonly SemaphoreSlim _oneRound = new(1, 1);
    private Pollers _pollers;
    private ClusterHistory _history;
    private ClusterDiagnosis _diagnosis = new();
    private DateTimeOffset? _lastAnswer;

    /// <param name="feed">Where results are published.</param>
    /// <param name="client">The cluster, or a recording that answers as it did.</param>
    /// <param name="settings">How much is kept, and how often a recording is stepped.</param>
    /// <param name="clock">The machine's clock live, the recording's in a replay.</param>
    public ClusterMonitor(ClusterFeed feed, FlinkClient client, MonitorPace settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);

        _feed = feed;
        _settings = settings;
        _clock = clock;
        _client = client;
        _pollers = new(client, settings.LogPatience);
        _history = Begin(clock.GetUtcNow());
    }

    /// <summary>Time until the next round. It follows Flink's <c>metrics.fetcher.update-interval</c>: faster would only repeat values.</summary>
    public TimeSpan Interval => _history.Pace.Interval;

    /// <summary>One round. A second call while one runs waits for it and then does its own.</summary>
    public async Task PollOnceAsync(CancellationToken cancellationToken)
    {
        await _oneRound.WaitAsync(cancellationToken);
        try
        {
            PollRound round = new(_clock.GetUtcNow());
            var presence = await _pollers.PollAsync(_history, round, cancellationToken);
            if (presence == ClusterPresence.Replaced)
            {
                Replace(round.Now);
                presence = await _pollers.PollAsync(_history, round, cancellationToken);
            }

            Publish(round, presence);
        }
        finally
        {
            _oneRound.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneRound.Dispose();

    private ClusterHistory Begin(DateTimeOffset now) => new(_feed.Name, now, new PollPace(_settings.Window, _settings.Step));

    private void Replace(DateTimeOffset now)
    {
        var before = _history.FlinkVersion;
        _history = Begin(now);
        _pollers = new(_client, _settings.LogPatience);
        _diagnosis = new();
        _history.Events.Add(now, ClusterEventKind.ConfigurationChanged, _feed.Name, $"another cluster answers at {_feed.Origin} (before: Flink {before})");
    }

    private void Publish(PollRound round, ClusterPresence presence)
    {
        if (presence == ClusterPresence.Present)
        {
            _lastAnswer = round.Now;
        }

        var state = (presence, round.Problem) switch
        {
            (ClusterPresence.Present, null) => ConnectionState.Live,
            _ when _lastAnswer is null => ConnectionState.Connecting,
            _ => ConnectionState.Stale,
        };
        var evidence = _history.At(round.Now);
        var document = _diagnosis.Of(evidence);
        _feed.Publish(new(new(state, _lastAnswer, round.Problem, Interval), evidence, document));
    }

    /// <summary>The order of a round: the JobManager first (it wakes Flink's metric fetcher), the metrics of TaskManagers late (they are fresh then), logs last.</summary>
    private sealed class Pollers(FlinkClient client, TimeSpan logPatience)
    {
        private readonly JobManagerPoller _jobManager = new(client);
        private readonly TaskManagersPoller _taskManagers = new(client);
        private readonly JobsPoller _jobs = new(client);
        private readonly TaskManagerMetricsPoller _metrics = new(client);
        private readonly LogFollower _logs = new(client, logPatience);

        public async Task<ClusterPresence> PollAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
        {
            var presence = await _jobManager.PollAsync(history, round, cancellationToken);
            if (presence == ClusterPresence.Present)
            {
                await _taskManagers.PollAsync(history, round, cancellationToken);
                await _jobs.PollAsync(history, round, cancellationToken);
                await _metrics.PollAsync(history, round, cancellationToken);
                await _logs.FollowAsync(history, round, cancellationToken);
            }

            return presence;
        }
    }
}

/// <summary>How a cluster is followed.</summary>
/// <param name="Window">How long readings are kept.</param>
/// <param name="Step">Time between two rounds of a recording; null: as Flink refreshes its metrics.</param>
/// <param name="LogPatience">How long a round waits for logs; a recording's come at once, and without them its diagnosis would depend on luck.</param>
public sealed record MonitorPace(TimeSpan Window, TimeSpan? Step, TimeSpan LogPatience)
{
    /// <summary>A live cluster.</summary>
    public static MonitorPace Live(TimeSpan window) => new(window, null, TimeSpan.FromSeconds(1));

    /// <summary>A recording: all of it is kept, and it is stepped as it was recorded.</summary>
    public static MonitorPace Recorded(TimeSpan duration, TimeSpan every)
    {
        var step = TimeSpan.FromTicks(Math.Max(every.Ticks, TimeSpan.FromSeconds(1).Ticks));
        return new(duration > TimeSpan.FromHours(1) ? duration : TimeSpan.FromHours(1), step, TimeSpan.FromMinutes(1));
    }
}
