using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.FlinkRest.Texts;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.FlinkRest;

/// <summary>Both ends of the supported versions, really running.</summary>
public class RealFlinkTests
{
    private const string Unknown = "00000000000000000000000000000000";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task Every_endpoint_of_a_running_cluster_is_understood(string version)
    {
        var home = await FlinkHome.RequireAsync(version, Cancellation);
        var jar = await FlinkJobs.JarAsync(home, Cancellation);
        var options = new Dictionary<string, string> { ["rest.profiling.enabled"] = "true", ["rest.flamegraph.enabled"] = "true", ["execution.checkpointing.interval"] = "2 s" };
        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { Options = options }, Cancellation);
        using var flink = new FlinkClientFactory(TimeProvider.System).Create(new FlinkRestOptions { Url = new Uri(cluster.Url) });

        var job = await cluster.Rest.SubmitAsync(jar, new FlinkJob("shop.ClickEnrichment", ["--keep", "5"], Parallelism: 1), Cancellation);
        var young = await flink.Jobs.GetCheckpointsAsync(job, Cancellation);
        (young is FlinkAnswer<CheckpointingStatisticsResponse>.Answered or FlinkAnswer<CheckpointingStatisticsResponse>.Failed { Kind: FlinkFailure.Unavailable }).ShouldBeTrue(young.ToString());

        await cluster.AnswersAsync("all subtasks run", rest => rest.AllSubtasksRunAsync(job, Cancellation), Cancellation);
        var vertex = (await flink.Jobs.GetJobAsync(job, Cancellation)).ValueOrDefault!.Vertices[0].Id;
        await cluster.AnswersAsync("the vertex has metrics and a checkpoint is complete", async _ =>
            (await flink.Jobs.GetVertexMetricNamesAsync(job, vertex, Cancellation)).ValueOrDefault is { Count: > 0 }
            && (await flink.TaskManagers.GetMetricNamesAsync("taskmanager-1", Cancellation)).ValueOrDefault is { Count: > 0 }
            && (await flink.Jobs.GetCheckpointsAsync(job, Cancellation)).ValueOrDefault?.Latest?.Completed is not null, Cancellation);
        var checkpoint = (await flink.Jobs.GetCheckpointsAsync(job, Cancellation)).ValueOrDefault!.Latest!.Completed!.Id;

        foreach (var path in Understood(job, vertex, checkpoint))
        {
            var outcome = (await EndpointCalls.AskAsync(flink, path)).ShouldNotBeNull(path);
            outcome.Value.ShouldNotBeNull($"{path}: {outcome.Failure} {outcome.Reason}");
        }

        foreach (var (path, kind) in Refused(job))
        {
            var outcome = (await EndpointCalls.AskAsync(flink, path)).ShouldNotBeNull(path);
            outcome.Failure.ShouldBe(kind, $"{path}: {outcome.Reason}");
        }

