using System.Globalization;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Polling.Processes;

namespace FlinkMemoryConsole.Monitoring.Polling.Jobs;

/// <summary>
/// The metrics of subtasks. Their number grows with the jobs, so each round asks for some vertices only, those first that were not asked for longest:
/// small clusters are read whole in every round, large ones less often.
/// </summary>
internal sealed class VertexMetricsPoller(FlinkClient client)
{
    /// <summary>Values a round: some five requests of 3,000 bytes hold 300.</summary>
    private const int ValuesARound = 1_500;

    public async Task PollAsync(ClusterHistory history, PollRound round, CancellationToken cancellationToken)
    {
        var hanging = history.TaskManagers.Values.Where(taskManager => taskManager.Hangs || !taskManager.Lives.IsAlive).Select(taskManager => taskManager.Id).ToHashSet(StringComparer.Ordinal);
        var values = 0;
        var vertices = history.Jobs.Values.Where(job => job.Latest.State is "RUNNING" && !job.HasVanished)
            .SelectMany(job => job.Vertices, (job, vertex) => (job.Latest.Id, Vertex: vertex))
            .OrderBy(pair => pair.Vertex.MetricsAskedAt);
        foreach (var (jobId, vertex) in vertices)
        {
            values += vertex.Latest.Parallelism * PolledMetrics.Subtask.Length;
            if (values > ValuesARound && vertex.MetricsAskedAt != default)
            {
                break;
            }

            await ReadAsync(jobId, vertex, hanging, round, cancellationToken);
        }
    }

    private async Task ReadAsync(string jobId, VertexHistory vertex, HashSet<string> hanging, PollRound round, CancellationToken cancellationToken)
    {
        vertex.MetricsAskedAt = round.Now;
        var silent = vertex.Latest.Subtasks.Where(subtask => subtask.TaskManagerId is { } id && hanging.Contains(id)).Select(subtask => subtask.Index).ToHashSet();
        var names = Enumerable.Range(0, vertex.Latest.Parallelism)
            .Where(index => !silent.Contains(index))
            .SelectMany(index => PolledMetrics.Subtask, (index, name) => string.Create(CultureInfo.InvariantCulture, $"{index}.{name}"));
        var metrics = round.Take(await client.Jobs.ReadVertexMetricsAsync(jobId, vertex.Latest.Id, names, cancellationToken));
        vertex.Latest.Windows.Append(round.Now, metrics?.Numbers() ?? new Dictionary<string, double>(StringComparer.Ordinal));
    }
}
