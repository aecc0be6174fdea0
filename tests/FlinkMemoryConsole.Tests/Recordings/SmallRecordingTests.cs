using System.Text.Json.Nodes;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Recordings;

/// <summary>The recording that the repository carries: half a minute of a Flink 2.3.0 whose JobManager is killed after twelve seconds and comes back without the job.</summary>
public class SmallRecordingTests
{
    private const string Heap = "Status.JVM.Memory.Heap.Used";
    private static readonly string File = Path.Combine(Repository.Root, "tests", "FlinkMemoryConsole.Tests", "Recordings", "jobmanager-restart.jsonl.gz");

    [Fact]
    public async Task The_cluster_is_there_then_silent_then_back_without_its_job()
    {
        using var recording = await Recording.OpenAsync(File, TestContext.Current.CancellationToken);

        var before = JsonNode.Parse((await recording.GetAsync(10, "/jobs/overview")).ShouldNotBeNull().Body)!["jobs"]!.AsArray();
        var job = before.ShouldHaveSingleItem()!["jid"]!.GetValue<string>();
        (await recording.GetAsync(10, $"/jobs/{job}")).ShouldNotBeNull().Status.ShouldBe(200);
        (await recording.GetAsync(13, "/jobs/overview")).ShouldBeNull();
        (await recording.GetAsync(30, "/jobs/overview")).ShouldNotBeNull().Body.ShouldBe("""{"jobs":[]}""");
        (await recording.GetAsync(30, $"/jobs/{job}")).ShouldNotBeNull().Status.ShouldBe(404);
        (await recording.GetAsync(30, "/taskmanagers/taskmanager-1/log")).ShouldNotBeNull().Body.ShouldContain("The heartbeat of JobManager");
    }

    [Fact]
    public async Task One_TaskManager_and_the_sum_over_all_say_the_same()
    {
        using var recording = await Recording.OpenAsync(File, TestContext.Current.CancellationToken);

        var one = JsonNode.Parse((await recording.GetAsync(11, $"/taskmanagers/taskmanager-1/metrics?get={Heap}"))!.Value.Body)![0]!["value"]!.GetValue<string>();
        var sum = JsonNode.Parse((await recording.GetAsync(11, $"/taskmanagers/metrics?get={Heap}&agg=sum"))!.Value.Body)![0]!["sum"]!.GetValue<double>();

        sum.ShouldBe(double.Parse(one, System.Globalization.CultureInfo.InvariantCulture));
    }
}
