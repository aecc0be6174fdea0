using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Monitoring.Settings;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class SettingsTests
{
    [Fact]
    public void Settings_that_work_are_accepted() => Problems(new() { Url = "http://localhost:8081" }).ShouldBeEmpty();

    [Theory]
    [InlineData("localhost:8081", "Flink:Url")]
    [InlineData("ftp://host", "Flink:Url")]
    public void An_address_that_is_none_is_refused_by_its_key(string url, string key) => Problems(new() { Url = url }).ShouldContain(key);

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("recordings")]
    [InlineData("api")]
    public void A_name_that_cannot_stand_in_a_URL_is_refused(string name) =>
        Problems(new() { Clusters = { new() { Name = name, Url = "http://host:8081" } } }).ShouldContain("Flink:Clusters:0:Name");

    [Fact]
    public void Two_clusters_cannot_share_a_name() =>
        Problems(new() { Clusters = { new() { Name = "a", Url = "http://x" }, new() { Name = "A", Url = "http://y" } } }).ShouldContain("2 times");

    [Theory]
    [InlineData("10 s", 10_000)]
    [InlineData("500ms", 500)]
    [InlineData("1 min", 60_000)]
    [InlineData("2000", 2_000)]
    public void Durations_are_read_as_Flink_writes_them(string text, double milliseconds) =>
        FlinkDuration.Parse(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void Nobody_polls_faster_than_Flink_fetches()
    {
        PollPace pace = new(TimeSpan.FromHours(1));
        pace.Interval.ShouldBeGreaterThan(TimeSpan.FromSeconds(10));

        pace.Follow("30 s");

        pace.Interval.ShouldBeGreaterThan(TimeSpan.FromSeconds(30));
    }

    private static string Problems(MonitoringOptions options) => new MonitoringOptionsValidation().Validate(null, options).FailureMessage ?? "";
}
