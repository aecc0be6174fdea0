using CsCheck;
using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Tests.Cures;

namespace FlinkMemoryConsole.Tests.Budget;

/// <summary>What holds for every budget.</summary>
public class BudgetLaws
{
    private static readonly Gen<FlinkVersion> Versions = Gen.OneOf(new FlinkVersion(1, 18), new FlinkVersion(1, 20), new FlinkVersion(2, 0), FlinkVersion.Newest);

    [Fact]
    public void Parts_sum_to_the_whole_and_each_has_an_origin() =>
        Drawn().Sample((taskManager, configuration, version) =>
        {
            ProcessBudget? budget = taskManager ? TaskManagerBudgets.Derive(configuration, version).BudgetOrNull : JobManagerBudgets.Derive(configuration, version).BudgetOrNull;
            return budget is null
                || (budget.Parts.Sum(part => (decimal)budget[part]) == budget.TotalProcess
                    && IsAsSet(configuration, $"{(taskManager ? "taskmanager" : "jobmanager")}.memory.process.size", budget.TotalProcess)
                    && IsAsSet(configuration, $"{(taskManager ? "taskmanager" : "jobmanager")}.memory.flink.size", budget.TotalFlink)
                    && budget.Parts.All(part => budget[part] >= 0)
                    && budget.Parts.Append(MemoryComponent.TotalFlink).Append(MemoryComponent.TotalProcess).All(part => budget.OriginOf(part).Formula.Length > 0));
        }, iter: 5_000);

    [Theory]
    [InlineData(true, "flink.size=9223372036000000000b")]
    [InlineData(false, "flink.size=9223372036000000000b")]
    [InlineData(true, "task.heap.size=1g managed.size=8388600t")]
    [InlineData(true, "task.heap.size=600g managed.size=600g network.fraction=0.99999994")]
    public void Above_the_largest_number_Flink_refuses_and_the_sizes_are_blamed(bool taskManager, string options)
    {
        var configuration = CureSolverTests.Parse(string.Join(' ', options.Split(' ').Select(option => $"{(taskManager ? "taskmanager" : "jobmanager")}.memory.{option}")));

        var answer = ProcessAnswer.Derive(taskManager ? AskedProcess.TaskManager : AskedProcess.JobManager, configuration, FlinkVersion.Newest);

        answer.Refusal.ShouldNotBeNull().Message.ShouldBe("long overflow");
        answer.Refusal.Keys.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("taskmanager.memory.segment-size=4g", "Cannot downcast long value 4294967296 to integer.")]
    [InlineData("taskmanager.memory.segment-size=2k", "Minimum memory segment size is 4096")]
    [InlineData("taskmanager.memory.segment-size=5k", "Memory segment size must be a power of 2.")]
    [InlineData("taskmanager.memory.segment-size=x", "Could not parse value 'x' for key 'taskmanager.memory.segment-size'.")]
    [InlineData("taskmanager.memory.segment-size=1g", "must be no smaller than 'taskmanager.memory.segment-size'")]
    [InlineData("taskmanager.memory.framework.off-heap.batch-shuffle.size=1k", "to at least 32768 bytes")]
    [InlineData("taskmanager.memory.process.size=90000t", "corresponds to more than MAX_INT pages")]
    public void What_fails_only_when_the_network_starts_is_said_beside_the_budget(string option, string words)
    {
        var configuration = CureSolverTests.Parse($"taskmanager.memory.process.size=4g {option}");

        var valid = TaskManagerBudgets.Derive(configuration, FlinkVersion.Newest).ShouldBeOfType<BudgetAnswer<TaskManagerBudget>.Valid>();

        valid.Budget.NetworkFault.ShouldNotBeNull().Message.ShouldContain(words);
        (valid.Budget.SegmentSize, valid.Budget.NetworkBuffers).ShouldBe((null, null));
        valid.Remarks.ShouldNotContain(remark => remark.Contains(words.TrimEnd('.'), StringComparison.Ordinal), "remarks are what Flink logs, and it logs nothing of it");
        ConfigurationAdvice.For(configuration, FlinkVersion.Newest).ShouldContain(finding => finding.Severity == AdviceSeverity.Error && finding.Keys.Contains(valid.Budget.NetworkFault!.Keys[0], StringComparer.Ordinal));
        CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.NetworkBuffers(4000, ContainerUnchanged: false)).ShouldBeOfType<CureAnswer.Impossible>().Why.ShouldContain(words.TrimEnd('.'));
    }

    [Fact]
    public void A_number_without_end_is_refused_at_once()
    {
        var digits = new string('1', 300_000);
        foreach (var text in new[] { digits + "x", $"{digits}.{digits}x", $"1e{digits}x", $".{digits}x" })
        {
            TaskManagerBudgets.Derive(CureSolverTests.Parse($"taskmanager.memory.process.size=4g taskmanager.memory.managed.fraction={text}"), FlinkVersion.Newest)
                .ShouldBeOfType<BudgetAnswer<TaskManagerBudget>.Refused>().ExceptionClass.ShouldBe("IllegalArgumentException");
        }
    }

    [Fact]
    public void A_refusal_blames_at_least_one_option() =>
        Drawn().Sample((taskManager, configuration, version) => taskManager
            ? TaskManagerBudgets.Derive(configuration, version) is not BudgetAnswer<TaskManagerBudget>.Refused { Keys.IsEmpty: true }
            : JobManagerBudgets.Derive(configuration, version) is not BudgetAnswer<JobManagerBudget>.Refused { Keys.IsEmpty: true });

    [Fact]
    public void What_Flink_hands_to_the_process_derives_to_the_same_budget() =>
        Drawn().Where(drawn => drawn.Item1).Sample((_, configuration, version) =>
        {
            if (TaskManagerBudgets.Derive(configuration, version).BudgetOrNull is not { } budget)
            {
                return true;
            }

            var resolved = FlinkConfiguration.From(new Dictionary<string, string>
            {
                ["taskmanager.memory.framework.heap.size"] = $"{budget.FrameworkHeap}b",
                ["taskmanager.memory.framework.off-heap.size"] = $"{budget.FrameworkOffHeap}b",
                ["taskmanager.memory.task.heap.size"] = $"{budget.TaskHeap}b",
                ["taskmanager.memory.task.off-heap.size"] = $"{budget.TaskOffHeap}b",
                ["taskmanager.memory.managed.size"] = $"{budget.Managed}b",
                ["taskmanager.memory.network.min"] = $"{budget.Network}b",
                ["taskmanager.memory.network.max"] = $"{budget.Network}b",
                ["taskmanager.memory.jvm-metaspace.size"] = $"{budget.JvmMetaspace}b",
                ["taskmanager.memory.jvm-overhead.min"] = $"{budget.JvmOverhead}b",
                ["taskmanager.memory.jvm-overhead.max"] = $"{budget.JvmOverhead}b",
            });
            var again = TaskManagerBudgets.Derive(resolved, version).BudgetOrNull;
            return again is not null && again.Parts.All(part => again[part] == budget[part]) && string.Equals(again.JvmFlags, budget.JvmFlags, StringComparison.Ordinal);
        });

    private static bool IsAsSet(FlinkConfiguration configuration, string key, long bytes) =>
        configuration[key] is not { } text || (MemorySizeText.TryParse(text, out var given, out _) && given == bytes);

    private static Gen<(bool, FlinkConfiguration, FlinkVersion)> Drawn() =>
        Gen.Select(Gen.Int, Gen.Bool, Versions).Select((seed, taskManager, version) => (taskManager, FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager)), version));
}
