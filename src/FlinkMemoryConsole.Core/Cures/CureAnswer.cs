using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>What it takes to fulfil a wish, or why it cannot be fulfilled.</summary>
public abstract record CureAnswer
{
    private CureAnswer()
    {
    }

    /// <summary>These changes, all of them together, fulfil the wish; Flink accepts the result.</summary>
    /// <param name="Changes">The fewest that do; empty where nothing needs to change.</param>
    /// <param name="Before">The budget until now; null where Flink refuses the present configuration.</param>
    /// <param name="After">The budget that the changed configuration derives to.</param>
    public sealed record Reached(ImmutableArray<OptionChange> Changes, ProcessBudget? Before, ProcessBudget After) : CureAnswer
    {
        /// <summary>Every part with its size before and after, in Flink's order, totals last; those that stay included.</summary>
        public ImmutableArray<ComponentShift> Shifts =>
            [.. After.Parts.Append(MemoryComponent.TotalFlink).Append(MemoryComponent.TotalProcess).Select(part => new ComponentShift(part, Before?[part], After[part]))];

        /// <summary>The parts that pay for the wish; totals are none.</summary>
        public ImmutableArray<ComponentShift> Shrinks => [.. Shifts.Where(shift => shift.Delta < 0 && After.Parts.Contains(shift.Component))];

        /// <summary><see cref="Shrinks"/> in words, <c>task heap gets 128.000mb (134217728 bytes) smaller</c>; null where nothing shrinks.</summary>
        public string? ShrinksInWords => Shrinks.IsEmpty
            ? null
            : string.Join(", ", Shrinks.Select(shift => $"{MemoryComponentNames.InSentence(shift.Component)} gets {MemorySizeText.ToHumanReadable(-shift.Delta!.Value)} smaller"));

        /// <summary>What a person should know before applying it: what pays, what else the changes imply.</summary>
        public ImmutableArray<string> Remarks { get; init; } = [];
    }

    /// <summary>No set of options fulfils the wish.</summary>
    /// <param name="Why">The reason, with its numbers.</param>
    /// <param name="Nearest">The nearest that can be reached; null where nothing near makes sense.</param>
    public sealed record Impossible(string Why, Reached? Nearest) : CureAnswer;
}

/// <summary>A component before and after a change, bytes.</summary>
/// <param name="Before">Null where Flink refuses the configuration as it was.</param>
public sealed record ComponentShift(MemoryComponent Component, long? Before, long After)
{
    /// <summary>Positive: it grows. Null where there is no before.</summary>
    public long? Delta => After - Before;
}
