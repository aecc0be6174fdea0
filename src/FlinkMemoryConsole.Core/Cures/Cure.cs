using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>What to change: options that Flink accepts as a whole, advice on code, or both.</summary>
/// <param name="Options">All of them together, or none.</param>
/// <param name="Code">What to change in the job's code, one advice each.</param>
/// <param name="Expect">What should change in the numbers, so that the check can tell.</param>
public sealed record Cure(ImmutableArray<OptionChange> Options, ImmutableArray<string> Code, string Expect)
{
    /// <summary>Nothing is proposed.</summary>
    public static Cure None { get; } = new([], [], "");
}

/// <summary>One option to set, change or remove.</summary>
/// <param name="Key">Flink's key, as this version spells it.</param>
/// <param name="From">The value until now; null where it was not set.</param>
/// <param name="To">The value to set; null to remove it.</param>
public sealed record OptionChange(string Key, string? From, string? To);
