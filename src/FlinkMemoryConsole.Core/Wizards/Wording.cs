using System.Globalization;

namespace FlinkMemoryConsole.Core.Wizards;

/// <summary>Numbers as a person says them. Sizes are binary, times UTC.</summary>
public static class Wording
{
    private const double Kibi = 1024;

    /// <summary><c>744 MiB</c>, <c>1.38 GiB</c>.</summary>
    public static string Size(double bytes)
    {
        var (value, unit) = Math.Abs(bytes) switch
        {
            >= Kibi * Kibi * Kibi => (bytes / (Kibi * Kibi * Kibi), "GiB"),
            >= Kibi * Kibi => (bytes / (Kibi * Kibi), "MiB"),
            >= Kibi => (bytes / Kibi, "KiB"),
            _ => (bytes, "bytes"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Number(value)} {unit}");
    }

    /// <summary><c>4.1 MiB/min</c>.</summary>
    public static string Speed(double bytesPerSecond) => $"{Size(bytesPerSecond * 60)}/min";

    /// <summary><c>4.1 k/s</c>.</summary>
    public static string Rate(double perSecond) =>
        perSecond >= 1000 ? string.Create(CultureInfo.InvariantCulture, $"{Number(perSecond / 1000)} k/s") : string.Create(CultureInfo.InvariantCulture, $"{Number(perSecond)}/s");

    /// <summary><c>83 %</c>.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary><c>14:18:05</c>, and with the day when it is not the day of <paramref name="now"/>.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss" : "MMM d, HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>45 s</c>, <c>14 min</c>, <c>3 h 20 min</c>, <c>2 days</c>.</summary>
    public static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalSeconds: < 90 } short_ => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(short_.TotalSeconds)} s"),
        { TotalMinutes: < 90 } medium => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(medium.TotalMinutes)} min"),
        { TotalHours: < 48 } long_ => string.Create(CultureInfo.InvariantCulture, $"{(int)long_.TotalHours} h {long_.Minutes} min"),
        var longer => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(longer.TotalDays)} days"),
    };

    /// <summary><c>a, b and c</c>; long lists are cut: <c>a, b and 7 more</c>.</summary>
    public static string List(IReadOnlyList<string> items, int atMost = 4) => items switch
    {
        [] => "none",
        [var only] => only,
        _ when items.Count > atMost => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", items.Take(atMost - 1))} and {items.Count - atMost + 1} more"),
        _ => $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}",
    };

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
