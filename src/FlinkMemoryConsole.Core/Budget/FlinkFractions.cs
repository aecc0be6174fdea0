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
        var (digits, exponent) = JavaText.DecimalParts(Math.Abs(factor).ToString("R", CultureInfo.InvariantCulture));
        var product = (UInt128)(ulong)bytes * ulong.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return exponent switch
        {
            0 => checked((long)product),
            < 0 => -exponent < PowersOfTen.Length ? checked((long)(product / PowersOfTen[-exponent])) : 0,
            _ => checked((long)(BigInteger.Pow(10, exponent) * (BigInteger)product)),
        };
    }

    /// <summary>The factor that gives a part from what remains beside it: <c>f / (1 - f)</c> in double arithmetic.</summary>
    public static double Inverse(double fraction) => fraction / (1 - fraction);
}
