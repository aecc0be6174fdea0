using System.Globalization;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Numbers as a person says them. The same in every culture.</summary>
internal static class Phrase
{
    private const double Kibi = 1024;

    /// <summary>Of one failure text: longer ones hold stacks.</summary>
    private const int MostLines = 400;

    private static readonly Regex ExceptionInLine = LinearRegex.Of(@"([a-z]\w*\.)+[A-Z][\w$]*(Error|Exception)\b.*$");

    /// <summary>Binary units, three digits: <c>512 MiB</c>, <c>1.25 GiB</c>.</summary>
    public static string Bytes(double bytes) => Math.Abs(bytes) switch
    {
        >= Kibi * Kibi * Kibi => Text($"{bytes / (Kibi * Kibi * Kibi):0.##} GiB"),
        >= Kibi * Kibi => Text($"{bytes / (Kibi * Kibi):0} MiB"),
        >= Kibi => Text($"{bytes / Kibi:0} KiB"),
        _ => Text($"{bytes:0} bytes"),
    };

    public static string BytesPerMinute(double perSecond) => $"{Bytes(perSecond * 60)} a minute";

    public static string Percent(double share) => Text($"{share * 100:0.#} %").Replace(".0 %", " %", StringComparison.Ordinal);

    public static string Duration(TimeSpan span) => span.TotalSeconds switch
    {
        < 90 => Text($"{span.TotalSeconds:0} s"),
        < 5400 => Text($"{span.TotalMinutes:0} min"),
        _ => Text($"{span.TotalHours:0.#} h"),
    };

    /// <summary>For a sentence: <c>9 minutes</c>.</summary>
    public static string LongDuration(TimeSpan span) => span.TotalSeconds switch
    {
        < 90 => Text($"{span.TotalSeconds:0} seconds"),
        < 5400 => Text($"{span.TotalMinutes:0} minutes"),
        _ => Text($"{span.TotalHours:0.#} hours"),
    };

    /// <summary>For a sentence: <c>95 %</c>.</summary>
    public static string WholePercent(double share) => Text($"{share * 100:0} %");

    public static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Number(double value) => Text($"{value:0.#}");

    /// <summary>
    /// The line of a failure that named its class, without what the log puts before an exception: the innermost such exception, else the first line that says it.
    /// </summary>
    public static string Words(FailureText text)
    {
        var component = text.Class is SymptomClass.JobManagerHeapOom ? Entities.JobManager : null;
        var naming = text.Text.Split('\n', MostLines + 1).Take(MostLines)
            .Where(FailureTextClassifier.MayBeFailure)
            .Where(line => string.Equals(FailureTextClassifier.Classify(line, component).Class, text.Class, StringComparison.Ordinal))
            .ToList();
        return naming.Select(line => ExceptionInLine.Match(line)).LastOrDefault(match => match.Success) is { } exception
            ? FirstLine(exception.Value)
            : FirstLine(naming is [var first, ..] ? first : text.Text);
    }

    /// <summary>What tells failures of another kind apart: subtasks that are refused for the same reason differ in their numbers only.</summary>
    public static string WordsWithoutNumbers(FailureText text) => string.Concat(Words(text).Where(letter => !char.IsAsciiDigit(letter)));

    /// <summary>The first line of a failure, without its log prefix where it has one and not longer than a headline bears.</summary>
    public static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOf('\n');
        var first = (end < 0 ? line : line[..end]).TrimEnd();
        return first.Length > 240 ? string.Concat(first[..240], "…") : first.ToString();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
