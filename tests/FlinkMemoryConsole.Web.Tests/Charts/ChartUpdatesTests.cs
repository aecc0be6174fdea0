using System.Text.Json;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Charts;

public class ChartUpdatesTests
{
    private static readonly DateTimeOffset Start = EvidenceBuilder.Start;

    private readonly ChartUpdates _updates = new();

    [Fact]
    public void Sends_all_once_and_afterwards_only_what_is_new()
    {
        Update(Enumerable.Range(0, 360)).Tails[0].Points.Length.ShouldBe(720);

        var next = Update(Enumerable.Range(0, 361));

        next.Looks.ShouldBeNull();
        next.Tails[0].Points.ShouldBe([Start.AddSeconds(3600).ToUnixTimeMilliseconds(), 360]);
    }

    [Fact]
    public void A_tick_of_five_series_is_below_a_kilobyte()
    {
        Update(Enumerable.Range(0, 360), series: 5);

        var tick = Update(Enumerable.Range(0, 361), series: 5);

        JsonSerializer.SerializeToUtf8Bytes(tick, JsonSerializerOptions.Web).Length.ShouldBeLessThan(1024);
    }

    [Fact]
    public void A_last_reading_that_gave_way_to_another_is_taken_back()
    {
        Update([0, 1, 2, 3]);

        var next = Update([0, 1, 2, 4]);

        next.Tails[0].After.ShouldBe(Start.AddSeconds(20).ToUnixTimeMilliseconds());
        next.Tails[0].Points.ShouldBe([Start.AddSeconds(40).ToUnixTimeMilliseconds(), 4]);
    }

    [Fact]
    public void Starts_anew_when_the_range_reaches_further_back()
    {
        Update(Enumerable.Range(0, 100), from: 50).Tails[0].Points.Length.ShouldBe(100);

        var wider = Update(Enumerable.Range(0, 100), from: 0);

        wider.Looks.ShouldNotBeNull();
        wider.Tails[0].Points.Length.ShouldBe(200);
    }

    private static TimeSpanOfRange Shown(int rows, int from = 0) => new(Start.AddSeconds(from * 10), Start.AddSeconds(rows * 10));

    private ChartUpdate Update(IEnumerable<int> rows, int from = 0, int series = 1)
    {
        Reading[] readings = [.. rows.Select(row => new Reading(Start.AddSeconds(row * 10), row))];
        ChartSeries[] lines = [.. Enumerable.Range(0, series).Select(i => new ChartSeries($"series {i}", "--pool-heap", readings))];
        return _updates.Next(lines, Shown((int)readings[^1].Value + 1, from), new ChartFrame(ChartUnit.Bytes, TimeSpan.FromSeconds(10), [], []));
    }
}
