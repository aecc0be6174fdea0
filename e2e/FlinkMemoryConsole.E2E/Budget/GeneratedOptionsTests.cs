using System.Text.Json.Nodes;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.E2E.Budget;

/// <summary>What a cure promises is what a TaskManager says that it has, once it was started with the proposed options.</summary>
public class GeneratedOptionsTests
{
    private const long MiB = 1L << 20;

    /// <summary>Starting configurations, and what is wished for them; one TaskManager each.</summary>
    private static readonly (string Options, MemoryWish Wish)[] Wishes =
    [
        ("taskmanager.memory.process.size=1200m", new MemoryWish.MoreTaskHeap(96 * MiB, ContainerUnchanged: false)),
        ("taskmanager.memory.process.size=1400m", new MemoryWish.MoreTaskHeap(64 * MiB, ContainerUnchanged: true)),
        ("taskmanager.memory.process.size=1300m taskmanager.memory.network.max=64m", new MemoryWish.NetworkBuffers(3001, ContainerUnchanged: true)),
        ("taskmanager.memory.flink.size=1200m", new MemoryWish.FitInto(1100 * MiB)),
        ("taskmanager.memory.process.size=1600m taskmanager.memory.managed.fraction=0.3", new MemoryWish.RoomBeside(300 * MiB, 1600 * MiB)),
        ("taskmanager.memory.flink.size=900m", new MemoryWish.MoreManaged(70 * MiB, ContainerUnchanged: false)),
        ("taskmanager.memory.task.heap.size=300m taskmanager.memory.managed.size=200m", new MemoryWish.MoreOf(MemoryPart.JvmMetaspace, 64 * MiB, ContainerUnchanged: false)),
        ("taskmanager.memory.process.size=1500m taskmanager.memory.jvm-overhead.fraction=0.17", new MemoryWish.MoreOf(MemoryPart.TaskOffHeap, 33 * MiB, ContainerUnchanged: true)),
        ("taskmanager.memory.process.size=1g taskmanager.memory.task.heap.size=600m taskmanager.memory.managed.size=600m", new MemoryWish.Accepted()),
    ];

    private static readonly (string Options, MemoryWish Wish) OfLegacyKeys =
        ("taskmanager.heap.size=1200m taskmanager.network.numberOfBuffers=3000", new MemoryWish.MoreTaskHeap(50 * MiB, ContainerUnchanged: true));

    private static readonly (string Options, MemoryWish Wish) OfOverhead =
        ("taskmanager.memory.process.size=1200m", new MemoryWish.MoreOf(MemoryPart.JvmOverhead, 41 * MiB, ContainerUnchanged: true));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task A_cluster_started_with_the_proposed_options_reports_exactly_the_promised_bytes(string release)
    {
        var home = await FlinkHome.RequireAsync(release, Cancellation);
        var version = FlinkVersion.Parse(home.Version)!.Value;
        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 0 }, Cancellation);

        var promises = Wishes.Append(version.Major == 1 ? OfLegacyKeys : OfOverhead)
            .Select(wish => Promise(cluster, version, wish.Options, wish.Wish))
            .ToDictionary(promise => promise.Process.Name, StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            promises.Values,
            new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Cancellation },
            async (promise, cancellation) => await promise.Process.StartAsync(cancellation));
        await cluster.TaskManagersAsync(promises.Count, Cancellation);

        var reported = (await cluster.Rest.GetAsync("taskmanagers", Cancellation))["taskmanagers"]!.AsArray();
        reported.Count.ShouldBe(10);
        reported.ShouldSatisfyAllConditions(
            [.. reported.Select<JsonNode?, Action>(one => () => Reported(one!["memoryConfiguration"]!).ShouldBe(Promised(promises[(string)one["id"]!].After), (string)one["id"]!))]);
    }

    private static (FlinkProcess Process, ProcessBudget After) Promise(FlinkCluster cluster, FlinkVersion version, string options, MemoryWish wish)
    {
        var configuration = FlinkConfiguration.From(options.Split(' ').Select(option => option.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])));
        var reached = CureSolver.Solve(configuration, version, wish).ShouldBeOfType<CureAnswer.Reached>($"{wish} from {options}");
        reached.Changes.ShouldNotBeEmpty($"{wish} from {options}");

        var process = cluster.AddTaskManager();
        process.Configure([KeyValuePair.Create<string, string?>("taskmanager.memory.process.size", null)]);
        process.Configure(configuration.Options.Select(option => KeyValuePair.Create<string, string?>(option.Key, option.Value)));
        process.Configure(reached.Changes.Select(change => KeyValuePair.Create(change.Key, change.To)));
        return (process, reached.After);
    }

    private static string Promised(ProcessBudget budget) =>
        string.Join(' ', budget.Parts.Append(MemoryComponent.TotalFlink).Append(MemoryComponent.TotalProcess).Select(part => $"{part}={budget[part]}"));

    /// <summary>Flink's own answer, in the order and the words of <see cref="Promised"/>.</summary>
    private static string Reported(JsonNode memory) =>
        $"FrameworkHeap={memory["frameworkHeap"]} TaskHeap={memory["taskHeap"]} FrameworkOffHeap={memory["frameworkOffHeap"]} TaskOffHeap={memory["taskOffHeap"]} "
        + $"Network={memory["networkMemory"]} Managed={memory["managedMemory"]} JvmMetaspace={memory["jvmMetaspace"]} JvmOverhead={memory["jvmOverhead"]} "
        + $"TotalFlink={memory["totalFlinkMemory"]} TotalProcess={memory["totalProcessMemory"]}";
}
