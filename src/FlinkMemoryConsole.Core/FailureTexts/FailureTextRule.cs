using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.FailureTexts;

/// <summary>How much the words of a rule tell.</summary>
public enum FailureTextWeight
{
    /// <summary>Somebody's account of what was seen; fewer rights than the words of a program.</summary>
    Prose,

    /// <summary>It tells what followed; the cause stands elsewhere.</summary>
    Consequence,

    /// <summary>A program's own words for a cause.</summary>
    Cause,
}

/// <summary>One thing that a text can say, and what it means.</summary>
/// <param name="Name">Short and stable: shown to people who ask why a text was classified as it was.</param>
/// <param name="Class">A <see cref="Symptoms.SymptomClass"/>, or null where the words alone do not tell.</param>
/// <param name="Weight">Cause, consequence or prose.</param>
/// <param name="Pattern">Matched without regard to case against the text with all white space folded to one blank.</param>
/// <param name="Source">Who says these words, and where that is known from.</param>
public sealed record FailureTextRule(string Name, string? Class, FailureTextWeight Weight, Regex Pattern, string Source)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    internal static FailureTextRule Cause(string name, string? symptom, string pattern, string source) => new(name, symptom, FailureTextWeight.Cause, Compile(pattern), source);

    internal static FailureTextRule Consequence(string name, string? symptom, string pattern, string source) => new(name, symptom, FailureTextWeight.Consequence, Compile(pattern), source);

    internal static FailureTextRule Prose(string name, string symptom, string pattern) => new(name, symptom, FailureTextWeight.Prose, Compile(pattern), "an account of what was seen");

    internal static Regex Compile(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Limit);
}
