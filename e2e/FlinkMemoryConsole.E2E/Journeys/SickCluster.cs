using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.E2E.Journeys;

/// <summary>A Flink of two TaskManagers with a job that is too much for them. A TaskManager that dies is started again, as a container platform would.</summary>
internal sealed class SickCluster : IAsyncDisposable
{
    private readonly FlinkHome _home;
    private readonly string _jar;
    private readonly FlinkJob _job;
    private readonly FlinkCluster _cluster;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _restartingEnded = new(0);
    private bool _disposed;

    private SickCluster(FlinkHome home, string jar, FlinkJob job, FlinkCluster cluster)
    {
        (_home, _jar, _job, _cluster) = (home, jar, job, cluster);
        _ = RestartTheDeadAsync(_end.Token);
    }

    public string Url => _cluster.Url;

    public static Task<SickCluster> StartAsync(FlinkHome home, string jar, FlinkJob job, CancellationToken cancellationToken) =>
        StartAsync(home, jar, job, changes: [], port: null, cancellationToken);

    /// <summary>Ends this cluster and starts one with the changed options under the same address, with the same job: the deployment of a cure.</summary>
    /// <param name="changes">By key; null takes an option out.</param>
    public async Task<SickCluster> ReplaceAsync(IReadOnlyList<KeyValuePair<string, string?>> changes, CancellationToken cancellationToken)
    {
        await DisposeAsync();
        return await StartAsync(_home, _jar, _job, changes, new Uri(Url).Port, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await _end.CancelAsync();
            await _restartingEnded.WaitAsync();
            await _cluster.DisposeAsync();
        }
    }

    private static async Task<SickCluster> StartAsync(
        FlinkHome home, string jar, FlinkJob job, IReadOnlyList<KeyValuePair<string, string?>> changes, int? port, CancellationToken cancellationToken)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["taskmanager.memory.process.size"] = "1728m",
            ["restart-strategy.type"] = "fixed-delay",
            ["restart-strategy.fixed-delay.attempts"] = "1000",
            ["restart-strategy.fixed-delay.delay"] = "5s",
        };
        foreach (var (key, value) in changes)
        {
            _ = value is null ? options.Remove(key) : (options[key] = value) is null;
        }

        var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 2, Options = options, RestPort = port }, cancellationToken);
        await cluster.Rest.SubmitAsync(jar, job, cancellationToken);
        return new SickCluster(home, jar, job, cluster);
    }

    private async Task RestartTheDeadAsync(CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                await Until.TrueAsync("a TaskManager has died", () => end.IsCancellationRequested || _cluster.TaskManagers.Any(process => !process.IsAlive), TimeSpan.MaxValue, CancellationToken.None);
                foreach (var dead in _cluster.TaskManagers.Where(process => !process.IsAlive && !end.IsCancellationRequested))
                {
                    await dead.StartAsync(CancellationToken.None);
                }
            }
        }
        finally
        {
            _restartingEnded.Release();
        }
    }
}
