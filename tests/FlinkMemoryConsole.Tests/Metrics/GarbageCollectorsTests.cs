using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Tests.Metrics;

public sealed class GarbageCollectorsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_sum_of_all_is_no_collector() =>
        GarbageCollectors.Of(Windows(("All.Count", [1, 2]), ("Copy.Count", [1, 2]))).Select(collector => collector.Name).ShouldBe(["Copy"]);

    [Theory]
    [InlineData("G1_Young_Generation", CollectedPart.Young, true)]
    [InlineData("PS_MarkSweep", CollectedPart.Old, true)]
    [InlineData("ZGC_Cycles", CollectedPart.Whole, false)]
    [InlineData("ZGC_Major_Pauses", CollectedPart.Old, true)]
    [InlineData("Shenandoah_Pauses", CollectedPart.Whole, true)]
    [InlineData("global_garbage_collect", CollectedPart.Old, true)]
    public void Collectors_are_known_by_their_names(string name, CollectedPart part, bool stops)
    {
        GarbageCollector.Named(name).Part.ShouldBe(part);
        GarbageCollector.Named(name).StopsTheWorld.ShouldBe(stops);
    }

    [Fact]
    public void Cycles_beside_the_threads_are_no_pauses()
    {
        var windows = Windows(("ZGC_Cycles.Count", [0, 1]), ("ZGC_Cycles.Time", [0, 9000]), ("ZGC_Pauses.Count", [0, 3]), ("ZGC_Pauses.Time", [0, 20]));

        GarbageCollectors.PauseShare(windows, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldBe(0.002);
        GarbageCollectors.ConcurrentShare(windows, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldBe(0.9);
    }

    [Fact]
    public void A_counter_that_starts_again_is_followed_over_the_restart() =>
        GarbageCollectors.Collections(Windows(("Copy.Count", [10, 14, 2, 5])), GarbageCollector.Named("Copy"), DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldBe(9);

    [Fact]
    public void Nothing_read_is_not_zero() => GarbageCollectors.PauseShare(Windows(("Copy.Count", [1])), DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldBeNull();

    [Fact]
    public void Collections_per_minute_are_counted_between_readings() =>
        GarbageCollectors.CollectionsPerMinute(Windows(("Copy.Count", [0, 2, 3])), GarbageCollector.Named("Copy"), TimeSpan.FromSeconds(10)).Select(rate => rate.Value).ShouldBe([12, 6]);

    private static MetricWindows Windows(params (string Metric, double[] Values)[] series)
    {
        MetricWindows windows = new(20);
        for (var i = 0; i < series.Max(one => one.Values.Length); i++)
        {
            windows.Append(Start.AddSeconds(10 * i), series.Where(one => i < one.Values.Length).Select(one => KeyValuePair.Create(FlinkMetricNames.GarbageCollectorPrefix + one.Metric, one.Values[i])));
        }

        return windows;
    }
}
