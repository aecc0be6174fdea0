using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Derives a TaskManager's memory as Flink's start scripts and <c>TaskExecutorProcessUtils</c> do.</summary>
public static class TaskManagerBudgets
{
    private const string LegacyPrefix = "TaskManager failed to map legacy JVM heap option to the new one: ";
    private const string DerivationPrefix = "TaskManager memory configuration failed: ";

    /// <summary>What this Flink makes of the configuration. Never throws for what a configuration may hold.</summary>
    public static BudgetAnswer<TaskManagerBudget> Derive(FlinkConfiguration configuration, FlinkVersion version)
    {
        var prefix = LegacyPrefix;
        try
        {
            var options = LegacyHeap.Read(configuration, version, TaskManagerOptions.Process);
            prefix = DerivationPrefix;
            var budget = new TaskManagerDerivation(options, version).Derive();
            return new BudgetAnswer<TaskManagerBudget>.Valid(budget, [.. options.Remarks]);
        }
        catch (FlinkRefusalException refusal)
        {
            return refusal.ToAnswer<TaskManagerBudget>(prefix);
        }
        catch (OverflowException)
        {
            return Overflow.Refuse<TaskManagerBudget>(configuration, TaskManagerOptions.Process.Prefix);
        }
    }
}
