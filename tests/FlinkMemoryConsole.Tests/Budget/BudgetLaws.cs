using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

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
                || (budget.Parts.Sum(part => budget[part]) == budget.TotalProcess
                    && budget.Parts.All(part => budget[part] >= 0)
                    && budget.Parts.Append(MemoryComponent.TotalFlink).Append(MemoryComponent.TotalProcess).All(part => budget.OriginOf(part).Formula.Length > 0));
        });

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

    private static Gen<(bool, FlinkConfiguration, FlinkVersion)> Drawn() =>
        Gen.Select(Gen.Int, Gen.Bool, Versions).Select((seed, taskManager, version) => (taskManager, FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager)), version));
}
