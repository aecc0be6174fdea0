using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Shared;

public class TimeRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("http://localhost/orders", 60)]
    [InlineData("http://localhost/orders?range=15m", 15)]
    [InlineData("http://localhost/orders?tab=logs&range=6h#heap", 360)]
    [InlineData("http://localhost/orders?range=nonsense", 60)]
    [InlineData("http://localhost/orders?from=yesterday&to=tomorrow", 60)]
    public void Follows_the_newest_data_for_as_long_as_the_address_says(string address, int minutes)
    {
        var range = TimeRange.FromUri(address);

        range.Follows.ShouldBeTrue();
        range.At(Now).ShouldBe(new TimeSpanOfRange(Now.AddMinutes(-minutes), Now));
    }

    [Fact]
    public void Stands_still_between_two_moments_whatever_their_order()
    {
        var range = TimeRange.FromUri("http://localhost/orders?from=2026-01-01T11:30:00Z&to=2026-01-01T11:00:00Z");

        range.Follows.ShouldBeFalse();
        range.At(Now).ShouldBe(new TimeSpanOfRange(Now.AddHours(-1), Now.AddMinutes(-30)));
    }

    [Fact]
    public void Comes_back_from_the_address_that_it_makes() =>
        CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Int[0, 100_000], CsCheck.Gen.Int[1, 100_000]), (start, length) =>
        {
            var range = TimeRange.Between(Now.AddSeconds(start), Now.AddSeconds(start + length));
            return TimeRange.FromUri(RangeAddress.With("http://localhost/orders?tab=logs&range=6h", range)) == range;
        });

    [Fact]
    public void Leaves_the_rest_of_the_address_alone() =>
        RangeAddress.With("http://localhost/orders?tab=logs&from=x&to=y#heap", TimeRange.Preset("15m")).ShouldBe("http://localhost/orders?tab=logs&range=15m");

    [Fact]
    public void Is_kept_by_links_from_page_to_page() =>
        new PageLinks("my cluster", TimeRange.Preset("15m")).Wizard("heap-oom", "tm:1").ShouldBe("/my%20cluster/wizards/heap-oom?taskmanager=tm%3A1&range=15m");
}
