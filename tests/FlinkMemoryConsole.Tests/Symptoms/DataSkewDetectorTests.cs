using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Symptoms.DataSkew;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Symptoms;

public sealed class DataSkewDetectorTests
{
    [Fact]
    public void One_busy_subtask_with_most_of_the_records_is_skew()
    {
        var finding = Read((990, 9000), (80, 700)).ShouldBeOfType<SymptomReading.Present>().Findings.ShouldHaveSingleItem();

        finding.Vertex.ShouldBe("Region totals");
        finding.Component.ShouldBe("job");
    }

    [Fact]
    public void Two_busy_subtasks_are_too_much_work_and_no_skew() => Read((990, 5000), (960, 4800)).ShouldBeOfType<SymptomReading.Absent>();

    [Fact]
    public void Uneven_records_that_nobody_waits_for_are_no_trouble() => Read((200, 9000), (20, 700)).ShouldBeOfType<SymptomReading.Absent>();

    private static SymptomReading Read(params (double Busy, double Records)[] subtasks)
    {
        MetricWindows windows = new(8);
        for (var second = 0; second <= 40; second += 10)
        {
            windows.Append(ClusterEvidenceBuilder.At(second), subtasks.SelectMany((subtask, i) => new KeyValuePair<string, double>[]
            {
                new($"{i}.busyTimeMsPerSecond", subtask.Busy), new($"{i}.numRecordsInPerSecond", subtask.Records),
            }));
        }

        JobEvidence job = new()
        {
            Id = "j", Name = "Orders", State = "RUNNING", Windows = new(1),
            Vertices = [new() { Id = "v", Name = "Region totals -> Totals: Writer", Parallelism = subtasks.Length, Status = "RUNNING", Windows = windows }],
        };
        return new DataSkewDetector(DataSkewOptions.Default).Read(new ClusterEvidenceBuilder().With(job).Until(40).Build());
    }
}
