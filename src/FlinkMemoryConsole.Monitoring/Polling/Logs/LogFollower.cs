using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Polling.Processes;

namespace FlinkMemoryConsole.Monitoring.Polling.Logs;

/// <summary>
/// Follows the logs of all processes beside the rounds: a process that hangs answers its log after minutes or never, and must not hold up the metrics.
/// One question is on its way per process at most; what it brings is taken in by a later round.
/// </summary>
/// <param name="client">Who is asked.</param>
/// <param name="patience">How long a round waits for logs that are on their way, so that what is answered at once counts at once.</param>
internal sealed class LogFollower(FlinkClient client, TimeSpan patience)
{
    private const string JobManager = "jobmanager";

    /// <summary>New questions a round: in a large cluster logs take turns.</summary>
    private const int ARound = 12;

    private readonly Dictionary<string, Followed> _followed = new(StringComparer.Ordinal);

    /// <summary>Takes in what has come, asks for more.</summary>
    public async Task FollowAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        Collect(history, round);
        Ask(history, round.Now, cancellationToken);
        await WaitAsync(cancellationToken);
        Collect(history, round);
    }

    private void Ask(ClusterHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Meet(JobManager, history.JobManager.Lives.All.LastOrDefault(), () => new ProcessFiles.OfJobManager(client));
        foreach (var taskManager in history.TaskManagers.Values.Where(taskManager => taskManager.Lives.IsAlive))
        {
            Meet(taskManager.Id, taskManager.Lives.All[^1], () => new ProcessFiles.OfTaskManager(client, taskManager.Id));
        }

        var asked = Math.Max(ARound, history.TaskManagers.Count / 10);
        foreach (var process in _followed.Where(pair => CanAnswer(history, pair.Key)).Select(pair => pair.Value).Where(process => process.Question is null).OrderBy(process => process.AskedAt).Take(asked))
        {
            process.AskedAt = now;
            process.Question = Task.Run(() => process.Reader.ReadAsync(now, cancellationToken), cancellationToken);
        }
    }

    private void Meet(string id, Lifespan? life, Func<ProcessFiles> files)
    {
        if (!_followed.TryGetValue(id, out var process))
        {
            _followed.Add(id, new(new LogReader(files())) { Life = life?.From });
        }
        else if (process.Life != life?.From)
        {
            process.Life = life?.From;
            process.Reader.BeginLife();
        }
    }

    private static bool CanAnswer(ClusterHistory history, string id) =>
        id is JobManager || (history.TaskManagers.TryGetValue(id, out var taskManager) && taskManager.Lives.IsAlive && !taskManager.Hangs);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var open = _followed.Values.Select(process => process.Question).OfType<Task>().Where(question => !question.IsCompleted).ToList();
        if (open.Count > 0 && patience > TimeSpan.Zero)
        {
            await Task.WhenAll(open).WaitAsync(patience, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void Collect(ClusterHistory history, PollRound round)
    {
        foreach (var (id, process) in _followed.Where(pair => pair.Value.Question is { IsCompleted: true }))
        {
            if (process.Question is { IsCompletedSuccessfully: true } question)
            {
#pragma warning disable VSTHRD002 // It is completed.
                Take(history, id, question.Result, round.Now);
#pragma warning restore VSTHRD002
            }

            process.Question = null;
        }

        foreach (var gone in _followed.Keys.Where(id => id is not JobManager && !history.TaskManagers.ContainsKey(id)).ToList())
        {
            _followed.Remove(gone);
        }
    }

    private static void Take(ClusterHistory history, string id, LogNews news, DateTimeOffset now)
    {
        var area = id is JobManager ? "JobManager log" : $"log of {id}";
        if (news.Problem is { } problem)
        {
            history.Coverage.Miss(area, problem);
        }
        else if (news.Pieces.Count > 0)
        {
            history.Coverage.See(area, $"GET {(id is JobManager ? "/jobmanager" : $"/taskmanagers/{id}")}/log");
        }

        var oldest = now - history.Pace.Window;
        foreach (var (piece, entry) in news.Pieces.SelectMany(piece => piece.Entries, (piece, entry) => (piece, entry)))
        {
            var at = entry.LocalTime is { } local && history.TimeZoneOffset is { } offset ? new DateTimeOffset(local, offset) : piece.WrittenAt;
            if (at >= oldest && LogFailures.In(entry, piece.Source, id, at) is { } failure)
            {
                history.FailureTexts.Add(failure);
            }
        }
    }

    private sealed class Followed(LogReader reader)
    {
        public LogReader Reader => reader;

        public DateTimeOffset? Life { get; set; }

        public DateTimeOffset AskedAt { get; set; }

        public Task<LogNews>? Question { get; set; }
    }
}
