using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Tests.Monitoring;

/// <summary>What can go wrong between console and cluster: the last known state stays, with its age and the reason, and recovers by itself.</summary>
public class FaultsTests
{
    [Fact]
    public async Task A_cluster_that_is_down_at_the_start_is_connecting_and_says_why()
    {
        using var watched = await WatchedRecording.OpenAsync();
        watched.Faults.Refuse("/");

        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);

        watched.Now.Connection.State.ShouldBe(ConnectionState.Connecting);
        watched.Now.Connection.LastAnswer.ShouldBeNull();
        watched.Now.Connection.Problem.ShouldNotBeNull().ShouldContain("connection refused");
        watched.Now.Document.Verdict.ShouldBe(Verdict.Unknown);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("html")]
    [InlineData("election")]
    [InlineData("cut")]
    [InlineData("slow")]
    public async Task A_cluster_that_stops_to_answer_stays_visible_and_recovers_by_itself(string fault)
    {
        using var watched = await WatchedRecording.OpenAsync(asksOnce: false);
        await watched.WatchUntilAsync(4);
        var known = watched.Now.Evidence.TaskManagers.Length;
        var answeredAt = watched.Now.Connection.LastAnswer;
        _ = fault switch
        {
            "refused" => watched.Faults.Refuse("/"),
            "html" => watched.Faults.AnswerHtml("/"),
            "election" => watched.Faults.ElectLeader("/"),
            "cut" => watched.Faults.CutAfter("/", "[{\"id\":\"Status.JVM.Mem"),
            _ => watched.Faults.Slow("/", TimeSpan.FromSeconds(30)),
        };

        watched.Clock.Advance(TimeSpan.FromSeconds(2));
        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);
        var stale = watched.Now;
        watched.Faults.Clear("/");
        watched.Clock.Advance(TimeSpan.FromSeconds(2));
        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);

        stale.Connection.State.ShouldBe(ConnectionState.Stale);
        stale.Connection.LastAnswer.ShouldBe(answeredAt);
        stale.Connection.Problem.ShouldNotBeNullOrEmpty();
        stale.Evidence.TaskManagers.Length.ShouldBe(known);
        stale.Evidence.TaskManagers.ShouldAllBe(taskManager => taskManager.IsAlive);
        watched.Now.Connection.Problem.ShouldBeNull();
        watched.Now.Connection.State.ShouldBe(ConnectionState.Live);
    }

    [Fact]
    public async Task A_part_that_does_not_answer_leaves_the_rest_fresh()
    {
        using var watched = await WatchedRecording.OpenAsync();
        await watched.WatchUntilAsync(10);
        watched.Faults.AnswerHtml("/jobs");

        watched.Clock.Advance(TimeSpan.FromSeconds(2));
        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);

        watched.Now.Connection.State.ShouldBe(ConnectionState.Stale);
        watched.Now.Connection.LastAnswer.ShouldBe(watched.Clock.GetUtcNow());
        watched.Now.Evidence.Coverage.ShouldContain(coverage => coverage.Area == "jobs" && !coverage.Known);
    }

    [Fact]
    public async Task Logs_that_hang_hold_up_no_round()
    {
        using var watched = await WatchedRecording.OpenAsync();
        watched.Faults.Slow("/jobmanager/log", TimeSpan.FromHours(1));

        await watched.WatchUntilAsync(10);

        watched.Now.Connection.State.ShouldBe(ConnectionState.Live);
        watched.Now.Evidence.JobManager.Windows.Read(FlinkMetricNames.HeapUsed).ShouldNotBeEmpty();
        watched.Faults.Requests.Count(path => path.StartsWith("/jobmanager/logs", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_TaskManager_without_metrics_yet_leaves_gaps_and_no_zeros()
    {
        using var watched = await WatchedRecording.OpenAsync();
        watched.Faults.Answer("/taskmanagers/", "[]");

        await watched.WatchUntilAsync(10);

        var taskManager = watched.Now.Evidence.TaskManagers.ShouldHaveSingleItem();
        taskManager.Windows.Moments().ShouldNotBeEmpty();
        taskManager.Windows.Read(FlinkMetricNames.HeapUsed).ShouldBeEmpty();
        watched.Now.Evidence.Coverage.ShouldContain(coverage => coverage.Area == "JVM memory of TaskManagers" && !coverage.Known);
    }

    [Fact]
    public async Task A_restarted_JobManager_is_an_event_and_a_second_life()
    {
        using var watched = await WatchedRecording.OpenAsync();

        await watched.WatchUntilAsync(watched.Length.TotalSeconds);

        watched.Now.Evidence.JobManager.Lives.Length.ShouldBe(2);
        watched.Now.Evidence.JobManager.IsAlive.ShouldBeTrue();
        watched.Now.Evidence.Events.ShouldContain(happened => happened.Kind == ClusterEventKind.JobManagerRestarted);
        watched.Now.Evidence.Events.ShouldNotContain(happened => happened.Kind == ClusterEventKind.TaskManagerLost);
    }

    [Fact]
    public async Task Another_cluster_at_the_same_address_begins_a_new_watch()
    {
        using var watched = await WatchedRecording.OpenAsync();
        await watched.WatchUntilAsync(10);
        watched.Faults.Refuse("/");
        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);
        watched.Faults.Clear("/");
        watched.Faults.Answer("/config", """{"flink-version":"9.9.0","flink-revision":"abc"}""");

        watched.Clock.Advance(TimeSpan.FromSeconds(2));
        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);

        watched.Now.Evidence.FlinkVersion.ShouldBe("9.9.0");
        watched.Now.Evidence.From.ShouldBe(watched.Clock.GetUtcNow());
        watched.Now.Evidence.Events.ShouldContain(happened => happened.Kind == ClusterEventKind.ConfigurationChanged);
    }

    [Fact]
    public async Task Another_cluster_that_comes_between_two_rounds_is_known_at_once()
    {
        using var watched = await WatchedRecording.OpenAsync();
        await watched.WatchUntilAsync(10);
        watched.Faults.Answer("/config", """{"flink-version":"9.9.0","flink-revision":"abc"}""");
        watched.Faults.Answer("/jobmanager/metrics", """[{"id":"Status.JVM.CPU.Time","value":"1"}]""");

        watched.Clock.Advance(TimeSpan.FromSeconds(2));
        await watched.Monitor.PollOnceAsync(TestContext.Current.CancellationToken);

        watched.Now.Evidence.FlinkVersion.ShouldBe("9.9.0");
        watched.Now.Evidence.Configuration.Options.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_TaskManager_that_is_lost_and_replaced_lives_twice()
    {
        using var watched = await WatchedRecording.OpenSharedAsync("container-limit-too-low");

        await watched.WatchUntilAsync(watched.Length.TotalSeconds);

        var taskManager = watched.Now.Evidence.TaskManagers.ShouldHaveSingleItem();
        taskManager.Lives.Length.ShouldBe(2);
        taskManager.Lives[0].Until.ShouldNotBeNull();
        taskManager.Lives[0].Address.ShouldNotBe(taskManager.Lives[1].Address);
        taskManager.IsAlive.ShouldBeTrue();
        var between = taskManager.Windows.Read(FlinkMetricNames.HeapUsed, taskManager.Lives[0].Until!.Value, taskManager.Lives[1].From);
        between.ShouldBeEmpty();
    }

    [Fact]
    public async Task Values_of_a_TaskManager_that_hangs_stand_still_and_become_gaps()
    {
        using var watched = await WatchedRecording.OpenSharedAsync("heap-oom-hang");

        await watched.WatchUntilAsync(118);

        var taskManager = watched.Now.Evidence.TaskManager("taskmanager-1").ShouldNotBeNull();
        taskManager.IsAlive.ShouldBeTrue();
        var last = taskManager.Windows.Last(FlinkMetricNames.HeapUsed).ShouldNotBeNull();
        taskManager.Windows.Moments().Count(moment => moment > last.At).ShouldBeGreaterThan(2);
    }
}
