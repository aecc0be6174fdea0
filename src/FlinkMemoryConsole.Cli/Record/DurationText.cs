using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace FlinkMemoryConsole.Cli.Record;

/// <summary>Durations on the command line: <c>90</c> (seconds), <c>500ms</c>, <c>60s</c>, <c>1.5m</c>, <c>2h</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>An option that takes a duration; what is no duration is a usage error that names the option.</summary>
    public static Option<TimeSpan?> Option(string name, string description) => new(name) { Description = description, CustomParser = Parse };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var (unit, seconds) = Units.First(unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase));
        var isNumber = double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        var isInRange = isNumber && number * seconds < TimeSpan.FromDays(365).TotalSeconds;
        duration = isInRange ? TimeSpan.FromSeconds(number * seconds) : default;
        return isInRange;
    }

    private static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (TryParse(text, out var duration))
        {
            return duration;
        }

        result.AddError($"'{text}' is no duration. Write 90 (seconds), 500ms, 60s, 1.5m or 2h.");
        return null;
    }
}
