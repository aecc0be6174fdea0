using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Flink would throw here; leaves the derivation as <see cref="BudgetAnswer{TBudget}.Refused"/>.</summary>
internal sealed class FlinkRefusalException(string exceptionClass, string message, ImmutableArray<string> keys, string? cause = null) : Exception(message)
{
    public const string IllegalConfiguration = "IllegalConfigurationException";

    /// <summary>Simple name of Flink's exception.</summary>
    public string ExceptionClass => exceptionClass;

    /// <summary>Flink wraps these, and no others, in messages of its own.</summary>
    public bool IsIllegalConfiguration => string.Equals(exceptionClass, IllegalConfiguration, StringComparison.Ordinal);

    public ImmutableArray<string> Keys => keys;

    /// <summary>The message of Flink's <em>Caused by</em>.</summary>
    public string? FlinkCause => cause;

    /// <summary>The refusal as an answer.</summary>
    /// <param name="prefix">What Flink puts before its own <c>IllegalConfigurationException</c>; others pass as they are.</param>
    public BudgetAnswer<TBudget>.Refused ToAnswer<TBudget>(string prefix)
        where TBudget : ProcessBudget =>
        new(exceptionClass, Message, keys) { Prefix = IsIllegalConfiguration ? prefix : "", Cause = cause };
}
