using System.Text.RegularExpressions;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.Tests.FlinkRest;

/// <summary>What came of a call, whatever its type.</summary>
internal sealed record Outcome(object? Value, FlinkFailure? Failure, string? Reason, int? Status);

/// <summary>Finds the method of the client that asks for a path, and calls it.</summary>
internal static class EndpointCalls
{
    private static readonly TextWindow Tail = TextWindow.Tail(100_000);

    private static readonly (Regex Path, Func<FlinkClient, string[], Task<Outcome>> Call)[] Calls =
    [
        (Path("^/overview$"), (flink, _) => Of(() => flink.Cluster.GetOverviewAsync(Token))),
        (Path("^/config$"), (flink, _) => Of(() => flink.Cluster.GetConfigurationAsync(Token))),
        (Path("^/jobmanager/config$"), (flink, _) => Of(() => flink.JobManager.GetConfigurationAsync(Token))),
        (Path("^/jobmanager/environment$"), (flink, _) => Of(() => flink.JobManager.GetEnvironmentAsync(Token))),
        (Path("^/jobmanager/metrics$"), (flink, _) => Of(() => flink.JobManager.GetMetricNamesAsync(Token))),
        (Path(@"^/jobmanager/metrics\?get=([^& ]+)$"), (flink, id) => Of(() => flink.JobManager.GetMetricsAsync(id[1], Token))),
        (Path("^/jobmanager/logs$"), (flink, _) => Of(() => flink.JobManager.GetLogsAsync(Token))),
        (Path("^/jobmanager/log$"), (flink, _) => Of(() => flink.JobManager.GetLogAsync(Tail, Token))),
        (Path("^/jobmanager/stdout$"), (flink, _) => Of(() => flink.JobManager.GetStdoutAsync(Tail, Token))),
        (Path("^/jobmanager/logs/([^/]+)$"), (flink, id) => Of(() => flink.JobManager.GetLogFileAsync(id[1], Tail, Token))),
        (Path("^/jobmanager/thread-dump$"), (flink, _) => Of(() => flink.JobManager.GetThreadDumpAsync(Token))),
        (Path("^/jobmanager/profiler$"), (flink, _) => Of(() => flink.JobManager.GetProfilesAsync(Token))),
        (Path("^/taskmanagers$"), (flink, _) => Of(() => flink.TaskManagers.GetTaskManagersAsync(Token))),
        (Path(@"^/taskmanagers/metrics\?get=([^&]+)&agg=([a-z,]+)$"), (flink, id) => Of(() => flink.TaskManagers.GetAggregatedMetricsAsync(id[1], id[2], null, Token))),
        (Path(@"^/taskmanagers/metrics\?get=([^&]+)$"), (flink, id) => Of(() => flink.TaskManagers.GetAggregatedMetricsAsync(id[1], null, null, Token))),
        (Path("^/taskmanagers/(?!metrics)([^/]+)$"), (flink, id) => Of(() => flink.TaskManagers.GetTaskManagerAsync(id[1], Token))),
        (Path("^/taskmanagers/([^/]+)/metrics$"), (flink, id) => Of(() => flink.TaskManagers.GetMetricNamesAsync(id[1], Token))),
        (Path(@"^/taskmanagers/([^/]+)/metrics\?get=([^&]+)$"), (flink, id) => Of(() => flink.TaskManagers.GetMetricsAsync(id[1], id[2], Token))),
        (Path("^/taskmanagers/([^/]+)/logs$"), (flink, id) => Of(() => flink.TaskManagers.GetLogsAsync(id[1], Token))),
        (Path("^/taskmanagers/([^/]+)/log$"), (flink, id) => Of(() => flink.TaskManagers.GetLogAsync(id[1], Tail, Token))),
        (Path("^/taskmanagers/([^/]+)/stdout$"), (flink, id) => Of(() => flink.TaskManagers.GetStdoutAsync(id[1], Tail, Token))),
        (Path("^/taskmanagers/([^/]+)/logs/([^/%]+)$"), (flink, id) => Of(() => flink.TaskManagers.GetLogFileAsync(id[1], id[2], Tail, Token))),
        (Path("^/taskmanagers/([^/]+)/thread-dump$"), (flink, id) => Of(() => flink.TaskManagers.GetThreadDumpAsync(id[1], Token))),
        (Path("^/taskmanagers/([^/]+)/profiler$"), (flink, id) => Of(() => flink.TaskManagers.GetProfilesAsync(id[1], Token))),
        (Path("^/jobs/overview$"), (flink, _) => Of(() => flink.Jobs.GetOverviewAsync(Token))),
        (Path("^/jobs/(?!metrics|overview)([^/]+)$"), (flink, id) => Of(() => flink.Jobs.GetJobAsync(id[1], Token))),
        (Path("^/jobs/([^/]+)/plan$"), (flink, id) => Of(() => flink.Jobs.GetPlanAsync(id[1], Token))),
        (Path("^/jobs/([^/]+)/config$"), (flink, id) => Of(() => flink.Jobs.GetConfigurationAsync(id[1], Token))),
        (Path("^/jobs/([^/]+)/exceptions$"), (flink, id) => Of(() => flink.Jobs.GetExceptionsAsync(id[1], null, Token))),
        (Path("^/jobs/([^/]+)/checkpoints$"), (flink, id) => Of(() => flink.Jobs.GetCheckpointsAsync(id[1], Token))),
        (Path("^/jobs/([^/]+)/checkpoints/config$"), (flink, id) => Of(() => flink.Jobs.GetCheckpointConfigurationAsync(id[1], Token))),
        (Path("^/jobs/([^/]+)/checkpoints/details/([0-9]+)$"), (flink, id) => Of(() => flink.Jobs.GetCheckpointAsync(id[1], Number(id[2]), Token))),
        (Path("^/jobs/([^/]+)/checkpoints/details/([0-9]+)/subtasks/([^/]+)$"), (flink, id) => Of(() => flink.Jobs.GetCheckpointSubtasksAsync(id[1], Number(id[2]), id[3], Token))),
        (Path("^/jobs/([^/]+)/metrics$"), (flink, id) => Of(() => flink.Jobs.GetMetricNamesAsync(id[1], Token))),
        (Path(@"^/jobs/([^/]+)/metrics\?get=([^&]+)$"), (flink, id) => Of(() => flink.Jobs.GetMetricsAsync(id[1], id[2], Token))),
        (Path("^/jobs/([^/]+)/vertices/([^/]+)$"), (flink, id) => Of(() => flink.Jobs.GetVertexAsync(id[1], id[2], Token))),
        (Path("^/jobs/([^/]+)/vertices/([^/]+)/taskmanagers$"), (flink, id) => Of(() => flink.Jobs.GetVertexTaskManagersAsync(id[1], id[2], Token))),
        (Path("^/jobs/([^/]+)/vertices/([^/]+)/metrics$"), (flink, id) => Of(() => flink.Jobs.GetVertexMetricNamesAsync(id[1], id[2], Token))),
        (Path(@"^/jobs/([^/]+)/vertices/([^/]+)/metrics\?get=([^&]+)$"), (flink, id) => Of(() => flink.Jobs.GetVertexMetricsAsync(id[1], id[2], id[3], Token))),
        (Path("^/jobs/([^/]+)/vertices/([^/]+)/subtasks/([0-9]+)/metrics$"), (flink, id) => Of(() => flink.Jobs.GetSubtaskMetricNamesAsync(id[1], id[2], (int)Number(id[3]), Token))),
        (Path(@"^/jobs/([^/]+)/vertices/([^/]+)/subtasks/metrics\?get=([^&]+)$"), (flink, id) => Of(() => flink.Jobs.GetAggregatedSubtaskMetricsAsync(id[1], id[2], id[3], null, Token))),
        (Path("^/jobs/([^/]+)/vertices/([^/]+)/backpressure$"), (flink, id) => Of(() => flink.Jobs.GetBackPressureAsync(id[1], id[2], Token))),
        (Path("^/jobs/([^/]+)/vertices/([^/]+)/flamegraph$"), (flink, id) => Of(() => flink.Jobs.GetFlameGraphAsync(id[1], id[2], null, null, Token))),
        (Path(@"^/jobs/([^/]+)/vertices/([^/]+)/flamegraph\?type=([a-zA-Z_]+)$"), (flink, id) => Of(() => flink.Jobs.GetFlameGraphAsync(id[1], id[2], id[3], null, Token))),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How many methods there are calls for.</summary>
    public static int Count => Calls.Length;

    /// <summary>Asks for <paramref name="path"/> through the method that is meant for it; null where the console does not ask for it.</summary>
    public static async Task<Outcome?> AskAsync(FlinkClient flink, string path)
    {
        foreach (var (pattern, call) in Calls)
        {
            if (pattern.Match(path) is { Success: true } match)
            {
                return await call(flink, [.. match.Groups.Cast<Group>().Select(group => Uri.UnescapeDataString(group.Value))]);
            }
        }

        return null;
    }

    private static Regex Path(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Outcome> Of<T>(Func<Task<FlinkAnswer<T>>> ask) => await ask() switch
    {
        FlinkAnswer<T>.Answered answered => new Outcome(answered.Value, null, null, null),
        FlinkAnswer<T>.Failed failed => new Outcome(null, failed.Kind, failed.Reason, failed.Status),
        _ => throw new InvalidOperationException(),
    };
}
