namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>A real session cluster on this machine, with ports and folders of its own; disposing it ends all that it started.</summary>
public sealed class FlinkCluster : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly FlinkHome _home;
    private readonly string _work;
    private readonly Dictionary<string, string> _shared;
    private readonly Watchdog _watchdog;
    private readonly List<FlinkProcess> _taskManagers = [];

    private FlinkCluster(FlinkHome home, FlinkClusterOptions options)
    {
        _home = home;
        _work = Directory.CreateTempSubdirectory("flink-").FullName;
        _watchdog = new Watchdog(_work);
        var ports = FreePorts.Find(2);
        var rest = options.RestPort ?? ports[0];
        _shared = FlinkConfigurationFile.Defaults(home, rest, ports[1]);
        foreach (var (key, value) in options.Options)
        {
            _shared[key] = value;
        }

        Rest = new ClusterRest(new Uri($"http://127.0.0.1:{rest}/"));
        JobManager = Prepare("jobmanager", "jobmanager.sh", options.JobManagerOptions);
    }

    /// <summary>Talks to the cluster as a user of its REST API does.</summary>
    public ClusterRest Rest { get; }

    /// <summary>The address of the REST API, without a slash at its end.</summary>
    public string Url => Rest.Address.ToString().TrimEnd('/');

    public FlinkProcess JobManager { get; }

    public IReadOnlyList<FlinkProcess> TaskManagers => _taskManagers;

    /// <summary>The cluster's own folder, gone after disposal.</summary>
    public string Folder => _work;

    /// <summary>Starts all processes and waits until REST answers and every TaskManager is registered.</summary>
    /// <exception cref="FlinkStartException">A process refused its configuration; nothing is left running.</exception>
    public static async Task<FlinkCluster> StartAsync(FlinkHome home, FlinkClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FlinkClusterOptions();
        var cluster = new FlinkCluster(home, options);
        try
        {
            await cluster.StartJobManagerAsync(cancellationToken);
            for (var number = 1; number <= options.TaskManagers; number++)
            {
                await cluster.AddTaskManager(options.TaskManagerOptions.GetValueOrDefault(number)).StartAsync(cancellationToken);
            }

            await cluster.TaskManagersAsync(options.TaskManagers, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more TaskManager, prepared but not started.</summary>
    public FlinkProcess AddTaskManager(IReadOnlyDictionary<string, string>? options = null)
    {
        var name = $"taskmanager-{_taskManagers.Count + 1}";
        var process = Prepare(name, "taskmanager.sh", new Dictionary<string, string>(options ?? new Dictionary<string, string>(), StringComparer.Ordinal) { ["taskmanager.resource-id"] = name });
        _taskManagers.Add(process);
        return process;
    }

    /// <summary>Starts the JobManager, at first or again after it was killed, and waits until it answers.</summary>
    public async Task StartJobManagerAsync(CancellationToken cancellationToken = default)
    {
        await JobManager.StartAsync(cancellationToken);
        await AnswersAsync("the JobManager answers", rest => rest.IsUpAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Waits until exactly so many TaskManagers are registered.</summary>
    public Task TaskManagersAsync(int count, CancellationToken cancellationToken = default) =>
        AnswersAsync($"{count} TaskManagers are registered", async rest => (await rest.TaskManagerIdsAsync(cancellationToken)).Count == count, cancellationToken);

    /// <summary>Waits until a question to REST has the answer wanted; while the cluster does not answer at all, it goes on waiting.</summary>
    /// <exception cref="TimeoutException">It never did; the message ends with the last lines of the JobManager's log.</exception>
    public Task AnswersAsync(string what, Func<ClusterRest, Task<bool>> question, CancellationToken cancellationToken = default) =>
        AnswersAsync(what, question, StartLimit, cancellationToken);

    /// <inheritdoc cref="AnswersAsync(string, Func{ClusterRest, Task{bool}}, CancellationToken)"/>
    public async Task AnswersAsync(string what, Func<ClusterRest, Task<bool>> question, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        try
        {
            await Until.TrueAsync(what, () => AskAsync(question, cancellationToken), limit, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            var tail = string.Join('\n', JobManager.LogText().Split('\n').TakeLast(20));
            throw new TimeoutException($"{exception.Message} {JobManager.StartOutput}\n{tail}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        Rest.Dispose();
    }

    private async Task<bool> AskAsync(Func<ClusterRest, Task<bool>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question(Rest);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private FlinkProcess Prepare(string name, string script, IReadOnlyDictionary<string, string> own)
    {
        var options = new Dictionary<string, string>(_shared, StringComparer.Ordinal)
        {
            ["io.tmp.dirs"] = Path.Combine(_work, name, "tmp"), ["web.upload.dir"] = Path.Combine(_work, name, "tmp"),
        };
        foreach (var (key, value) in own)
        {
            options[key] = value;
        }

        foreach (var (key, value) in options.ToList())
        {
            options[key] = value.Replace("$WORK", _work, StringComparison.Ordinal);
        }

        return new FlinkProcess(_home, _work, name, script, options);
    }
}
