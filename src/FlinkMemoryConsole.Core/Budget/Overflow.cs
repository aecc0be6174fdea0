using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Sizes whose sum or product is above 2^63-1: Flink dies of Java's <c>ArithmeticException</c> there.</summary>
internal static class Overflow
{
    /// <summary>Java's words; to blame are the largest sizes that are set for the process.</summary>
    public static BudgetAnswer<TBudget>.Refused Refuse<TBudget>(FlinkConfiguration configuration, string process)
        where TBudget : ProcessBudget =>
        new("ArithmeticException", "long overflow", [.. Blamed([.. configuration.Options.Where(option => option.Key.StartsWith(process + ".", StringComparison.Ordinal))])]);

    /// <summary>Sizes of petabytes; where none is as large, a fraction near 1 has multiplied one of gigabytes.</summary>
    private static IEnumerable<string> Blamed(IReadOnlyCollection<KeyValuePair<string, string>> set)
    {
        var sizes = set
            .Select(option => (option.Key, Bytes: MemorySizeText.TryParse(option.Value, out var bytes, out _) ? bytes : 0))
            .OrderByDescending(option => option.Bytes)
            .ToList();
        var huge = sizes.Where(option => option.Bytes > 1L << 50).Select(option => option.Key).ToList();
        return huge.Count > 0
            ? huge
            : set.Select(option => option.Key).Where(key => key.EndsWith(".fraction", StringComparison.Ordinal) || key.EndsWith(".heap.mb", StringComparison.Ordinal))
                .Concat(sizes.Where(option => option.Bytes > 1L << 30).Select(option => option.Key));
    }
}
