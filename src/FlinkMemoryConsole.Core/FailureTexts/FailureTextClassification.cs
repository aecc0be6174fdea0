namespace FlinkMemoryConsole.Core.FailureTexts;

/// <summary>What a failure text says.</summary>
/// <param name="Class">The symptom that the words name, <c>not-memory</c>, or null when they name none (ambiguous).</param>
/// <param name="IsConsequence">The words tell what followed (a lost connection, a suppressed recovery), not why.</param>
/// <param name="Rule">The rule that decided; null when none knew the text.</param>
/// <param name="Words">The words that decided, as they stand in the text with white space folded; empty without a rule.</param>
public sealed record FailureTextClassification(string? Class, bool IsConsequence, FailureTextRule? Rule, string Words)
{
    /// <summary>Nothing in the text is known.</summary>
    public static FailureTextClassification Unknown { get; } = new(null, false, null, "");
}
