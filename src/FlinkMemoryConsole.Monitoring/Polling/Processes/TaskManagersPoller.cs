using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>The TaskManagers: who is registered, who came, who is lost.</summary>
internal sealed class TaskManagersPoller(FlinkClient client)
{
    /// <summary>TaskManagers register again at a JobManager that has restarted; until then they are not there, and not lost.</summary>
    private static readonly TimeSpan ReturnTime = TimeSpan.FromSeconds(60);

    public async Task PollAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        if (round.Require(await client.TaskManagers.GetTaskManagersAsync(cancellationToken)) is not { } listed)
        {
            history.Coverage.Miss("TaskManagers", round.Problem ?? "GET /taskmanagers was not answered");
            return;
        }

        history.Coverage.See("TaskManagers", "GET /taskmanagers");
        foreach (var told in listed.TaskManagers)
        {
            See(history, told, round.Now);
        }

        LoseOthers(history, listed.TaskManagers, round.Now);
    }

    private static void See(ClusterHistory history, TaskManagerInfoResponse told, DateTimeOffset now)
    {
        if (!history.TaskManagers.TryGetValue(told.Id, out var taskManager))
        {
            taskManager = new(told.Id, history.Pace);
            history.TaskManagers.Add(told.Id, taskManager);
        }

        var wasAlive = taskManager.Lives.IsAlive;
        switch (taskManager.Lives.See(now, told.ProcessAddress()))
        {
            case Sighting.First:
                NoteRegistered(history, told.Id, now);
                break;
            case Sighting.Returned:
                history.Events.Add(now, ClusterEventKind.TaskManagerRegistered, told.Id, $"{told.Id} is back, the same process");
                break;
            case Sighting.Another:
                if (wasAlive)
                {
                    history.Events.Add(now, ClusterEventKind.TaskManagerLost, told.Id, $"{told.Id} lost");
                }

                NoteRegistered(history, told.Id, now);
                taskManager.Readings.BeginLife(now, mayAnswerOld: true);
                taskManager.Collectors.Forget();
                break;
        }

        taskManager.SeeHeartbeat(now, told.TimeSinceLastHeartbeat, history.HeartbeatInterval);
        taskManager.Latest = taskManager.Latest.With(told);
    }

    /// <summary>Those that the first round meets were there before: that is no event.</summary>
    private static void NoteRegistered(ClusterHistory history, string id, DateTimeOffset now)
    {
        if (now > history.From)
        {
            history.Events.Add(now, ClusterEventKind.TaskManagerRegistered, id, $"{id} registered");
        }
    }

    private static void LoseOthers(ClusterHistory history, IReadOnlyList<TaskManagerInfoResponse> listed, DateTimeOffset now)
    {
        var mayReturn = now - history.JobManagerRestartedAt < ReturnTime;
        var present = listed.Select(told => told.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var lost in history.TaskManagers.Values.Where(known => known.Lives.IsAlive && !present.Contains(known.Id)))
        {
            lost.Readings.Miss(now);
            if (!mayReturn)
            {
                lost.Lives.End(now);
                history.Events.Add(now, ClusterEventKind.TaskManagerLost, lost.Id, $"{lost.Id} lost");
            }
        }
    }
}
