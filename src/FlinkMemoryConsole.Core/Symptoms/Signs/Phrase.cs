using System.Globalization;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Numbers as a person says them. The same in every culture.</summary>
internal static class Phrase
{
    private const double Kibi = 1024;

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

    public static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Number(double value) => Text($"{value:0.#}");

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
