using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Flink's answer to a configuration: a budget, or a refusal in its own words.</summary>
public abstract record BudgetAnswer<TBudget>
    where TBudget : ProcessBudget
{
    private BudgetAnswer()
    {
    }

    /// <summary>The budget, or null where Flink refuses.</summary>
    public TBudget? BudgetOrNull => (this as Valid)?.Budget;

    /// <summary>Flink starts the process like this.</summary>
    /// <param name="Budget">Every component.</param>
    /// <param name="Remarks">What Flink only logs: a fraction that was clamped, a fraction that the rest contradicts, a JobManager heap below the recommended minimum.</param>
    public sealed record Valid(TBudget Budget, ImmutableArray<string> Remarks) : BudgetAnswer<TBudget>;

    /// <summary>Flink does not start the process.</summary>
    /// <param name="ExceptionClass">Flink's exception, simple name: <c>IllegalConfigurationException</c>.</param>
    /// <param name="Message">Flink's message, whole, as this version prints it, without the prefix of <see cref="Prefix"/>.</param>
    /// <param name="Keys">The options to blame, set or missing, the most telling first.</param>
    public sealed record Refused(string ExceptionClass, string Message, ImmutableArray<string> Keys) : BudgetAnswer<TBudget>
    {
        /// <summary>What Flink puts in front of the message in its log: <c>TaskManager memory configuration failed: </c>; empty where this version has none.</summary>
        public string Prefix { get; init; } = "";

        /// <summary>Flink's message of the cause, where the outer message does not tell all (a size that cannot be read, a range that is not met).</summary>
        public string? Cause { get; init; }
    }
}
