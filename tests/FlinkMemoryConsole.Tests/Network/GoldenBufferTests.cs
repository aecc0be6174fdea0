using FlinkMemoryConsole.Cli.Buffers;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>Job graphs with the smallest number of buffers with which a real Flink started them; one less, and it refused.</summary>
public class GoldenBufferTests
{
    [Fact]
    public void Every_job_needs_what_it_needed_on_a_real_Flink()
    {
        var measured = Repository.Shared("reference", "network-buffer-cases.jsonl");
        Assert.SkipWhen(measured is null, "The measured job graphs lie in ../shared/reference, which is not here.");

        Differences(measured).ShouldBeEmpty();
    }

    /// <summary>The second file are jobs that the differential test drew once: batch ones in every shuffle mode, gate limits, buffers per channel, several TaskManagers.</summary>
    [Theory]
    [InlineData("network-buffer-cases.jsonl")]
    [InlineData("drawn-buffer-cases.jsonl")]
    public void Representative_jobs_need_what_they_needed_on_a_real_Flink(string file) => Differences(Path.Combine(AppContext.BaseDirectory, "Network", file)).ShouldBeEmpty();

    private static List<string> Differences(string file) =>
        [.. File.ReadLines(file).Select(line => (Flink: line, Ours: BufferCases.Answer(line))).Where(pair => !string.Equals(pair.Ours.Answer, pair.Flink, StringComparison.Ordinal)).Select(pair => $"{pair.Flink}\n  ours: {pair.Ours}")];
}
