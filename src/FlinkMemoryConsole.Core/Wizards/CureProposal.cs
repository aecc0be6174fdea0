using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Core.Wizards;

/// <summary>What a wizard proposes, with all that a person wants to know before changing anything.</summary>
public sealed record CureProposal
{
    /// <summary>Options and advice; what it should change in the numbers.</summary>
    public required Cure Cure { get; init; }

    /// <summary>What Flink makes of the present options; null where it was not derived.</summary>
    public TaskManagerBudget? Before { get; init; }

    /// <summary>What Flink makes of the proposed ones.</summary>
    public TaskManagerBudget? After { get; init; }

    /// <summary>Why no options are proposed although more memory was wanted; null where there are some.</summary>
    public string? Impossible { get; init; }

    /// <summary>For a leak: how long the larger memory lasts; null where it is not to win time.</summary>
    public TimeSpan? LastsFor { get; init; }

    /// <summary>What else changes, and what to think of when applying it.</summary>
    public ImmutableArray<string> SideEffects { get; init; } = [];

    /// <summary>Advice on code with the place to look at first.</summary>
    public ImmutableArray<CodeAdvice> Advice { get; init; } = [];
}

/// <summary>One change to make in a job's code.</summary>
/// <param name="Title">What to look for.</param>
/// <param name="Text">Why it holds memory, and what to do instead.</param>
/// <param name="Language"><c>C#</c>, <c>Java</c>, or null where it holds for both.</param>
public sealed record CodeAdvice(string Title, string Text, string? Language);
