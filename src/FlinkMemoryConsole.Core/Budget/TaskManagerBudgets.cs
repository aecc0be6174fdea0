using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Derives a TaskManager's memory as Flink's <c>TaskExecutorProcessUtils</c> does.</summary>
public static class TaskManagerBudgets
{
    /// <summary>What this Flink makes of the configuration. Never throws for what a configuration may hold.</summary>
    public static BudgetAnswer<TaskManagerBudget> Derive(FlinkConfiguration configuration, FlinkVersion version) => throw new NotSupportedException();
}
