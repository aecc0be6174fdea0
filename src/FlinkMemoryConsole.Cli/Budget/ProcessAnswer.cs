using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary>Which process of Flink a budget is asked for.</summary>
internal enum AskedProcess
{
    TaskManager,
    JobManager,
}

/// <summary>Flink's answer for either process, in one shape for printing.</summary>
/// <param name="Budget">Null where Flink refuses.</param>
/// <param name="Refusal">Null where Flink accepts.</param>
/// <param name="Remarks">What Flink only logs.</param>
internal sealed record ProcessAnswer(ProcessBudget? Budget, ProcessRefusal? Refusal, ImmutableArray<string> Remarks)
{
    public static ProcessAnswer Derive(AskedProcess process, FlinkConfiguration configuration, FlinkVersion version) => process is AskedProcess.TaskManager
        ? From(TaskManagerBudgets.Derive(configuration, version))
        : From(JobManagerBudgets.Derive(configuration, version));

    private static ProcessAnswer From<TBudget>(BudgetAnswer<TBudget> answer)
        where TBudget : ProcessBudget => answer switch
        {
            BudgetAnswer<TBudget>.Valid valid => new(valid.Budget, null, valid.Remarks),
            BudgetAnswer<TBudget>.Refused refused => new(null, new ProcessRefusal(refused.ExceptionClass, refused.Prefix, refused.Message, refused.Cause, refused.Keys), []),
            _ => throw new InvalidOperationException($"{answer} is no answer."),
        };
}

/// <summary>A refusal in Flink's words.</summary>
internal sealed record ProcessRefusal(string ExceptionClass, string Prefix, string Message, string? Cause, ImmutableArray<string> Keys);
