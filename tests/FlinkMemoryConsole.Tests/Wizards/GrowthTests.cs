using CsCheck;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Wizards.Signs;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

public class GrowthTests
{
    [Theory]
    [InlineData(GrowthShape.Steady)]
    [InlineData(GrowthShape.Flat)]
    [InlineData(GrowthShape.Stopped)]
    [InlineData(GrowthShape.Slowing)]
    [InlineData(GrowthShape.Jump)]
    public void Knows_the_shape_of_a_level(GrowthShape expected)
    {
        Func<int, double> level = expected switch
        {
            GrowthShape.Steady => minute => 100 + (10 * minute),
            GrowthShape.Flat => minute => 100 + (minute % 2),
            GrowthShape.Stopped => minute => Math.Min(100 + (30 * minute), 250),
            GrowthShape.Slowing => minute => 100 + (60 * Math.Sqrt(minute)),
            _ => minute => minute < 10 ? 100 : 350,
        };

        Growth.Of(Levels(30, level), 500)!.Shape.ShouldBe(expected);
    }

    [Fact]
    public void A_rise_begins_at_the_bend() =>
        Growth.Of(Levels(30, minute => minute < 12 ? 100 : 100 + ((minute - 12) * 10)), 500)!.From.ShouldBe(HeapStory.Minute(12));

    [Fact]
    public void A_start_that_ends_on_a_level_of_its_own_is_no_part_of_the_rise() =>
        Growth.Of(Levels(30, minute => minute switch { 0 => 50, 1 => 120, < 15 => 150, _ => 150 + ((minute - 15) * 22) }), 500)!.From.ShouldBe(HeapStory.Minute(15), TimeSpan.FromMinutes(1));

    [Fact]
    public void Three_readings_tell_nothing() => Growth.Of(Levels(3, minute => 100 * minute), 500).ShouldBeNull();

    [Fact]
    public void A_straight_rise_is_steady_at_any_pace_from_any_level() =>
        Gen.Select(Gen.Double[1, 400], Gen.Double[2, 100], Gen.Int[8, 100]).Sample((bottom, pace, count) =>
        {
            var growth = Growth.Of(Levels(count, minute => bottom + (pace * minute)), scaleBytes: pace * count);

            return growth is { Shape: GrowthShape.Steady } && Math.Abs((growth.BytesPerSecond * 60) - pace) < pace / 100;
        });

    [Fact]
    public void What_does_not_rise_by_a_twentieth_of_the_limit_is_flat() =>
        Gen.Double[0, 24].Array[4, 60].Sample(noise => Growth.Of(Levels(noise.Length, minute => 300 + noise[minute]), 500)!.Shape == GrowthShape.Flat);

    private static Reading[] Levels(int count, Func<int, double> level) => [.. Enumerable.Range(0, count).Select(minute => new Reading(HeapStory.Minute(minute), level(minute)))];
}
