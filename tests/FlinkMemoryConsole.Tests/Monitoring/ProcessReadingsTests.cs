using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Monitoring.Polling.Processes;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class ProcessReadingsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly MetricWindows _windows = new(100);
    private readonly ProcessReadings _readings;

    public ProcessReadingsTests() => _readings = new(_windows, new PollPace(TimeSpan.FromHours(1)));

    [Fact]
    public void Values_that_Flink_has_not_fetched_again_are_no_second_reading()
    {
        Take(0, cpu: 100).ShouldBe(Freshness.Fresh);
        Take(5, cpu: 100).ShouldBe(Freshness.Repeated);

        _windows.Moments().Count.ShouldBe(1);
    }

    [Fact]
    public void Values_that_stand_still_for_long_are_a_gap()
    {
        Take(0, cpu: 100);
        Take(30, cpu: 100).ShouldBe(Freshness.Frozen);

        _windows.Moments().Count.ShouldBe(2);
        _windows.Read(FlinkMetricNames.HeapUsed).Count.ShouldBe(1);
    }

    [Fact]
    public void Without_heartbeats_the_first_repetition_is_a_gap() =>
        (Take(0, cpu: 100), Take(10, cpu: 100, isSilent: true)).ShouldBe((Freshness.Fresh, Freshness.Frozen));

    [Fact]
    public void The_values_of_a_predecessor_are_not_the_successors()
    {
        Take(0, cpu: 100);
        _readings.BeginLife(Start.AddSeconds(10), mayAnswerOld: true);

        Take(11, cpu: 102).ShouldBe(Freshness.OfPredecessor);
        Take(20, cpu: 4).ShouldBe(Freshness.Fresh);
    }

    [Theory]
    [InlineData("123", 123d)]
    [InlineData("0.25", 0.25)]
    [InlineData("NaN", null)]
    [InlineData("-1", null)]
    [InlineData("-9223372036854775808", null)]
    [InlineData("n/a", null)]
    [InlineData("Infinity", null)]
    [InlineData(null, null)]
    public void What_is_no_number_is_no_reading(string? text, double? number) => PolledMetrics.Number(text).ShouldBe(number);

    private Freshness Take(double second, double cpu, bool isSilent = false) => _readings.Take(
        Start.AddSeconds(second),
        new Dictionary<string, double>(StringComparer.Ordinal) { [FlinkMetricNames.CpuTime] = cpu, [FlinkMetricNames.HeapUsed] = 7 },
        isSilent);
}
