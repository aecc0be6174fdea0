using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>A wish as it stands in the address, and what becomes of it.</summary>
/// <param name="Kind">What is wished.</param>
/// <param name="Amount">Bytes or buffers; null where the text cannot be read.</param>
/// <param name="Size">The amount as written.</param>
/// <param name="Limit">The container's limit as written; the process's size where none is given.</param>
/// <param name="Answer">Null where the wish cannot be read.</param>
/// <param name="Problem">Why it cannot be read.</param>
public sealed record WhatIf(WishKind Kind, long? Amount, string Size, string Limit, CureAnswer? Answer, string? Problem)
{
    /// <summary>Null where nothing is wished, or the process has no such wish.</summary>
    public static WhatIf? Of(BudgetAddress address, FlinkConfiguration configuration, FlinkVersion version, ProcessBudget? budget)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (budget is null || WishKinds.Of(address.IsJobManager).FirstOrDefault(kind => string.Equals(kind.Id, address.Wish, StringComparison.Ordinal)) is not { } kind)
        {
            return null;
        }

        var size = address.Size.Length > 0 ? address.Size : kind.Write(kind.Start(budget));
        var limit = address.Limit.Length > 0 ? address.Limit : MemorySizeText.ToOption(budget.TotalProcess);
        if (kind.Read(size, out var failure) is not { } amount)
        {
            return new(kind, null, size, limit, null, $"“{size}” cannot be read: {failure}");
        }

        if (!MemorySizeText.TryParseTyped(limit, out var limitBytes, out failure))
        {
            return new(kind, amount, size, limit, null, $"The container's limit “{limit}” cannot be read: {failure}");
        }

        return new(kind, amount, size, limit, CureSolver.Solve(configuration, version, kind.Make(amount, !address.Grows, limitBytes)), null);
    }
}
