using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.Testing;

/// <summary>The clusters that other tests rely on: they start, obey, and leave nothing behind.</summary>
public class FlinkClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task A_cluster_runs_a_job_loses_a_TaskManager_and_gets_it_back(string version)
    {
        var home = await FlinkHome.RequireAsync(version, Cancellation);
        var jar = await FlinkJobs.JarAsync(home, Cancellation);
        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 2 }, Cancellation);

        var job = await cluster.Rest.SubmitAsync(jar, new FlinkJob("shop.ClickEnrichment", ["--keep", "5"], Parallelism: 2), Cancellation);
        await cluster.AnswersAsync("all subtasks run", rest => rest.AllSubtasksRunAsync(job, Cancellation), Cancellation);
        await cluster.TaskManagers[1].KillAsync(Cancellation);
        await cluster.TaskManagersAsync(1, Cancellation);
        await cluster.TaskManagers[1].StartAsync(Cancellation);
        await cluster.TaskManagersAsync(2, Cancellation);

        (await cluster.Rest.TaskManagerIdsAsync(Cancellation)).ShouldBe(["taskmanager-1", "taskmanager-2"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_cluster_that_is_disposed_leaves_no_process_and_no_folder()
    {
        var home = await FlinkHome.RequireAsync(FlinkHome.Flink2, Cancellation);
        var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 0 }, Cancellation);

        await cluster.DisposeAsync();

        cluster.JobManager.IsAlive.ShouldBeFalse();
        Directory.Exists(cluster.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_configuration_says_what_Flink_said()
    {
        var home = await FlinkHome.RequireAsync(FlinkHome.Flink2, Cancellation);
        var options = new FlinkClusterOptions { Options = new Dictionary<string, string> { ["taskmanager.memory.process.size"] = "300m" } };

        var refusal = await Should.ThrowAsync<FlinkStartException>(FlinkCluster.StartAsync(home, options, Cancellation));

        refusal.Message.ShouldContain("IllegalConfigurationException");
    }
}
