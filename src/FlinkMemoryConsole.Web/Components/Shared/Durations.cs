using System.Runtime.CompilerServices;
using System.Globalization;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>Spans of time for people: the two largest units at most (<c>3 d 4 h</c>, <c>9 min</c>, <c>12 s</c>).</summary>
public static class Durations
{
    /// <summary>Two units where the second one matters.</summary>
    public static string Text(TimeSpan span)
    {
        var value = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return value switch
        {
            { TotalSeconds: < 60 } => Write($"{Math.Floor(value.TotalSeconds)} s"),
            { TotalMinutes: < 60 } => Write($"{Math.Floor(value.TotalMinutes)} min"),
            { TotalHours: < 24, Minutes: 0 } => Write($"{value.Hours} h"),
            { TotalHours: < 24 } => Write($"{value.Hours} h {value.Minutes} min"),
            { Hours: 0 } => Write($"{value.Days} d"),
            _ => Write($"{value.Days} d {value.Hours} h"),
        };
    }

    /// <summary>Time that is left, rounded as headlines of findings round it, so that a table and a sentence say the same.</summary>
    public static string Left(TimeSpan span) => span.TotalSeconds switch
    {
        < 90 => Write($"{span.TotalSeconds:0} s"),
        < 5400 => Write($"{span.TotalMinutes:0} min"),
        _ => Write($"{span.TotalHours:0.#} h"),
    };

    /// <summary>Hours, minutes and seconds of a position in a recording: <c>4:07</c>, <c>1:04:07</c>.</summary>
    public static string Clock(TimeSpan span) => span.TotalHours >= 1 ? Write($"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}") : Write($"{span.Minutes}:{span.Seconds:00}");

    /// <summary>The time of day, with the day where it is not that of <paramref name="now"/>. UTC, as Flink's logs usually are.</summary>
    public static string At(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss" : "d MMM HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Write(DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);
}
