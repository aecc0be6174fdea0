using System.Text.Json;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Recordings.Writing;

namespace FlinkMemoryConsole.Recordings;

/// <summary>
/// Asks a cluster for everything it says about itself, again and again, through JobManager restarts. One question at a time; what goes to a TaskManager itself
/// (logs, thread dump) is asked beside, at most four at once, so that a TaskManager that hangs holds nothing else up. Long logs and wide jobs are asked less often.
/// </summary>
/// <param name="client">Its base address is the cluster's REST address and ends with a slash.</param>
/// <param name="writer">Where it goes; not disposed by this object.</param>
/// <param name="every">From the start of one round to the next, if it takes less.</param>
/// <param name="clock">For pauses and time limits.</param>
public sealed partial class ClusterRecorder(HttpClient client, RecordingWriter writer, TimeSpan every, TimeProvider clock) : IDisposable
{
    private const int LongestRolledLog = 5_000_000;
    private static readonly HashSet<string> EndStates = new(["FINISHED", "FAILED", "CANCELED"], StringComparer.Ordinal);
    private readonly RecordingQuestions _questions = new(client, writer, new QuestionSchedule(clock), clock);
    private readonly Dictionary<string, Task> _beside = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taskManagers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _places = new(4);

    /// <summary>Raised once, after the first round: it shows whether the cluster answers at all.</summary>
    public event EventHandler? FirstRound;

    /// <summary>How many rounds were completed.</summary>
    public int Rounds { get; private set; }

    /// <summary>How many of the rounds found a JobManager that answers.</summary>
    public int AnsweredRounds { get; private set; }

    /// <summary>Records until cancelled; returns then, without an exception.</summary>
    /// <exception cref="IOException">The recording cannot be written.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var began = clock.GetTimestamp();
                await RecordRoundAsync(cancellationToken);
                var took = clock.GetElapsedTime(began);