        await MetricsAreReadInPartsAsync(flink);
        await LogsAreReadIncrementallyAsync(flink, cluster);
        (await flink.TaskManagers.StartProfileAsync("taskmanager-1", new ProfilingRequest("ITIMER", 1), Cancellation)).ValueOrDefault!.Status.ShouldBe("RUNNING");
        await cluster.AnswersAsync("the flame graph is ready", async _ =>
            (await flink.Jobs.GetFlameGraphAsync(job, vertex, "full", null, Cancellation)).ValueOrDefault?.State == FlameGraphState.Ready, Cancellation);
    }

    private static async Task MetricsAreReadInPartsAsync(FlinkClient flink)
    {
        var names = (await flink.TaskManagers.GetMetricNamesAsync("taskmanager-1", Cancellation)).ValueOrDefault!.Select(metric => metric.Id).ToList();
        var absent = Enumerable.Range(0, 200).Select(number => $"No.Such.Metric.Of.Some.Length.{number}");

        var metrics = (await flink.TaskManagers.ReadMetricsAsync("taskmanager-1", [.. names, .. absent], Cancellation)).ValueOrDefault!;

        metrics.Select(metric => metric.Id).ShouldBe(names, ignoreOrder: true);
        metrics.Single(metric => metric.Id is "Status.JVM.Memory.Heap.Max").Number.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    private static async Task LogsAreReadIncrementallyAsync(FlinkClient flink, FlinkCluster cluster)
    {
        var file = (await flink.JobManager.GetLogsAsync(Cancellation)).ValueOrDefault!.Logs.First(log => log.Name.EndsWith(".log", StringComparison.Ordinal)).Name;
        var first = (await flink.JobManager.GetLogFileAsync(file, TextWindow.Tail(1000), Cancellation)).ValueOrDefault!;
        first.Text.Length.ShouldBeInRange(900, 1000);
        first.Position.Bytes.ShouldBeGreaterThan(1000);

        // An unknown job is an error in the JobManager's log.
        await flink.Jobs.GetJobAsync(Unknown, Cancellation);
        TextChunk? next = null;
        await cluster.AnswersAsync("the log has grown", async _ =>
            (next = (await flink.JobManager.GetLogFileAsync(file, new TextWindow(first.Position, 100_000), Cancellation)).ValueOrDefault) is { Text.Length: > 0 }, Cancellation);

        next!.StartedOver.ShouldBeFalse();
        next.From.ShouldBe(first.Position.Bytes);
    }

    private static IEnumerable<string> Understood(string job, string vertex, long checkpoint) =>
    [
        "/overview", "/config", "/jobmanager/config", "/jobmanager/environment", "/jobmanager/metrics", "/jobmanager/metrics?get=Status.JVM.Memory.Heap.Used",
        "/jobmanager/logs", "/jobmanager/log", "/jobmanager/stdout", "/jobmanager/thread-dump", "/jobmanager/profiler", "/taskmanagers",
        "/taskmanagers/metrics?get=Status.JVM.Memory.Heap.Used", "/taskmanagers/metrics?get=Status.JVM.Memory.Heap.Used&agg=min,max", "/taskmanagers/taskmanager-1",
        "/taskmanagers/taskmanager-1/metrics?get=Status.JVM.Memory.Heap.Used,Status.JVM.Memory.Heap.Max", "/taskmanagers/taskmanager-1/logs", "/taskmanagers/taskmanager-1/log",
        "/taskmanagers/taskmanager-1/stdout", "/taskmanagers/taskmanager-1/thread-dump", "/taskmanagers/taskmanager-1/profiler", "/jobs/overview", $"/jobs/{job}", $"/jobs/{job}/plan",
        $"/jobs/{job}/config", $"/jobs/{job}/exceptions", $"/jobs/{job}/checkpoints", $"/jobs/{job}/checkpoints/config", $"/jobs/{job}/checkpoints/details/{checkpoint}",
        $"/jobs/{job}/checkpoints/details/{checkpoint}/subtasks/{vertex}", $"/jobs/{job}/metrics", $"/jobs/{job}/metrics?get=numRestarts", $"/jobs/{job}/vertices/{vertex}",
        $"/jobs/{job}/vertices/{vertex}/taskmanagers", $"/jobs/{job}/vertices/{vertex}/metrics?get=0.numRecordsOut", $"/jobs/{job}/vertices/{vertex}/subtasks/0/metrics",
        $"/jobs/{job}/vertices/{vertex}/subtasks/metrics?get=numRecordsOut", $"/jobs/{job}/vertices/{vertex}/backpressure", $"/jobs/{job}/vertices/{vertex}/flamegraph",
    ];

    private static IEnumerable<(string Path, FlinkFailure Kind)> Refused(string job) =>
    [
        ("/taskmanagers/nope", FlinkFailure.NotFound), ("/taskmanagers/nope/thread-dump", FlinkFailure.NotFound), ("/taskmanagers/nope/logs", FlinkFailure.NotFound),
        ("/taskmanagers/nope/log", FlinkFailure.NotFound), ("/taskmanagers/nope/stdout", FlinkFailure.NotFound), ("/taskmanagers/taskmanager-1/logs/nope.log", FlinkFailure.ServerError),
        ("/jobmanager/logs/nope.log", FlinkFailure.NotFound), ($"/jobs/{Unknown}", FlinkFailure.NotFound), ($"/jobs/{Unknown}/exceptions", FlinkFailure.NotFound),
        ("/jobs/xyz", FlinkFailure.BadRequest), ($"/jobs/{job}/vertices/{Unknown}", FlinkFailure.NotFound),
    ];
}
