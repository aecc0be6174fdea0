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
    /// <summary>Words that the pattern matches and that tell nothing.</summary>
    public IReadOnlySet<string> Except { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first words of the text that say it, or null.</summary>
    internal string? Find(string text)
    {
        for (var match = Pattern.Match(text); match.Success; match = match.NextMatch())
        {
            if (!Except.Contains(match.Value))
            {
                return match.Value;
            }
        }

        return null;
    }

    internal static FailureTextRule Cause(string name, string? symptom, string pattern, string source) => new(name, symptom, FailureTextWeight.Cause, Compile(pattern), source);

    internal static FailureTextRule Consequence(string name, string? symptom, string pattern, string source) => new(name, symptom, FailureTextWeight.Consequence, Compile(pattern), source);

    internal static FailureTextRule Prose(string name, string symptom, string pattern) => new(name, symptom, FailureTextWeight.Prose, Compile(pattern), "an account of what was seen");

    private static Regex Compile(string pattern) => LinearRegex.Of(pattern, RegexOptions.IgnoreCase);
}
