using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Derives a JobManager's memory as Flink's <c>JobManagerProcessUtils</c> does.</summary>
public static class JobManagerBudgets
{
    /// <summary>What this Flink makes of the configuration. Never throws for what a configuration may hold.</summary>
    public static BudgetAnswer<JobManagerBudget> Derive(FlinkConfiguration configuration, FlinkVersion version) => throw new NotSupportedException();
}
