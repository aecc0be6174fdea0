using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Http;
using FlinkMemoryConsole.FlinkRest.Texts;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.FlinkRest;

public class BreakerTests : FlinkClientTestBase
{
    private static readonly TextWindow Tail = TextWindow.Tail(1000);

    [Fact]
    public async Task A_TaskManager_that_hangs_is_given_a_rest_and_asked_again_later()
    {
        Network.Slow("/taskmanagers/tm-1/thread-dump", TimeSpan.FromMinutes(5));
        await DumpAsync("tm-1");
        await DumpAsync("tm-1");
        var asked = Network.Requests.Count;

        var open = await DumpAsync("tm-1");

        open.Kind.ShouldBe(FlinkFailure.CircuitOpen);
        open.Reason.ShouldStartWith("Not asked again for ");
        open.Reason.ShouldEndWith("Flink did not answer within 10 s.");
        Network.Requests.Count.ShouldBe(asked);

        Network.Answer("/taskmanagers/tm-1/thread-dump", """{"threadInfos":[]}""");
        Clock.Advance(TimeSpan.FromSeconds(31));
        (await AskAsync(() => Flink.TaskManagers.GetThreadDumpAsync("tm-1", Cancellation))).ValueOrDefault.ShouldNotBeNull();
    }

    [Fact]
    public async Task One_TaskManager_that_hangs_speaks_for_no_other()
    {
        Network.Slow("/taskmanagers/tm-1/thread-dump", TimeSpan.FromMinutes(5)).Answer("/taskmanagers/tm-2/thread-dump", """{"threadInfos":[]}""");
        await DumpAsync("tm-1");
        await DumpAsync("tm-1");

        (await AskAsync(() => Flink.TaskManagers.GetThreadDumpAsync("tm-2", Cancellation))).ValueOrDefault.ShouldNotBeNull();
    }

    [Fact]
    public async Task Questions_that_hang_do_not_hold_up_the_metrics()
    {
        Network.Slow("/taskmanagers/tm-1/", TimeSpan.FromMinutes(5)).Answer("/taskmanagers/tm-1/metrics", """[{"id":"Status.JVM.Memory.Heap.Used","value":"7"}]""");
        var hanging = new Task[]
        {
            Flink.TaskManagers.GetLogsAsync("tm-1", Cancellation), Flink.TaskManagers.GetLogAsync("tm-1", Tail, Cancellation), Flink.TaskManagers.GetThreadDumpAsync("tm-1", Cancellation),
        };
        await Until.TrueAsync("three questions hang", () => Network.Waiting == 3, TimeSpan.FromSeconds(10), Cancellation);

        var metrics = await Flink.TaskManagers.ReadMetricsAsync("tm-1", ["Status.JVM.Memory.Heap.Used"], Cancellation);

        metrics.ValueOrDefault!.ShouldHaveSingleItem().Number.ShouldBe(7);
        hanging.ShouldAllBe(question => !question.IsCompleted);
    }

    [Fact]
    public async Task A_cluster_that_is_down_opens_the_breaker_and_is_found_again()
    {
        Network.Refuse("/overview");
        var kinds = new List<FlinkFailure>();
        for (var round = 0; round < 5; round++)
        {
            kinds.Add((await FailAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).Kind);
        }

        kinds[0].ShouldBe(FlinkFailure.Unreachable);
        kinds[^1].ShouldBe(FlinkFailure.CircuitOpen);

        Network.Answer("/overview", Overview);
        Clock.Advance(TimeSpan.FromSeconds(11));
        (await AskAsync(() => Flink.Cluster.GetOverviewAsync(Cancellation))).ValueOrDefault.ShouldNotBeNull();
    }

    [Fact]
    public async Task Errors_that_Flink_itself_answers_open_no_breaker()
    {
        Network.Answer("/taskmanagers/tm-1/log", """{"errors":["Failed to transfer file from TaskExecutor tm-1."]}""", System.Net.HttpStatusCode.InternalServerError);

        for (var time = 0; time < 10; time++)
        {
            (await FailAsync(() => Flink.TaskManagers.GetLogAsync("tm-1", Tail, Cancellation))).Kind.ShouldBe(FlinkFailure.ServerError);
        }
    }

    [Theory]
    [InlineData("/overview", "Metrics", "")]
    [InlineData("/taskmanagers", "Metrics", "")]
    [InlineData("/taskmanagers/tm-1", "Metrics", "")]
    [InlineData("/taskmanagers/tm-1/metrics", "Metrics", "")]
    [InlineData("/jobs/overview", "Metrics", "")]
    [InlineData("/jobs/00/vertices/01/subtasks/2/metrics", "Metrics", "")]
    [InlineData("/jobs/00/vertices/01/backpressure", "JobDetails", "")]
    [InlineData("/jobs/00/vertices/01/flamegraph", "Sampling", "jobs")]
    [InlineData("/taskmanagers/tm-1/thread-dump", "ProcessQuestions", "tm-1")]
    [InlineData("/taskmanagers/tm-1/logs", "ProcessQuestions", "tm-1")]
    [InlineData("/taskmanagers/tm-1/logs/some.log", "Texts", "tm-1")]
    [InlineData("/taskmanagers/tm-1/stdout", "Texts", "tm-1")]
    [InlineData("/jobmanager/log", "Texts", "jobmanager")]
    public void Every_path_belongs_to_a_kind(string path, string kind, string subject) =>
        (RequestGroup.Of(path).Kind.ToString(), RequestGroup.Of(path).Subject).ShouldBe((kind, subject));

    private Task<FlinkAnswer<FlinkMemoryConsole.FlinkRest.Contracts.ThreadDumpResponse>.Failed> DumpAsync(string taskManager) =>
        FailAsync(() => Flink.TaskManagers.GetThreadDumpAsync(taskManager, Cancellation), TimeSpan.FromSeconds(1));
}
