using FlinkMemoryConsole.FlinkRest;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>The metrics of every registered TaskManager: one question each, some at a time. Flink answers them all from its own store.</summary>
internal sealed class TaskManagerMetricsPoller(FlinkClient client)
{
    private const int AtATime = 4;

    public async Task PollAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        var alive = history.TaskManagers.Values.Where(taskManager => taskManager.Lives.IsAlive).ToList();
        await Parallel.ForEachAsync(
            alive,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (taskManager, token) => await PollAsync(taskManager, round, token));

        if (history.TaskManagers.Values.Any(taskManager => taskManager.Readings.HasValues))
        {
            history.Coverage.See("JVM memory of TaskManagers", "GET /taskmanagers/:id/metrics");
        }
        else
        {
            history.Coverage.Miss("JVM memory of TaskManagers", alive.Count == 0 ? "no TaskManager is registered" : "no metrics yet: Flink has them some seconds after a TaskManager registered");
        }
    }

    private async Task PollAsync(TaskManagerHistory taskManager, PollRound round, CancellationToken cancellationToken)
    {
        var answer = await client.TaskManagers.ReadMetricsAsync(taskManager.Id, [.. PolledMetrics.TaskManager, .. taskManager.Collectors.Metrics], cancellationToken);
        if (round.Take(answer) is not { } metrics)
        {
            taskManager.Readings.Miss(round.Now);
            return;
        }

        var freshness = taskManager.Readings.Take(round.Now, metrics.Numbers(), taskManager.IsSilent);
        taskManager.IsFrozen = freshness == Freshness.Frozen;
        if (freshness == Freshness.Fresh && !taskManager.Collectors.AreKnown
            && round.Take(await client.TaskManagers.GetMetricNamesAsync(taskManager.Id, cancellationToken)) is { } names)
        {
            taskManager.Collectors.Find(names.Names());
        }
    }
}
