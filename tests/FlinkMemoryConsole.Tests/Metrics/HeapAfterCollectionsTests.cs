using CsCheck;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Tests.Metrics;

public sealed class HeapAfterCollectionsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_lowest_reading_over_three_collections_is_a_level() =>
        Levels([(400, 0), (100, 1), (300, 2), (250, 3), (420, 4), (110, 5), (390, 6)]).ShouldBe([100, 110]);

    [Fact]
    public void Readings_before_the_first_collection_are_no_level() => Levels([(10, 0), (200, 0), (400, 0)]).ShouldBeEmpty();

    [Fact]
    public void A_restart_of_the_process_starts_the_counters_again() => Levels([(300, 50), (310, 53), (40, 3), (60, 6)]).ShouldBe([310, 40, 60]);

    [Fact]
    public void Asking_more_often_than_Flink_measures_changes_nothing()
    {
        (double, double)[] once = [(400, 0), (100, 1), (300, 2), (250, 3), (420, 4), (110, 5), (390, 6)];

        Levels([.. once.SelectMany(reading => Enumerable.Repeat(reading, 5))], 2).ShouldBe(Levels(once));
    }

    [Fact]
    public void Without_counts_of_collections_the_lowest_of_four_readings_is_a_level()
    {
        MetricWindows windows = new(20);
        foreach (var (used, i) in new double[] { 300, 90, 200, 400, 310, 95, 210, 410 }.Select((used, i) => (used, i)))
        {
            windows.Append(Start.AddSeconds(10 * i), [new(FlinkMetricNames.HeapUsed, used)]);
        }

        HeapAfterCollections.Of(windows).Select(level => level.Value).ShouldBe([90, 95]);
    }

    [Fact]
    public void A_saw_over_a_level_is_never_taken_for_growth() =>
        Gen.Select(Gen.Double[50, 300], Gen.Double[10, 250], Gen.Int[0, 1000]).Sample((live, tooth, seed) =>
        {
            Random phase = new(seed);
            var readings = Enumerable.Range(0, 120).Select(i => (live + (tooth * phase.NextDouble()), (double)i)).ToArray();
            var levels = Levels(readings);

            return levels.All(level => level >= live) && levels.Average() <= live + (tooth * 0.45);
        });

    [Fact]
    public void Growth_beneath_a_saw_is_found() =>
        Gen.Select(Gen.Double[0.5, 3], Gen.Int[0, 1000]).Sample((perSecond, seed) =>
        {
            Random phase = new(seed);
            MetricWindows windows = Windows([.. Enumerable.Range(0, 60).Select(i => (50 + (perSecond * 10 * i) + (150 * phase.NextDouble()), 2d * i))], 10);

            return Math.Abs(Trend.Fit(HeapAfterCollections.Of(windows))!.PerSecond - perSecond) < 0.3;
        });

    [Fact]
    public void Thorough_collections_show_what_survives_them()
    {
        MetricWindows windows = new(20);
        foreach (var (used, full, i) in new[] { (300d, 0d), (480, 0), (400, 1), (390, 1), (500, 1), (410, 2) }.Select((reading, i) => (reading.Item1, reading.Item2, i)))
        {
            windows.Append(Start.AddSeconds(10 * i), [new(FlinkMetricNames.HeapUsed, used), new("Status.JVM.GarbageCollector.PS_MarkSweep.Count", full)]);
        }

        HeapAfterCollections.OfThoroughCollections(windows, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(level => level.Value).ShouldBe([390, 410]);
    }

    private static double[] Levels((double Used, double Count)[] readings, int seconds = 10) => [.. HeapAfterCollections.Of(Windows(readings, seconds)).Select(level => level.Value)];

    private static MetricWindows Windows((double Used, double Count)[] readings, int seconds)
    {
        MetricWindows windows = new(readings.Length);
        foreach (var ((used, count), i) in readings.Select((reading, i) => (reading, i)))
        {
            windows.Append(Start.AddSeconds(seconds * i), [new(FlinkMetricNames.HeapUsed, used), new("Status.JVM.GarbageCollector.G1_Young_Generation.Count", count)]);
        }

        return windows;
    }
}
