using CsCheck;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Tests.Metrics;

public class MetricWindowsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_metric_that_was_not_read_leaves_a_gap()
    {
        MetricWindows windows = new(capacity: 4);

        windows.Append(Start, [new("a", 1)]);
        windows.Append(Start.AddSeconds(10), []);
        windows.Append(Start.AddSeconds(20), [new("a", 3), new("b", double.NaN)]);

        windows.Read("a").ShouldBe([new(Start, 1), new(Start.AddSeconds(20), 3)]);
        windows.Read("b").ShouldBeEmpty();
        windows.Moments().Count.ShouldBe(3);
    }

    [Fact]
    public void The_last_reading_in_a_time_is_the_last_of_all_readings_in_it() =>
        Gen.Select(Gen.Bool.Array[0, 60], Gen.Int[-2, 62], Gen.Int[-2, 62]).Sample((present, from, to) =>
        {
            MetricWindows windows = new(capacity: 40);
            for (var i = 0; i < present.Length; i++)
            {
                windows.Append(Start.AddSeconds(i), present[i] ? [new("a", i)] : []);
            }

            var (first, last) = (Start.AddSeconds(from), Start.AddSeconds(to));
            windows.Last("a", first, last).ShouldBe(windows.Read("a", first, last) is [.., var reading] ? reading : null);
            windows.Last("b", first, last).ShouldBeNull();
        });

    [Fact]
    public void A_row_that_is_not_newer_is_ignored()
    {
        MetricWindows windows = new(capacity: 4);

        windows.Append(Start.AddSeconds(5), [new("a", 2)]);
        windows.Append(Start.AddSeconds(5), [new("a", 1)]);

        windows.Last("a").ShouldBe(new Reading(Start.AddSeconds(5), 2));
    }

    [Fact]
    public void Holds_the_last_readings_of_any_series() =>
        Gen.Select(Gen.Int[1, 50], Gen.Bool.Array[0, 200]).Sample((capacity, present) =>
        {
            MetricWindows windows = new(capacity);
            for (var i = 0; i < present.Length; i++)
            {
                windows.Append(Start.AddSeconds(i), present[i] ? [new("a", i)] : []);
            }

            var expected = present.Select((there, i) => (there, i)).TakeLast(capacity).Where(x => x.there).Select(x => (double)x.i);
            return windows.Read("a").Select(reading => reading.Value).SequenceEqual(expected);
        });
}
