using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>Whether the round can go on.</summary>
internal enum ClusterPresence
{
    NotAnswered,
    Present,

    /// <summary>Another cluster answers at this address.</summary>
    Replaced,
}

/// <summary>
/// The JobManager: its metrics first, because that question also wakes Flink's fetcher, so that what is asked later in the round is fresh;
/// then the configuration, when there is a reason to read it.
/// </summary>
internal sealed class JobManagerPoller(FlinkClient client)
{
    private static readonly TimeSpan ConfigurationEvery = TimeSpan.FromMinutes(5);

    private DateTimeOffset? _configurationReadAt;
    private DateTimeOffset? _missedSince;

    public async Task<ClusterPresence> PollAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        var jobManager = history.JobManager;
        var answer = await client.JobManager.ReadMetricsAsync([.. PolledMetrics.JobManager, .. jobManager.Collectors.Metrics], cancellationToken);
        if (round.Require(answer) is not { } metrics)
        {
            jobManager.Readings.Miss(round.Now);
            _configurationReadAt = null;
            _missedSince ??= round.Now;
            if (answer is FlinkAnswer<IReadOnlyList<MetricResponse>>.Failed { Kind: FlinkFailure.Unreachable })
            {
                jobManager.Lives.End(round.Now);
            }

            return ClusterPresence.NotAnswered;
        }

        var values = metrics.Numbers();
        var isAnother = jobManager.Readings.IsAnotherProcess(values);
        if (isAnother || _configurationReadAt is not { } readAt || round.Now - readAt >= ConfigurationEvery)
        {
            if (await ReadConfigurationAsync(history, round, cancellationToken) == ClusterPresence.Replaced)
            {
                return ClusterPresence.Replaced;
            }
        }

        Live(history, round, values.Count > 0, isAnother);
        _missedSince = values.Count > 0 ? null : _missedSince;
        jobManager.Readings.Take(round.Now, values);
        await FindCollectorsAsync(jobManager, round, cancellationToken);
        return ClusterPresence.Present;
    }

    private void Live(ClusterHistory history, PollRound round, bool isReporting, bool isAnother)
    {
        var (lives, address) = (history.JobManager.Lives, history.Configuration["jobmanager.rpc.address"] ?? "");
        if (isAnother)
        {
            lives.End(_missedSince ?? round.Now);
            lives.Begin(round.Now, address);
            history.JobManager.Readings.BeginLife(round.Now, mayAnswerOld: false);
            history.JobManager.Collectors.Forget();
            history.JobManagerRestartedAt = round.Now;
            history.Events.Add(round.Now, ClusterEventKind.JobManagerRestarted, "jobmanager", "JobManager restarted");
        }
        else if (!lives.IsAlive && lives.All.IsEmpty)
        {
            lives.Begin(round.Now, address);
        }
        else if (!lives.IsAlive && isReporting)
        {
            // Its counters went on: it was not gone, only not to be reached.
            lives.Resume();
        }
    }

    private async Task<ClusterPresence> ReadConfigurationAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        var dashboard = round.Require(await client.Cluster.GetConfigurationAsync(cancellationToken));
        var entries = round.Require(await client.JobManager.GetConfigurationAsync(cancellationToken));
        if (dashboard is null || entries is null)
        {
            return ClusterPresence.Present;
        }

        var configuration = FlinkConfiguration.From(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value ?? "")));
        var identity = ClusterIdentity.Of($"{dashboard.FlinkVersion} {dashboard.FlinkRevision}", configuration);
        if (history.Identity is { } known && known != identity)
        {
            return ClusterPresence.Replaced;
        }

        NoteChanges(history, configuration, round.Now);
        _configurationReadAt = round.Now;
        history.Identity = identity;
        history.FlinkVersion = dashboard.FlinkVersion;
        history.TimeZoneOffset = dashboard.TimezoneOffset is { } offset ? TimeSpan.FromMilliseconds(offset) : null;
        history.Configuration = configuration;
        history.Pace.Follow(configuration["metrics.fetcher.update-interval"]);
        history.JobManager.Memory = new(
            Size(configuration, "jobmanager.memory.heap.size"),
            Size(configuration, "jobmanager.memory.off-heap.size"),
            Size(configuration, "jobmanager.memory.jvm-metaspace.size"),
            Size(configuration, "jobmanager.memory.jvm-overhead.max"));
        history.Coverage.See("configuration", "GET /jobmanager/config");
        return ClusterPresence.Present;
    }

    private static void NoteChanges(ClusterHistory history, FlinkConfiguration configuration, DateTimeOffset now)
    {
        if (history.Identity is null)
        {
            return;
        }

        var keys = history.Configuration.Options.Keys.Union(configuration.Options.Keys, StringComparer.Ordinal)
            .Where(key => !string.Equals(history.Configuration[key], configuration[key], StringComparison.Ordinal) && !IsChosenAnew(key))
            .ToList();
        if (keys.Count > 0)
        {
            var more = keys.Count > 3 ? $" and {keys.Count - 3} more" : "";
            history.Events.Add(now, ClusterEventKind.ConfigurationChanged, "jobmanager", $"configuration changed: {string.Join(", ", keys.Take(3))}{more}");
        }
    }

    /// <summary>Flink writes what it chooses at each start (ports, directories) into the same answer.</summary>
    private static bool IsChosenAnew(string key) => key.EndsWith("port", StringComparison.Ordinal) || key.EndsWith("dir", StringComparison.Ordinal) || key.StartsWith("internal.", StringComparison.Ordinal);

    private async Task FindCollectorsAsync(JobManagerHistory jobManager, PollRound round, CancellationToken cancellationToken)
    {
        if (!jobManager.Collectors.AreKnown && round.Take(await client.JobManager.GetMetricNamesAsync(cancellationToken)) is { } names)
        {
            jobManager.Collectors.Find(names.Names());
        }
    }

    private static long? Size(FlinkConfiguration configuration, string key) =>
        configuration[key] is { } text && MemorySizeText.TryParse(text, out var bytes, out _) ? bytes : null;
}
