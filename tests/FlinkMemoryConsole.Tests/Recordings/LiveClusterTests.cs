using System.Text.Json.Nodes;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.Recordings;

/// <summary>A real cluster is recorded, through a JobManager that is killed and started again, and its replay says what it said.</summary>
public class LiveClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task A_recorded_cluster_answers_as_it_did(string version)
    {
        var home = await FlinkHome.RequireAsync(version, Cancellation);
        var jar = await FlinkJobs.JarAsync(home, Cancellation);
        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 1 }, Cancellation);
        var job = await cluster.Rest.SubmitAsync(jar, new FlinkJob("shop.ClickEnrichment", ["--keep", "5"]), Cancellation);
        await cluster.AnswersAsync("all subtasks run", rest => rest.AllSubtasksRunAsync(job, Cancellation), Cancellation);
        var file = Path.Combine(cluster.Folder, "recording.jsonl.gz");
        var writer = RecordingWriter.Create(file, TimeSpan.FromSeconds(1), version, TimeProvider.System);
        using HttpClient client = new() { BaseAddress = cluster.Rest.Address };
        using ClusterRecorder recorder = new(client, writer, TimeSpan.FromSeconds(1), TimeProvider.System);
        using CancellationTokenSource stop = new();
        var recording = recorder.RunAsync(stop.Token);

        await RoundsAsync(recorder, rounds: 12);
        var alive = writer.Elapsed;
        var answers = await StableAnswersAsync(cluster, job);
        await cluster.JobManager.KillAsync(Cancellation);
        await Until.TrueAsync("the recorder has met no answer", () => recorder.Rounds > recorder.AnsweredRounds, TimeSpan.FromMinutes(1), Cancellation);
        var down = writer.Elapsed;
        await cluster.StartJobManagerAsync(Cancellation);
        await cluster.TaskManagersAsync(1, Cancellation);
        await RoundsAsync(recorder, recorder.AnsweredRounds + 3);
        await stop.CancelAsync();
        await recording;
        await writer.DisposeAsync();

        using var replay = await Recording.OpenAsync(file, Cancellation);
        replay.Cut.ShouldBeNull();
        replay.SkippedLines.ShouldBe(0);
        foreach (var (path, answer) in answers)
        {
            var replayed = await replay.GetAsync(alive.TotalSeconds, path);
            replayed.ShouldNotBeNull(path).Status.ShouldBe(200, path);
            JsonNode.DeepEquals(Sorted(JsonNode.Parse(replayed!.Value.Body)), Sorted(answer)).ShouldBeTrue($"{path}\n{replayed.Value.Body}\n{answer.ToJsonString()}");
        }

        (await replay.GetAsync(alive.TotalSeconds, "/taskmanagers/taskmanager-1/log"))!.Value.Body.ShouldContain("Starting TaskManager");
        (await replay.GetAsync(down.TotalSeconds, "/taskmanagers")).ShouldBeNull();
        (await replay.GetAsync(replay.Duration.TotalSeconds, $"/jobs/{job}"))!.Value.Status.ShouldBe(404);
        (await replay.GetAsync(replay.Duration.TotalSeconds, "/taskmanagers/taskmanager-1"))!.Value.Status.ShouldBe(200);
    }

    private static Task RoundsAsync(ClusterRecorder recorder, int rounds) =>
        Until.TrueAsync($"{rounds} rounds were recorded", () => recorder.AnsweredRounds >= rounds, TimeSpan.FromMinutes(2), Cancellation);

    private static async Task<List<(string Path, JsonNode Answer)>> StableAnswersAsync(FlinkCluster cluster, string job)
    {
        var vertex = (await cluster.Rest.GetAsync($"/jobs/{job}", Cancellation))["vertices"]![0]!["id"]!.GetValue<string>();
        const string Limits = "Status.JVM.Memory.Heap.Max,Status.JVM.Memory.Metaspace.Max,Status.Shuffle.Netty.TotalMemorySegments";
        string[] paths =
        [
            "/config", "/jobmanager/config", "/jobmanager/environment", "/jobmanager/metrics", "/taskmanagers/taskmanager-1/metrics", $"/taskmanagers/taskmanager-1/metrics?get={Limits}",
            "/taskmanagers/metrics", $"/taskmanagers/metrics?get={Limits}&agg=max,sum", $"/jobs/{job}/config", $"/jobs/{job}/plan", $"/jobs/{job}/exceptions", $"/jobs/{job}/metrics",
            $"/jobs/{job}/vertices/{vertex}/metrics", $"/jobs/{job}/vertices/{vertex}/subtasks/metrics", $"/jobs/{job}/vertices/{vertex}/subtasks/0/metrics",
        ];
        List<(string, JsonNode)> answers = [];
        foreach (var path in paths)
        {
            answers.Add((path, await cluster.Rest.GetAsync(path, Cancellation)));
        }

        return answers;
    }

    /// <summary>Flink sends its lists in the order of a hash map.</summary>
    private static JsonNode? Sorted(JsonNode? node) =>
        node is JsonArray array ? new JsonArray([.. array.Select(item => item?.DeepClone()).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]) : node?.DeepClone();
}
