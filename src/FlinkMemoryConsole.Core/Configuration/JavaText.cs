using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>Reads and prints plain values as the JVM does: what Flink accepts is what Java's parsers accept.</summary>
internal static partial class JavaText
{
    /// <summary><c>String.trim</c>: takes off everything up to the space (control characters too), and no other white space.</summary>
    public static string Trim(string text)
    {
        var from = 0;
        var to = text.Length;
        while (from < to && text[from] <= ' ')
        {
            from++;
        }

        while (to > from && text[to - 1] <= ' ')
        {
            to--;
        }

        return text[from..to];
    }

    /// <summary><c>Double.parseDouble</c>: <c>.5</c>, <c>1e-3</c>, <c>0.3f</c>, <c>0x1p-3</c>, <c>NaN</c> and <c>Infinity</c> are numbers; <c>0,4</c> is none.</summary>
    public static double? ParseDouble(string text) => DecimalDigits(text) switch
    {
        null => HexadecimalFloat.Parse(Trim(text))?.ToDouble(),
        "NaN" or "+NaN" or "-NaN" => double.NaN,
        "Infinity" or "+Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var digits => double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary><c>Float.parseFloat</c>, rounded once from the text.</summary>
    public static float? ParseFloat(string text) => DecimalDigits(text) is not { } digits ? HexadecimalFloat.Parse(Trim(text))?.ToSingle()
        : ParseDouble(text) is { } number && !double.IsFinite(number) ? (float)number
        : float.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary><c>Integer.parseInt</c>: one sign, then digits of any script, no white space.</summary>
    public static int? ParseInt(string text) => int.TryParse(WholeDigits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>Long.parseLong</c>, likewise.</summary>
    public static long? ParseLong(string text) => long.TryParse(WholeDigits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>Double.toString</c>: <c>0.1</c>, <c>1.0E-5</c>, <c>1.0</c>.</summary>
    public static string Print(double number)
    {
        if (!double.IsFinite(number) || number == 0)
        {
            return double.IsNaN(number) ? "NaN" : number switch { > 0 => "Infinity", < 0 => "-Infinity", _ => double.IsNegative(number) ? "-0.0" : "0.0" };
        }

        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (exponent is >= -3 and < 7)
        {
            var plain = decimal.Parse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        var (mantissa, _) = DecimalParts(shortest);
        var digits = mantissa.TrimStart('-');
        return $"{(number < 0 ? "-" : "")}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The digits of a number's shortest text without leading and trailing zeros, and the power of ten to multiply them by.</summary>
    public static (string Digits, int Exponent) DecimalParts(string shortest)
    {
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var plain = mark < 0 ? shortest : shortest[..mark];
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= plain.Length - point - 1;
            plain = plain.Remove(point, 1);
        }

        var significant = plain.TrimStart('0');
        var trimmed = significant.TrimEnd('0');
        return trimmed.Length == 0 ? ("0", 0) : (trimmed, exponent + significant.Length - trimmed.Length);
    }

    private static string? WholeDigits(string text)
    {
        StringBuilder digits = new();
        foreach (var rune in text.EnumerateRunes())
        {
            var isSign = digits.Length == 0 && rune.Value is '+' or '-';
            if (!isSign && Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
            {
                return null;
            }

            _ = isSign ? digits.Append((char)rune.Value) : digits.Append((int)Rune.GetNumericValue(rune));
        }

        return digits.ToString();
    }

    private static string? DecimalDigits(string text) =>
        JavaNumber().Match(Trim(text)) is { Success: true } match ? match.Groups["number"].Value : null;

    [GeneratedRegex(@"\A(?<number>[+-]?(?:NaN|Infinity))\z|\A(?<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JavaNumber();
}
