using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Jobs;

/// <summary>The jobs: which there are and what became of them. What is behind a job is asked when its overview says that something changed.</summary>
internal sealed class JobsPoller(FlinkClient client)
{
    /// <summary>A session cluster can list thousands of ended jobs.</summary>
    private const int MostJobs = 100;

    private readonly JobPoller _job = new(client);
    private readonly VertexMetricsPoller _vertices = new(client);

    public async Task PollAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        if (round.Require(await client.Jobs.GetOverviewAsync(cancellationToken)) is not { } overview)
        {
            history.Coverage.Miss("jobs", round.Problem ?? "GET /jobs/overview was not answered");
            return;
        }

        history.Coverage.See("jobs", "GET /jobs/overview");
        var oldest = round.Now - history.Pace.Window;
        var told = overview.Jobs.Where(job => job.EndTime is not { } ended || ended >= oldest)
            .OrderByDescending(job => job.EndTime is null).ThenByDescending(job => job.StartTime).Take(MostJobs).ToList();
        foreach (var one in told)
        {
            var job = See(history, one, round.Now);
            await _job.PollAsync(history, job, Signature(one), round, cancellationToken);
        }

        NoteVanished(history, overview, round.Now);
        await _vertices.PollAsync(history, round, cancellationToken);
    }

    private static JobHistory See(ClusterHistory history, JobOverviewResponse told, DateTimeOffset now)
    {
        if (!history.Jobs.TryGetValue(told.JobId, out var job))
        {
            job = new(told.JobId, history.Pace);
            history.Jobs.Add(told.JobId, job);
            history.Events.Add(told.StartTime ?? now, ClusterEventKind.JobStarted, told.JobId, $"{told.Name ?? told.JobId} started");
        }

        var before = job.Latest.State;
        job.LastSeen = now;
        job.Latest = job.Latest with
        {
            Name = told.Name ?? job.Latest.Name,
            State = told.State,
            StartedAt = told.StartTime ?? job.Latest.StartedAt,
            EndedAt = told.EndTime,
        };
        if (JobStates.HasEnded(told.State) && !string.Equals(before, told.State, StringComparison.Ordinal))
        {
            var kind = told.State is "FAILED" ? ClusterEventKind.JobFailed : ClusterEventKind.JobEnded;
            history.Events.Add(told.EndTime ?? now, kind, told.JobId, $"{job.Latest.Name} {Word(told.State)}");
        }

        return job;
    }

    /// <summary>A JobManager without high availability forgets its jobs when it restarts.</summary>
    private static void NoteVanished(ClusterHistory history, JobsOverviewResponse overview, DateTimeOffset now)
    {
        var present = overview.Jobs.Select(job => job.JobId).ToHashSet(StringComparer.Ordinal);
        foreach (var job in history.Jobs.Values.Where(job => !job.HasVanished && !job.HasEnded && !present.Contains(job.Latest.Id)))
        {
            job.HasVanished = true;
            job.Latest = job.Latest with { EndedAt = now };
            history.Events.Add(now, ClusterEventKind.JobEnded, job.Latest.Id, $"{job.Latest.Name} is gone: the JobManager does not know it any more");
        }
    }

    private static string Signature(JobOverviewResponse job) =>
        $"{job.State} {job.LastModification?.ToUnixTimeMilliseconds()} {string.Join(' ', job.Tasks.OrderBy(pair => pair.Key, StringComparer.Ordinal))}";

    private static string Word(string state) => state switch { "FAILED" => "failed", "CANCELED" => "was cancelled", _ => "finished" };
}
