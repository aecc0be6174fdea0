using System.Globalization;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Shared;

public class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.00 KiB")]
    [InlineData(1536L * 1024 * 1024, "1.50 GiB")]
    [InlineData((1024L * 1024 * 1024) - 1, "1.00 GiB")]
    [InlineData(1_019_215_872, "972 MiB")]
    [InlineData(-2048, "−2.00 KiB")]
    [InlineData(long.MaxValue, "8.00 EiB")]
    [InlineData(double.NaN, "–")]
    public void Writes_three_digits_in_binary_units(double bytes, string expected) => ByteSize.Text(bytes).ShouldBe(expected);

    [Fact]
    public void Is_never_off_by_more_than_half_a_percent_whatever_the_size() =>
        CsCheck.Check.Sample(CsCheck.Gen.Long[1024, long.MaxValue], bytes =>
        {
            var text = ByteSize.Text(bytes).Split(' ');
            var power = Array.IndexOf(["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], text[1]);
            var back = double.Parse(text[0], CultureInfo.InvariantCulture) * Math.Pow(1024, power);
            return Math.Abs(back - bytes) / bytes <= 0.0051 && text[0].Length <= 4;
        });

    [Fact]
    public void Says_the_exact_count() => ByteSize.Exact(1471026298).ShouldBe("1,471,026,298 bytes");

    [Theory]
    [InlineData(0.008, "0.8 %")]
    [InlineData(0.11, "11 %")]
    [InlineData(0, "0 %")]
    [InlineData(double.NaN, "–")]
    public void Writes_shares_in_percent(double share, string expected) => ByteSize.Percent(share).ShouldBe(expected);
}
