using System.Globalization;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>Durations as Flink's options write them: <c>10 s</c>, <c>500ms</c>, <c>1 min</c>, and plain milliseconds.</summary>
internal static class FlinkDuration
{
    public static TimeSpan? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        if (!long.TryParse(trimmed.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        TimeSpan? unit = trimmed[digits..].Trim().ToUpperInvariant() switch
        {
            "" or "MS" or "MILLI" or "MILLIS" or "MILLISECOND" or "MILLISECONDS" => TimeSpan.FromMilliseconds(1),
            "S" or "SEC" or "SECS" or "SECOND" or "SECONDS" => TimeSpan.FromSeconds(1),
            "M" or "MIN" or "MINUTE" or "MINUTES" => TimeSpan.FromMinutes(1),
            "H" or "HOUR" or "HOURS" => TimeSpan.FromHours(1),
            "D" or "DAY" or "DAYS" => TimeSpan.FromDays(1),
            _ => null,
        };
        return unit is { } one && number < TimeSpan.FromDays(365) / one ? number * one : null;
    }
}
