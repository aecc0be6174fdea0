using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>A floating-point number as Java writes it in hexadecimal: <c>0x1p-3</c> is 0.125 (Java Language Specification 3.10.2).</summary>
/// <param name="Significand">The upper bits of the digits; below, the lowest bit stands for all that were cut off, so that rounding once is exact.</param>
/// <param name="Exponent">Of two.</param>
internal readonly partial record struct HexadecimalFloat(bool IsNegative, ulong Significand, int Exponent)
{
    /// <summary>Room for the digits of a double, one bit to round by and one for the rest.</summary>
    private const int MostBits = 62;

    /// <summary>Beyond it every number is zero or infinite, however many digits a text has.</summary>
    private const int FarExponent = 1 << 24;

    public double ToDouble() => (IsNegative ? -1 : 1) * Math.ScaleB((double)(long)Significand, Exponent);

    public float ToSingle() => (IsNegative ? -1 : 1) * MathF.ScaleB((float)(long)Significand, Exponent);

    /// <summary>Null where the text, without white space around it, is no such number.</summary>
    public static HexadecimalFloat? Parse(string text)
    {
        if (Literal().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (whole, fraction) = (match.Groups["whole"].Value, match.Groups["fraction"].Value);
        var digits = (whole + fraction).TrimStart('0');
        var exponent = int.TryParse(match.Groups["exponent"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var told)
            ? Math.Clamp(told, -FarExponent, FarExponent)
            : match.Groups["exponent"].ValueSpan[0] is '-' ? -FarExponent : FarExponent;
        var (significand, cut) = Upper(digits);
        return new(match.Groups["sign"].Value is "-", significand, exponent - (4 * fraction.Length) + cut);
    }

    /// <summary>Sixteen digits decide, of the others only whether one of them is no zero.</summary>
    private static (ulong Bits, int Cut) Upper(string digits)
    {
        var upper = digits.Length > 16 ? digits[..16] : digits;
        var bits = upper.Length == 0 ? 0 : ulong.Parse(upper, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        var cut = Math.Max(0, 64 - MostBits - BitOperations.LeadingZeroCount(bits));
        var isMore = digits.AsSpan(upper.Length).ContainsAnyExcept('0') || (bits & ((1UL << cut) - 1)) != 0;
        return ((bits >> cut) | (isMore ? 1UL : 0), cut + (4 * (digits.Length - upper.Length)));
    }

    [GeneratedRegex(@"\A(?<sign>[+-]?)0[xX](?:(?<whole>[0-9a-fA-F]+)\.?|(?<whole>[0-9a-fA-F]*)\.(?<fraction>[0-9a-fA-F]+))[pP](?<exponent>[+-]?[0-9]+)[fFdD]?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
