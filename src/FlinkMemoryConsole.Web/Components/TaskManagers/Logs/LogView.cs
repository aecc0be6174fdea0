using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Inspection;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Logs;

/// <summary>A line of a log as it is shown.</summary>
/// <param name="Number">In the whole file, counted from 1; null where the file was not read from its beginning.</param>
/// <param name="Class">The symptom that its words name; null for a line that tells of no failure.</param>
/// <param name="IsConsequence">It tells what followed, not why.</param>
public readonly record struct LogLine(long? Number, string Text, string? Class, bool IsConsequence)
{
    /// <summary>The words name trouble with memory.</summary>
    public bool SpeaksOfMemory => Class is not null and not SymptomClass.NotMemory;
}

/// <summary>The lines of a log, with those marked that tell of a failure.</summary>
public sealed record LogView(ImmutableArray<LogLine> Lines, bool IsCut)
{
    /// <summary>Longer lines are cut on screen: a dumped record must not stop the browser.</summary>
    private const int MostCharacters = 2_000;

    public static LogView Empty { get; } = new([], IsCut: false);

    /// <summary>Indexes of the marked lines.</summary>
    public ImmutableArray<int> Failures { get; } = [.. Enumerable.Range(0, Lines.Length).Where(i => Lines[i].Class is not null)];

    /// <summary>Marks the lines of a tail. What was judged in <paramref name="before"/> is not judged again: a log is read every few seconds.</summary>
    public static LogView Of(LogTail tail, string component, LogView? before = null)
    {
        ArgumentNullException.ThrowIfNull(tail);

        var known = new Dictionary<string, LogLine>(StringComparer.Ordinal);
        foreach (var index in before?.Failures ?? [])
        {
            known[before!.Lines[index].Text] = before.Lines[index];
        }

        return new([.. tail.Lines.Select((text, i) => Mark(text.Length > MostCharacters ? text[..MostCharacters] + " …" : text, tail.FirstLine + i, component, known))], tail.IsCut);
    }

    /// <summary>The index of the next marked line after <paramref name="index"/>, the first one again after the last; null where none is marked.</summary>
    public int? NextFailure(int index) => Failures.IsEmpty ? null : Failures.FirstOrDefault(failure => failure > index, Failures[0]);

    /// <summary>The index of the next line after <paramref name="index"/> that holds the words, the first one again after the last; null where none does.</summary>
    public int? Find(string words, int index)
    {
        for (var step = 1; words.Length > 0 && step <= Lines.Length; step++)
        {
            var at = (Math.Max(index, -1) + step) % Lines.Length;
            if (Lines[at].Text.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>
    /// The index of a line by its number in the file. Where only the end of the file was read, a failure that the monitor found there earlier is looked up by its words.
    /// </summary>
    public int? IndexOf(long line, IEnumerable<FailureText> kept)
    {
        if (Lines is [{ Number: { } first }, ..])
        {
            return line - first is >= 0 and var index && index < Lines.Length ? (int)index : null;
        }

        var words = kept.FirstOrDefault(text => text.Source.EndsWith($":{line}", StringComparison.Ordinal))?.Text.Split('\n')[0].TrimEnd();
        var found = words is null ? -1 : Lines.ToList().FindLastIndex(candidate => string.Equals(candidate.Text.TrimEnd(), words, StringComparison.Ordinal));
        return found < 0 ? null : found;
    }

    private static LogLine Mark(string text, long? number, string component, Dictionary<string, LogLine> known)
    {
        if (known.TryGetValue(text, out var before))
        {
            return before with { Number = number };
        }

        if (!FailureTextClassifier.MayBeFailure(text))
        {
            return new(number, text, null, IsConsequence: false);
        }

        var said = FailureTextClassifier.Classify(text, component);
        return new(number, text, said.Class, said.IsConsequence);
    }
}
