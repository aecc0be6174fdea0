using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>Text forms of memory sizes exactly as Flink's <c>MemorySize</c> reads and prints them.</summary>
public static partial class MemorySizeText
{
    private static readonly (string Unit, int Shift)[] PrintedUnits = [("tb", 40), ("gb", 30), ("mb", 20), ("kb", 10)];

    /// <summary>Reads a size: ASCII digits, then a unit of powers of 1024 (<c>b k m g t</c> and their long forms), no sign, no fraction. No unit means bytes.</summary>
    /// <param name="bytes">The size, where it can be read.</param>
    /// <param name="failure">Flink's message, where it cannot.</param>
    public static bool TryParse(string text, out long bytes, out string failure)
    {
        bytes = 0;
        var trimmed = JavaText.Trim(text);
        if (trimmed.Length == 0)
        {
            failure = "argument is an empty- or whitespace-only string";
            return false;
        }

        var digits = trimmed.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : trimmed.Length;
        if (digits == 0)
        {
            failure = "text does not start with a number";
            return false;
        }

        var number = trimmed[..digits];
        var unit = JavaText.Trim(trimmed[digits..]).ToLowerInvariant();
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            failure = $"The value '{number}' cannot be re represented as 64bit number (numeric overflow).";
            return false;
        }

        if (ShiftOf(unit) is not { } shift)
        {
            failure = $"Memory size unit '{unit}' does not match any of the recognized units: "
                + "(b | bytes) / (k | kb | kibibytes) / (m | mb | mebibytes) / (g | gb | gibibytes) / (t | tb | tebibytes)";
            return false;
        }

        if (value > long.MaxValue >> shift)
        {
            failure = $"The value '{text}' cannot be re represented as 64bit number of bytes (numeric overflow).";
            return false;
        }

        bytes = value << shift;
        failure = "";
        return true;
    }

    /// <summary>Reads what a person typed: as Flink reads it, and as containers write it.</summary>
    /// <inheritdoc cref="TryParse" path="/param"/>
    public static bool TryParseTyped(string text, out long bytes, out string failure)
    {
        if (TryParse(text, out bytes, out failure))
        {
            return true;
        }

        bytes = ReadMeant(text) ?? -1;
        return bytes >= 0;
    }

    /// <summary>What a person means who writes as containers and pages do, which Flink does not read: <c>1.5g</c>, <c>4Gi</c>, <c>4 GiB</c>. Null where Flink reads it, or nobody can.</summary>
    public static long? ReadMeant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = HumanSize().Match(text.Trim());
        if (TryParse(text, out _, out _) || !match.Success || !decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var bytes = number * (1L << (10 * (1 + "kmgt".IndexOf(match.Groups["unit"].Value, StringComparison.OrdinalIgnoreCase))));
        return bytes <= long.MaxValue ? (long)bytes : null;
    }

    /// <summary>As Flink prints sizes in messages and logs: <c>1.277gb (1371537408 bytes)</c>. Exactly 1 GiB is <c>1024.000mb</c>: a unit is used only above its size.</summary>
    public static string ToHumanReadable(long bytes)
    {
        foreach (var (unit, shift) in PrintedUnits)
        {
            if (bytes > 1L << shift)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Approximate(bytes, shift)}{unit} ({bytes} bytes)");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
    }

    /// <summary>The shortest text that Flink reads back as exactly these bytes: the largest unit that divides them (<c>1728m</c>, <c>402653174b</c>).</summary>
    public static string ToOption(long bytes) => bytes switch
    {
        0 => "0",
        _ when bytes % (1L << 40) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 40}t"),
        _ when bytes % (1L << 30) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30}g"),
        _ when bytes % (1L << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20}m"),
        _ when bytes % (1L << 10) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10}k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes}b"),
    };

    /// <summary>Java's <c>%.3f</c> of the quotient as a double, which rounds half up on the exact decimal value.</summary>
    private static string Approximate(long bytes, int shift)
    {
        var thousandths = (long)((((UInt128)(ulong)bytes * 1000) + (1UL << (shift - 1))) >> shift);
        return string.Create(CultureInfo.InvariantCulture, $"{thousandths / 1000}.{thousandths % 1000:D3}");
    }

    private static int? ShiftOf(string unit) => unit switch
    {
        "" or "b" or "bytes" => 0,
        "k" or "kb" or "kibibytes" => 10,
        "m" or "mb" or "mebibytes" => 20,
        "g" or "gb" or "gibibytes" => 30,
        "t" or "tb" or "tebibytes" => 40,
        _ => null,
    };

    [GeneratedRegex(@"^(?<number>[0-9]{1,12}(\.[0-9]{1,6})?)\s*(?<unit>[kmgt])(i?b)?i?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HumanSize();
}
