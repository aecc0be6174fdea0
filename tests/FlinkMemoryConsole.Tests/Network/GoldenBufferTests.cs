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

    [Fact]
    public void Representative_jobs_need_what_they_needed_on_a_real_Flink() => Differences(Path.Combine(AppContext.BaseDirectory, "Network", "network-buffer-cases.jsonl")).ShouldBeEmpty();

    private static List<string> Differences(string file) =>
        [.. File.ReadLines(file).Select(line => (Flink: line, Ours: BufferCases.Answer(line))).Where(pair => !string.Equals(pair.Ours.Answer, pair.Flink, StringComparison.Ordinal)).Select(pair => $"{pair.Flink}\n  ours: {pair.Ours}")];
}
