using System.Buffers;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Core.FailureTexts;

/// <summary>
/// Names the class of a failure by its own words. Of several causes the innermost <c>Caused by</c> counts; words for memory beat everything around them,
/// because a suppressed recovery or a lost connection tells only what followed.
/// </summary>
public static class FailureTextClassifier
{
    /// <summary>Longer texts are read at both ends: the head names the failure, the tail its cause.</summary>
    private const int MostCharacters = 64 * 1024;

    private static readonly SearchValues<string> SignsOfFailure = SearchValues.Create(
        [
            "exception", "error", "fatal", "caused by", "outofmemory", "out of memory", "oomkilled", "oom-kill", "killed", "insufficient", "memory limits", "will be poor",
            "cache of size 0 bytes", "expired before", "timed out", "no longer reachable", "heap space", "direct memory", "native thread", "pthread_create", "bad_alloc",
            "heap initialization failed", "0x8007000e", "exit code", "exitcode", "no space left", "too many open files", "pause full", "network buffers", "shutting it down",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly Regex WhiteSpace = LinearRegex.Of(@"(\s*\|)*\s*\n[>|\s]*|\s+");

    /// <summary>The JobManager's log and the exceptions of a job repeat, under frames of the JobManager, what a task met in a TaskManager.</summary>
    private static readonly Regex TaskFailure = LinearRegex.Of(@"switched from (state )?\w+ to (FAILED|FAILING|RESTARTING|CANCELING)|Recovery is suppressed by|Trying to recover from a global failure");

    /// <summary>What a program prints to its log is no account of a person.</summary>
    private static readonly Regex Program = LinearRegex.Of(@"\b(INFO|DEBUG|TRACE|WARN) +(\[|[a-z]+\.)| -D ?\w+[.=]");

    /// <summary>Options of a JVM name failures that did not happen.</summary>
    private static readonly Regex JvmOptions = LinearRegex.Of(@"-XX:[+-]?\w*OutOfMemoryError\S*|jvm-exit-on-oom\S*");

    /// <summary><c>I don't get an OutOfMemoryException</c>.</summary>
    private static readonly Regex Negation = LinearRegex.Of(
        @"\b(don't|doesn't|didn't|do not|does not|did not|without|never|no)\b[\w ]{0,24}\bOutOfMemory(Exception|Error)", RegexOptions.IgnoreCase);

    /// <summary>All rules, in the order in which they are asked.</summary>
    public static IReadOnlyList<FailureTextRule> Rules { get; } = [.. MemoryWordRules.LookAlikes, .. MemoryWordRules.All, .. OtherWordRules.Prose, .. OtherWordRules.Words];

    /// <summary>
    /// Whether a line of a log is worth a <see cref="Classify"/>: cheap, and wrong only on the side of yes. Frames of a stack are no failure of their own.
    /// </summary>
    public static bool MayBeFailure(string line)
    {
        ArgumentNullException.ThrowIfNull(line);

        var text = line.AsSpan().TrimStart();
        return !text.StartsWith("at ", StringComparison.Ordinal) && text.ContainsAny(SignsOfFailure);
    }

    /// <summary>Classifies one text: a line, an exception with its causes, a piece of a log.</summary>
    /// <param name="text">As it was printed.</param>
    /// <param name="component">Who said it, where that is known (<c>jobmanager</c>, <c>taskmanager</c>): the same words mean another heap there.</param>
    public static FailureTextClassification Classify(string text, string? component = null)
    {
        ArgumentNullException.ThrowIfNull(text);

        var folded = JvmOptions.Replace(Fold(text), " ");
        var memory = Negation.Replace(folded, " ");
        var found = Innermost(memory, MemoryWordRules.LookAlikes)
            ?? Innermost(memory, MemoryWordRules.All)
            ?? First(OtherWordRules.Words.Take(1), folded)
            ?? (Program.IsMatch(folded) ? null : First(OtherWordRules.Prose, folded))
            ?? Innermost(folded, OtherWordRules.Words)
            ?? FailureTextClassification.Unknown;
        return found.Class switch
        {
            SymptomClass.JobManagerHeapOom when found.Rule is { Name: MemoryWordRules.JobManagerHeapByThread } && TaskFailure.IsMatch(folded) => found with { Class = SymptomClass.HeapOom },
            SymptomClass.HeapOom when component is "jobmanager" && !TaskFailure.IsMatch(folded) => found with { Class = SymptomClass.JobManagerHeapOom },
            _ => found,
        };
    }

    private static FailureTextClassification? Innermost(string text, IReadOnlyList<FailureTextRule> rules)
    {
        // A JobManager's heap is told by threads and frames around the words, so the whole text is asked once more.
        for (var end = text.Length; end > 0;)
        {
            var start = Math.Max(0, Math.Max(text.LastIndexOf("caused by:", end - 1, StringComparison.OrdinalIgnoreCase), text.LastIndexOf(" cause:", end - 1, StringComparison.OrdinalIgnoreCase)));
            if (First(rules, text[start..end]) is { } found)
            {
                return found.Class is SymptomClass.HeapOom && First(rules, text) is { Class: SymptomClass.JobManagerHeapOom } wider ? wider : found;
            }

            end = start;
        }

        return null;
    }

    private static FailureTextClassification? First(IEnumerable<FailureTextRule> rules, string text)
    {
        foreach (var rule in rules)
        {
            if (rule.Find(text) is { } words)
            {
                return new(rule.Class, rule.Weight is FailureTextWeight.Consequence, rule, words.Length > 200 ? words[..200] : words);
            }
        }

        return null;
    }

    private static string Fold(string text)
    {
        var bounded = text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters / 2), " ", text.AsSpan(text.Length - (MostCharacters / 2)));
        return WhiteSpace.Replace(bounded, " ");
    }
}
