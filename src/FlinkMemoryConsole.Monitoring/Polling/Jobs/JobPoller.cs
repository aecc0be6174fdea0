using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.Monitoring.Polling.Processes;

namespace FlinkMemoryConsole.Monitoring.Polling.Jobs;

/// <summary>One job: its vertices, exceptions, checkpoints and metrics.</summary>
internal sealed class JobPoller(FlinkClient client)
{
    public async Task PollAsync(ClusterHistory history, JobHistory job, string signature, PollRound round, CancellationToken cancellationToken)
    {
        if (!job.HasEnded)
        {
            await ReadMetricsAsync(job, round, cancellationToken);
        }

        if (job.HasEnded && !job.LetIn(signature))
        {
            return;
        }

        if (job.Details.Opens(signature, round.Now))
        {
            await ReadDetailsAsync(history, job, round, cancellationToken);
        }

        if (job.Exceptions.Opens(signature, round.Now))
        {
            await ReadExceptionsAsync(history, job, round, cancellationToken);
        }

        if (job.HasCheckpoints && job.Checkpoints.Opens($"{signature} {job.CheckpointCounts}", round.Now))
        {
            await ReadCheckpointsAsync(history, job, round, cancellationToken);
        }
    }

    private async Task ReadMetricsAsync(JobHistory job, PollRound round, CancellationToken cancellationToken)
    {
        var metrics = round.Take(await client.Jobs.ReadMetricsAsync(job.Latest.Id, PolledMetrics.Job, cancellationToken));
        var values = metrics?.Numbers() ?? new Dictionary<string, double>(StringComparer.Ordinal);
        job.Latest.Windows.Append(round.Now, values);
        if (values.Count > 0)
        {
            job.CheckpointCounts = $"{values.GetValueOrDefault("numberOfCompletedCheckpoints")} {values.GetValueOrDefault("numberOfFailedCheckpoints")}";
        }
    }

    private async Task ReadDetailsAsync(ClusterHistory history, JobHistory job, PollRound round, CancellationToken cancellationToken)
    {
        if (round.Take(await client.Jobs.GetJobAsync(job.Latest.Id, cancellationToken)) is not { } details)
        {
            job.Details.Reopen();
            return;
        }

        NoteRestart(history, job, details);
        job.Latest = job.Latest with { Graph = details.ToGraph() ?? job.Latest.Graph };
        foreach (var told in details.Vertices)
        {
            var vertex = job.Vertex(told.Id, history.Pace);
            vertex.Latest = vertex.Latest.With(told);
            if (round.Take(await client.Jobs.GetVertexAsync(job.Latest.Id, told.Id, cancellationToken)) is { } answer)
            {
                vertex.Latest = vertex.Latest with { Subtasks = [.. answer.Subtasks.Select(subtask => subtask.Translate())] };
            }
        }
    }

    private static void NoteRestart(ClusterHistory history, JobHistory job, JobDetailsResponse details)
    {
        if (details.Timestamps.GetValueOrDefault("RESTARTING") is > 0 and var milliseconds
            && DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) is var restarted && restarted > job.RestartedAt)
        {
            job.RestartedAt = restarted;
            history.Events.Add(restarted, ClusterEventKind.JobRestarted, job.Latest.Id, $"{job.Latest.Name} restarted");
        }
    }

    private async Task ReadExceptionsAsync(ClusterHistory history, JobHistory job, PollRound round, CancellationToken cancellationToken)
    {
        if (round.Take(await client.Jobs.GetExceptionsAsync(job.Latest.Id, null, cancellationToken)) is not { } told)
        {
            job.Exceptions.Reopen();
            return;
        }

        job.Latest = job.Latest with { Exceptions = told.Translate(round.Now) };
        foreach (var entry in job.Latest.Exceptions)
        {
            history.FailureTexts.Add(entry.ToFailureText(job.Latest.Id));
        }

        history.Coverage.See("job exceptions", "GET /jobs/:id/exceptions");
    }

    private async Task ReadCheckpointsAsync(ClusterHistory history, JobHistory job, PollRound round, CancellationToken cancellationToken)
    {
        var answer = await client.Jobs.GetCheckpointsAsync(job.Latest.Id, cancellationToken);
        if (answer is FlinkAnswer<CheckpointingStatisticsResponse>.Failed { Kind: FlinkFailure.NotFound })
        {
            job.HasCheckpoints = false;
            return;
        }

        // A job that is still initialising has none to tell: no problem of the cluster.
        if (answer is FlinkAnswer<CheckpointingStatisticsResponse>.Failed { Kind: FlinkFailure.Unavailable } || round.Take(answer) is not { } told)
        {
            job.Checkpoints.Reopen();
            return;
        }

        job.Latest = job.Latest with { Checkpoints = told.Translate() };
        foreach (var failed in job.Latest.Checkpoints!.History.Where(checkpoint => checkpoint.FailureMessage is not null))
        {
            history.FailureTexts.Add(failed.ToFailureText(job.Latest.Id));
            history.Events.Add(failed.EndedAt(), ClusterEventKind.CheckpointFailed, job.Latest.Id, $"checkpoint {failed.Id} of {job.Latest.Name} failed");
        }

        if (job.Latest.StateBackend is null && round.Take(await client.Jobs.GetCheckpointConfigurationAsync(job.Latest.Id, cancellationToken)) is { } configuration)
        {
            job.Latest = job.Latest with { StateBackend = configuration.StateBackend };
        }
    }
}
