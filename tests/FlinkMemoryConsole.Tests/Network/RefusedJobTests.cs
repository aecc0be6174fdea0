using System.Globalization;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Testing.Flink;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>On a real Flink: a job that is refused for want of buffers starts after exactly the proposed change, and is refused with one buffer less.</summary>
public class RefusedJobTests(ITestOutputHelper output)
{
    private const int TaskManagers = 2;
    private const int Slots = 3;

    private static readonly FlinkJob Shuffles = new("shop.OrderRouting", ["--shuffles", "3"], Parallelism: TaskManagers * Slots);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task A_refused_job_starts_after_exactly_the_proposed_change(string version)
    {
        var home = await FlinkHome.RequireAsync(version, Cancellation);
        var jar = await FlinkJobs.JarAsync(home, Cancellation);
        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = TaskManagers, Options = TooFew }, Cancellation);

        var refusal = await SubmitUntilDecidedAsync(cluster, jar);
        var shortage = BufferShortage.Parse(refusal.ShouldNotBeNull("the job should be refused")).ShouldNotBeNull(refusal);
        var proposed = await ProposedAsync(cluster);
        var configuration = FlinkConfiguration.From(cluster.TaskManagers[0].Options);
        var need = await NeedAsync(cluster, configuration, version);
        output.WriteLine($"{shortage}; {need.Smallest} to start, {need.Recommended} recommended");
        need.Smallest.ShouldBeGreaterThanOrEqualTo(shortage.AtLeast);

        Buffers(configuration, version, proposed).ShouldBe(need.Smallest);

        await ReplaceTaskManagersAsync(cluster, Cure(configuration, version, need.Smallest - 1));
        (await SubmitUntilDecidedAsync(cluster, jar)).ShouldNotBeNull("with one buffer less the job should be refused").ShouldContain($"currently set to {need.Smallest - 1} of 32768 bytes");

        await ReplaceTaskManagersAsync(cluster, proposed);
        (await SubmitUntilDecidedAsync(cluster, jar)).ShouldBeNull();
    }

    [Fact]
    public async Task TaskManagers_with_network_options_of_their_own_are_never_given_fewer_buffers_than_failed()
    {
        var home = await FlinkHome.RequireAsync(FlinkHome.Flink1, Cancellation);
        var jar = await FlinkJobs.JarAsync(home, Cancellation);
        Dictionary<string, string> own = new(StringComparer.Ordinal)
        {
            // One buffer less than the job needs with three buffers a channel, which the JobManager's configuration does not show.
            ["taskmanager.memory.network.min"] = "4980736b",
            ["taskmanager.memory.network.max"] = "4980736b",
            ["taskmanager.network.memory.buffers-per-channel"] = "3",
        };
        FlinkClusterOptions options = new() { TaskManagers = TaskManagers, Options = TooFew, TaskManagerOptions = Enumerable.Range(1, TaskManagers).ToDictionary(number => number, _ => (IReadOnlyDictionary<string, string>)own) };
        await using var cluster = await FlinkCluster.StartAsync(home, options, Cancellation);

        var refusal = await SubmitUntilDecidedAsync(cluster, jar);
        var shortage = BufferShortage.Parse(refusal.ShouldNotBeNull("the job should be refused")).ShouldNotBeNull(refusal);
        var proposed = await ProposedAsync(cluster);
        output.WriteLine($"{shortage} {string.Join(", ", proposed)}");

        Buffers(FlinkConfiguration.From(cluster.TaskManagers[0].Options), FlinkHome.Flink1, proposed).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(shortage.AtLeast);
        await ReplaceTaskManagersAsync(cluster, proposed);
        (await SubmitUntilDecidedAsync(cluster, jar)).ShouldBeNull();
    }

    private static Dictionary<string, string> TooFew => new(StringComparer.Ordinal)
    {
        ["taskmanager.numberOfTaskSlots"] = Slots.ToString(CultureInfo.InvariantCulture),
        ["taskmanager.memory.managed.size"] = "16m",
        ["taskmanager.memory.network.min"] = "1m",
        ["taskmanager.memory.network.max"] = "1m",
        ["restart-strategy.type"] = "none",
    };

    /// <summary>
    /// Null when the job has all its channels; Flink's words when it refused the job. That all subtasks run decides nothing: the last buffers are asked for after it.
    /// </summary>
    private static async Task<string?> SubmitUntilDecidedAsync(FlinkCluster cluster, string jar)
    {
        var job = await cluster.Rest.SubmitAsync(jar, Shuffles, Cancellation);
        await cluster.AnswersAsync(
            "the job has all its channels or has ended",
            async rest => await rest.HasEndedAsync(job, Cancellation) || (await rest.AllSubtasksRunAsync(job, Cancellation) && await rest.CompletesCheckpointAsync(job, Cancellation)),
            Cancellation);
        return await cluster.Rest.HasEndedAsync(job, Cancellation) ? await cluster.Rest.ExceptionsAsync(job, Cancellation) : null;
    }

    /// <summary>From what REST tells of the refused job.</summary>
    private static async Task<JobBufferNeed> NeedAsync(FlinkCluster cluster, FlinkConfiguration configuration, string version)
    {
        var job = (await cluster.Rest.GetAsync("jobs/overview", Cancellation))["jobs"]![0]!["jid"]!.GetValue<string>();
        var read = JobPlanReader.Read((await cluster.Rest.GetAsync($"jobs/{job}", Cancellation)).ToJsonString()).ShouldBeOfType<JobPlanReading.Read>();
        return BufferNeeds.Derive(read.Graph, SubtaskPlacement.Assume(read.Graph, Slots), configuration, FlinkVersion.Parse(version)!.Value).NeedOrNull.ShouldNotBeNull();
    }

    /// <summary>The cure of the console's finding.</summary>
    private static async Task<List<KeyValuePair<string, string?>>> ProposedAsync(FlinkCluster cluster)
    {
        using LiveCluster watched = new("test", new FlinkRestOptions { Url = cluster.Rest.Address }, TimeSpan.FromHours(1), TimeProvider.System, NullLogger.Instance);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watching = watched.RunAsync(end.Token);
        Finding? finding = null;
        await Until.TrueAsync("the console finds the shortage", () => (finding = Shortage(watched)) is not null, TimeSpan.FromMinutes(1), Cancellation);
        await end.CancelAsync();
        await watching.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return [.. finding!.Cure.Options.Select(change => KeyValuePair.Create(change.Key, change.To))];
    }

    private static Finding? Shortage(LiveCluster watched) =>
        watched.Watched.Feed.Current?.Document.Findings.FirstOrDefault(finding => finding.Class is SymptomClass.NetworkBuffersInsufficient && finding.Job is not null && finding.Cure.Options.Length > 0);

    private static IEnumerable<KeyValuePair<string, string?>> Cure(FlinkConfiguration configuration, string version, long buffers) =>
        CureSolver.Solve(configuration, FlinkVersion.Parse(version)!.Value, new MemoryWish.NetworkBuffers(buffers, ContainerUnchanged: false))
            .ShouldBeOfType<CureAnswer.Reached>().Changes.Select(change => KeyValuePair.Create(change.Key, change.To));

    private static long? Buffers(FlinkConfiguration configuration, string version, IEnumerable<KeyValuePair<string, string?>> changes) =>
        TaskManagerBudgets.Derive(changes.Aggregate(configuration, (all, change) => all.With(change.Key, change.Value)), FlinkVersion.Parse(version)!.Value).BudgetOrNull?.NetworkBuffers;

    private static async Task ReplaceTaskManagersAsync(FlinkCluster cluster, IEnumerable<KeyValuePair<string, string?>> changes)
    {
        foreach (var taskManager in cluster.TaskManagers)
        {
            await taskManager.StopAsync(Cancellation);
        }

        await cluster.TaskManagersAsync(0, Cancellation);
        foreach (var taskManager in cluster.TaskManagers)
        {
            taskManager.Configure(changes);
            await taskManager.StartAsync(Cancellation);
        }

        await cluster.TaskManagersAsync(TaskManagers, Cancellation);
    }
}
