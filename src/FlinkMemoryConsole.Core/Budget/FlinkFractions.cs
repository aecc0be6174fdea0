using System.Globalization;
using System.Numerics;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>
/// Flink's fractions to the byte: a fraction is a 32-bit float widened to a double, and a product is the exact decimal product with the <em>shortest decimal text</em>
/// of that double, cut to whole bytes (<c>MemorySize.multiply</c>). That is why 0.1 of 1280 MiB is 134217730 bytes.
/// </summary>
internal static class FlinkFractions
{
    private static readonly UInt128[] PowersOfTen = [.. Enumerable.Range(0, 39).Select(power => UInt128.Parse("1" + new string('0', power), CultureInfo.InvariantCulture))];

    /// <summary>A part of <paramref name="bytes"/>; an <see cref="OverflowException"/> above 2^63-1.</summary>
    public static long Multiply(long bytes, double factor)
    {
        // At most 17 digits: their product with 63 bits fits into 128 bits (3.8e18 × 1e17 < 3.4e38).
        var (digits, exponent) = DecimalParts(Math.Abs(factor));
        var product = (UInt128)(ulong)bytes * digits;
        return exponent switch
        {
            0 => checked((long)product),
            < 0 => -exponent < PowersOfTen.Length ? checked((long)(product / PowersOfTen[-exponent])) : 0,
            _ => checked((long)(BigInteger.Pow(10, exponent) * (BigInteger)product)),
        };
    }

    /// <summary>The digits of the shortest decimal text, and the power of ten to multiply them by.</summary>
    private static (ulong Digits, int Exponent) DecimalParts(double factor)
    {
        Span<char> text = stackalloc char[32];
        _ = factor.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text = text[..length];
        var mark = text.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        ulong digits = 0;
        var isFraction = false;
        foreach (var sign in mark < 0 ? text : text[..mark])
        {
            if (sign == '.')
            {
                isFraction = true;
                continue;
            }

            digits = (digits * 10) + (ulong)(sign - '0');
            exponent -= isFraction ? 1 : 0;
        }

        return (digits, exponent);
    }

    /// <summary>The factor that gives a part from what remains beside it: <c>f / (1 - f)</c> in double arithmetic.</summary>
    public static double Inverse(double fraction) => fraction / (1 - fraction);
}
