using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>Reads durations as Flink's <c>TimeUtils</c> does: ASCII digits, then a unit (<c>10 s</c>, <c>5 min</c>), milliseconds without one.</summary>
internal static partial class DurationText
{
    /// <summary>More digits than any number of nanoseconds that a Java <c>Duration</c> holds.</summary>
    private const int MostDigits = 40;

    private static readonly BigInteger Second = 1_000_000_000;

    /// <summary>Since then (FLINK-35820) Flink reads numbers beyond 64 bits, and <c>PT10S</c>; seen in 1.20 and 2.3.</summary>
    private static readonly FlinkVersion WithIso = new(2, 0);

    /// <summary>Nanoseconds; null where this Flink cannot read the text.</summary>
    public static BigInteger? Parse(string text, FlinkVersion version)
    {
        var trimmed = JavaText.Trim(text);
        var digits = trimmed.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : trimmed.Length;
        if (digits == 0)
        {
            return version >= WithIso ? ParseIso(trimmed) : null;
        }

        return Number(trimmed[..digits]) is { } number && (version >= WithIso || number <= long.MaxValue) && UnitOf(JavaText.Trim(trimmed[digits..]).ToLowerInvariant()) is { } unit
            ? Held(number * unit)
            : null;
    }

    /// <summary><c>Duration.parse</c>, and no negative result.</summary>
    private static BigInteger? ParseIso(string text)
    {
        var match = Iso().Match(text);
        if (!match.Success || !match.Groups.Values.Any(group => group is { Success: true, Name: "days" or "hours" or "minutes" or "seconds" }))
        {
            return null;
        }

        BigInteger sum = 0;
        foreach (var (name, unit) in new[] { ("days", 86_400), ("hours", 3600), ("minutes", 60), ("seconds", 1) })
        {
            if (match.Groups[name] is { Success: true, Value: var value })
            {
                if (Number(value.TrimStart('+', '-')) is not { } number)
                {
                    return null;
                }

                sum += (value[0] == '-' ? -number : number) * unit * Second;
            }
        }

        var fraction = match.Groups["fraction"].Value;
        var nanoseconds = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(9, '0'), CultureInfo.InvariantCulture);
        sum += match.Groups["seconds"].Value.StartsWith('-') ? -nanoseconds : nanoseconds;
        sum = match.Groups["sign"].Value is "-" ? -sum : sum;
        return sum < 0 ? null : Held(sum);
    }

    private static BigInteger? Number(string digits) =>
        digits.TrimStart('0') is { Length: <= MostDigits } plain ? BigInteger.Parse("0" + plain, CultureInfo.InvariantCulture) : null;

    /// <summary>A <c>Duration</c> holds seconds of 64 bits.</summary>
    private static BigInteger? Held(BigInteger nanoseconds) => nanoseconds / Second <= long.MaxValue ? nanoseconds : null;

    private static BigInteger? UnitOf(string label) => label switch
    {
        "d" or "day" or "days" => 86_400 * Second,
        "h" or "hour" or "hours" => 3600 * Second,
        "min" or "m" or "minute" or "minutes" => 60 * Second,
        "s" or "sec" or "secs" or "second" or "seconds" => Second,
        "" or "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => 1_000_000,
        "µs" or "micro" or "micros" or "microsecond" or "microseconds" => 1000,
        "ns" or "nano" or "nanos" or "nanosecond" or "nanoseconds" => 1,
        _ => null,
    };

    [GeneratedRegex(
        @"\A(?<sign>[+-]?)P((?<days>[+-]?[0-9]+)D)?(T(?=[+-]?[0-9])((?<hours>[+-]?[0-9]+)H)?((?<minutes>[+-]?[0-9]+)M)?((?<seconds>[+-]?[0-9]+)([.,](?<fraction>[0-9]{0,9}))?S)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iso();
}
