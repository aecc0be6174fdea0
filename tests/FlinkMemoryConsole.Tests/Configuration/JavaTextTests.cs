using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>Numbers as Java's parsers read them; the expected values are those of a JVM.</summary>
public class JavaTextTests
{
    [Theory]
    [InlineData("0x1p-3", 0.125)]
    [InlineData(" 0X1.8P0 ", 1.5)]
    [InlineData("-0x.8p1f", -1.0)]
    [InlineData("0x10.p-4D", 1.0)]
    [InlineData("0x1.00000000000008p0", 1.0)]
    [InlineData("0x1.000000000000080000000000000000001p0", 1.0000000000000002)]
    [InlineData("0x1.00000000000018p0", 1.0000000000000004)]
    [InlineData("0x0p99999999999", 0.0)]
    [InlineData("0x1p99999999999", double.PositiveInfinity)]
    [InlineData("0x1p-99999999999", 0.0)]
    public void A_hexadecimal_number_is_rounded_once(string text, double number) => JavaText.ParseDouble(text).ShouldBe(number);

    [Theory]
    [InlineData("0x1.000001p0", 1f)]
    [InlineData("0x1.0000010000001p0", 1.0000001f)]
    [InlineData("0x1.000003p0", 1.0000002f)]
    public void And_so_it_is_as_a_float(string text, float number) => JavaText.ParseFloat(text).ShouldBe(number);

    [Theory]
    [InlineData("0x1")]
    [InlineData("0x1.8")]
    [InlineData("0x.p1")]
    [InlineData("0xp1")]
    [InlineData("0x1p")]
    [InlineData("1p3")]
    [InlineData("0x1g.p0")]
    public void Without_its_power_of_two_or_a_digit_it_is_none(string text)
    {
        JavaText.ParseDouble(text).ShouldBeNull();
        JavaText.ParseFloat(text).ShouldBeNull();
    }
}