                // A cluster that is slow to answer gets some rest as well.
                var rest = TimeSpan.FromTicks(Math.Max((every - took).Ticks, Math.Min(took.Ticks / 4, TimeSpan.TicksPerSecond * 10)));
                await Task.Delay(rest > TimeSpan.FromMilliseconds(50) ? rest : TimeSpan.FromMilliseconds(50), clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(_beside.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>Asks for everything that is due, once.</summary>
    public async Task RecordRoundAsync(CancellationToken cancellationToken)
    {
        if (await _questions.AskAsync("/overview", cancellationToken) is not null)
        {
            AnsweredRounds++;
            try
            {
                await AskJobManagerAsync(cancellationToken);
                await AskTaskManagersAsync(cancellationToken);
                await AskJobsAsync(cancellationToken);
            }
            catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or JsonException)
            {
                // An answer of an unknown form: what can be asked without it goes on.
                writer.WriteError(e.Message);
            }
        }

        writer.Flush();
        if (++Rounds == 1)
        {
            FirstRound?.Invoke(this, EventArgs.Empty);
        }
    }

    private async Task AskJobManagerAsync(CancellationToken cancellationToken)
    {
        foreach (var path in (string[])["/config", "/jobmanager/config", "/jobmanager/environment"])
        {
            await _questions.AskEveryAsync(Seconds(60), path, cancellationToken);
        }

        await AskLogsAsync("/jobmanager", cancellationToken);
        await _questions.AskEveryAsync(Seconds(10), "/jobmanager/log", cancellationToken);
        await _questions.AskEveryAsync(Seconds(20), "/jobmanager/stdout", cancellationToken);
        await _questions.AskEveryAsync(Seconds(30), "/jobmanager/thread-dump", cancellationToken);
        await _questions.AskMetricsAsync("/jobmanager/metrics", cancellationToken);
    }

    private async Task AskTaskManagersAsync(CancellationToken cancellationToken)
    {
        if (await _questions.AskAsync("/taskmanagers", cancellationToken) is not { } answer)
        {
            return;
        }

        var registered = answer.GetProperty("taskmanagers").EnumerateArray().Select(taskManager => taskManager.GetProperty("id").GetString()!).ToArray();
        foreach (var path in registered.Select(id => $"/taskmanagers/{id}"))
        {
            await _questions.AskAsync(path, cancellationToken);
            await _questions.AskMetricsAsync(path + "/metrics", cancellationToken);
            if (!_beside.TryGetValue(path, out var running) || running.IsCompleted)
            {
                await (running ?? Task.CompletedTask);
                _beside[path] = AskBesideAsync(path, cancellationToken);
            }
        }

        foreach (var gone in _taskManagers.Except(registered, StringComparer.Ordinal))
        {
            _beside.Remove($"/taskmanagers/{gone}");
            await _questions.AskAsync($"/taskmanagers/{gone}", cancellationToken);
        }

        _taskManagers.Clear();
        _taskManagers.UnionWith(registered);
    }

    private async Task AskBesideAsync(string path, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            await AskLogsAsync(path, cancellationToken);
            await _questions.AskEveryAsync(Seconds(6), path + "/log", cancellationToken);
            await _questions.AskEveryAsync(Seconds(10), path + "/stdout", cancellationToken);
            await _questions.AskEveryAsync(Seconds(30), path + "/thread-dump", cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>The list of log files, and those among them that are neither the log nor stdout: rolled logs and crash files.</summary>
    private async Task AskLogsAsync(string path, CancellationToken cancellationToken)
    {
        if (!_questions.IsDue(Seconds(10), path + "/logs") || await _questions.AskAsync(path + "/logs", cancellationToken) is not { } answer)
        {
            return;
        }

        foreach (var file in answer.GetProperty("logs").EnumerateArray())
        {
            var name = file.GetProperty("name").GetString()!;
            if (RolledLogOrCrash().IsMatch(name) && file.GetProperty("size").GetInt64() < LongestRolledLog)
            {
                await _questions.AskEveryAsync(Seconds(60), $"{path}/logs/{Uri.EscapeDataString(name)}", cancellationToken);
            }
        }
    }

    private async Task AskJobsAsync(CancellationToken cancellationToken)
    {
        if (await _questions.AskAsync("/jobs/overview", cancellationToken) is not { } answer)
        {
            return;
        }

        await _questions.AskAsync("/jobs", cancellationToken);
        foreach (var job in answer.GetProperty("jobs").EnumerateArray())
        {
            var path = $"/jobs/{job.GetProperty("jid").GetString()}";
            var state = job.GetProperty("state").GetString()!;

            // A job that has ended says the same for ever.
            if (!EndStates.Contains(state) || _questions.IsDue(Seconds(60), $"{path} {state}"))
            {
                await AskJobAsync(path, EndStates.Contains(state), cancellationToken);
            }
        }
    }

    private async Task AskJobAsync(string path, bool hasEnded, CancellationToken cancellationToken)
    {
        var job = await _questions.AskAsync(path, cancellationToken);
        await _questions.AskAsync(path + "/exceptions", cancellationToken);
        await _questions.AskAsync(path + "/checkpoints", cancellationToken);
        foreach (var what in (string[])["config", "plan", "checkpoints/config", "jobmanager/config"])
        {
            await _questions.AskEveryAsync(Seconds(60), $"{path}/{what}", cancellationToken);
        }

        if (hasEnded)
        {
            return;
        }

        await _questions.AskMetricsAsync(path + "/metrics", cancellationToken);
        foreach (var vertex in job?.GetProperty("vertices").EnumerateArray() ?? default)
        {
            await AskVertexAsync($"{path}/vertices/{vertex.GetProperty("id").GetString()}", cancellationToken);
        }
    }

    private async Task AskVertexAsync(string path, CancellationToken cancellationToken)
    {
        await _questions.AskAsync(path, cancellationToken);
        await _questions.AskMetricsAsync(path + "/metrics", cancellationToken);
        await _questions.AskEveryAsync(Seconds(5), path + "/backpressure", cancellationToken);
        await _questions.AskEveryAsync(Seconds(5), path + "/taskmanagers", cancellationToken);
        await _questions.AskEveryAsync(Seconds(20), path + "/subtasktimes", cancellationToken);
        await _questions.AskEveryAsync(Seconds(30), path + "/flamegraph", cancellationToken);
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    [GeneratedRegex(@"\.log\.\d+$|^hs_err", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RolledLogOrCrash();
}
