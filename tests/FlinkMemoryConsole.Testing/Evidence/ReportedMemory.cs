using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Testing.Evidence;

/// <summary>What a TaskManager reports of its memory.</summary>
public static class ReportedMemory
{
    /// <summary>Of one that was started with this budget.</summary>
    public static TaskManagerMemory Of(TaskManagerBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return new(
            budget.FrameworkHeap, budget.TaskHeap, budget.FrameworkOffHeap, budget.TaskOffHeap, budget.Network, budget.Managed, budget.JvmMetaspace, budget.JvmOverhead, budget.TotalFlink, budget.TotalProcess);
    }
}
