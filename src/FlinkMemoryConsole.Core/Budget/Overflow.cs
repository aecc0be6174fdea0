using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Sizes whose sum or product is above 2^63-1: Flink dies of Java's <c>ArithmeticException</c> there.</summary>
internal static class Overflow
{
    /// <summary>Java's words; to blame are the largest sizes that are set for the process.</summary>
    public static BudgetAnswer<TBudget>.Refused Refuse<TBudget>(FlinkConfiguration configuration, string process)
        where TBudget : ProcessBudget =>
        new(
            "ArithmeticException",
            "long overflow",
            [
                .. configuration.Options
                    .Where(option => option.Key.StartsWith(process + ".", StringComparison.Ordinal))
                    .Select(option => (option.Key, Bytes: MemorySizeText.TryParse(option.Value, out var bytes, out _) ? bytes : 0))
                    .Where(option => option.Bytes > 1L << 50)
                    .OrderByDescending(option => option.Bytes)
                    .Select(option => option.Key),
            ]);
}
