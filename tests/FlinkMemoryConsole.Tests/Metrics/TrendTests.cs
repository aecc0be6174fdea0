using CsCheck;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Tests.Metrics;

public sealed class TrendTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_line_is_found_with_its_time_to_the_limit()
    {
        var trend = Trend.Fit(Every10Seconds(100, 120, 140, 160)).ShouldNotBeNull();

        trend.PerSecond.ShouldBe(2, 1e-9);
        trend.Steadiness.ShouldBe(1);
        trend.TimeTo(260).ShouldBe(TimeSpan.FromSeconds(50));
        trend.TimeTo(150).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void One_outlier_does_not_move_the_line() => Trend.Fit(Every10Seconds(100, 110, 900, 130, 140, 150))!.PerSecond.ShouldBe(1, 0.01);

    [Fact]
    public void What_falls_never_reaches_a_limit_above_it() => Trend.Fit(Every10Seconds(100, 90, 80))!.TimeTo(200).ShouldBeNull();

    [Fact]
    public void Two_readings_are_no_trend() => Trend.Fit(Every10Seconds(1, 2)).ShouldBeNull();

    [Fact]
    public void Shifting_all_readings_shifts_the_level_and_keeps_the_slope() =>
        Gen.Select(Gen.Int[0, 1_000_000].Array[3, 40], Gen.Int[0, 1_000_000]).Sample((values, shift) =>
        {
            var trend = Trend.Fit(Every10Seconds([.. values.Select(value => (double)value)]))!;
            var shifted = Trend.Fit(Every10Seconds([.. values.Select(value => (double)value + shift)]))!;

            return Near(trend.PerSecond, shifted.PerSecond) && Near(trend.Level + shift, shifted.Level) && Near(trend.Steadiness, shifted.Steadiness);
        });

    [Fact]
    public void Turning_the_readings_upside_down_turns_the_slope() =>
        Gen.Int[-1_000_000, 1_000_000].Array[3, 40].Sample(values =>
            Near(Trend.Fit(Every10Seconds([.. values.Select(value => (double)value)]))!.PerSecond, -Trend.Fit(Every10Seconds([.. values.Select(value => -(double)value)]))!.PerSecond));

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-6 * (1 + Math.Abs(one));

    private static List<Reading> Every10Seconds(params double[] values) => [.. values.Select((value, i) => new Reading(Start.AddSeconds(10 * i), value))];
}
