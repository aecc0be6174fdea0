using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Tests.Cures;

namespace FlinkMemoryConsole.Tests.NetworkStart;

/// <summary>What keeps a TaskManager whose memory is valid from starting, release by release.</summary>
public class NetworkStartTests
{
    private const string NoWords = "IllegalArgumentException";

    [Theory]
    [InlineData("taskmanager.memory.min-segment-size=0", "1.18", NoWords)]
    [InlineData("taskmanager.memory.min-segment-size=64k", "1.20", NoWords)]
    [InlineData("taskmanager.memory.min-segment-size=3g", "2.3", "ArithmeticException: integer overflow")]
    [InlineData("taskmanager.memory.min-segment-size=2k", "2.0", NoWords)]
    [InlineData("taskmanager.memory.starting-segment-size=64k", "2.0", NoWords)]
    [InlineData("taskmanager.network.compression.codec=snappy", "1.20", "Could not parse value 'snappy' for key 'taskmanager.network.compression.codec'.")]
    [InlineData("taskmanager.network.partition-request-timeout=x", "1.19", "Could not parse value 'x' for key 'taskmanager.network.partition-request-timeout'.")]
    [InlineData("taskmanager.network.memory.exclusive-buffers-request-timeout-ms=10_s", "1.19", "Could not parse value '10_s' for key 'taskmanager.network.memory.exclusive-buffers-request-timeout-ms'.")]
    [InlineData("taskmanager.network.memory.exclusive-buffers-request-timeout-ms=0", "1.18", "The timeout for requesting exclusive buffers should be positive.")]
    [InlineData("taskmanager.network.memory.buffer-debloat.target=PT10S", "1.20", "Could not parse value 'PT10S' for key 'taskmanager.network.memory.buffer-debloat.target'.")]
    [InlineData("taskmanager.data.bind-port=50210-50200", "2.3", "Invalid port configuration. Port range end must be bigger than port range start. If you wish to use single port please provide the value directly, not as a range. Given range: 50210-50200")]
    [InlineData("taskmanager.numberOfTaskSlots=0 taskmanager.cpu.cores=1", "2.3", "Invalid configuration value for taskmanager.numberOfTaskSlots : 0 - Number of task slots must be at least one.")]
    public void The_first_complaint_is_Flinks(string options, string version, string words)
    {
        var fault = FaultOf(options, version).ShouldNotBeNull();

        fault.Message.ShouldBe(words);
        fault.Keys.ShouldBe([options.Split('=')[0]]);
        fault.Advice.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("taskmanager.memory.min-segment-size=2k", "1.20")]
    [InlineData("taskmanager.memory.starting-segment-size=x", "1.20")]
    [InlineData("taskmanager.network.compression.codec=snappy", "1.19")]
    [InlineData("taskmanager.network.partition-request-timeout=x", "1.18")]
    [InlineData("taskmanager.network.memory.exclusive-buffers-request-timeout-ms=30000", "2.3")]
    [InlineData("taskmanager.network.memory.buffer-debloat.target=PT10S", "2.3")]
    [InlineData("taskmanager.network.memory.buffers-per-channel=x", "2.0")]
    [InlineData("taskmanager.network.netty.server.numThreads=x", "2.0")]
    [InlineData("taskmanager.network.batch-shuffle.compression.enabled=x taskmanager.network.compression.codec=none", "1.20")]
    [InlineData("taskmanager.network.hybrid-shuffle.enable-new-mode=x", "1.20")]
    [InlineData("security.ssl.internal.enabled=x taskmanager.data.ssl.enabled=false", "2.3")]
    [InlineData("taskmanager.network.memory.buffer-debloat.period=x", "2.3")]
    [InlineData("taskmanager.network.sort-shuffle.min-buffers=0", "2.3")]
    public void An_option_that_this_release_does_not_read_at_the_start_stops_nothing(string options, string version) => FaultOf(options, version).ShouldBeNull();

    [Fact]
    public void The_key_that_somebody_wrote_is_to_blame()
    {
        FaultOf("taskmanager.net.server.numThreads=x", "1.20").ShouldNotBeNull().Keys.ShouldBe(["taskmanager.net.server.numThreads"]);
        FaultOf("taskmanager.memory.min-segment-size=64k taskmanager.memory.segment-size=32k", "1.20").ShouldNotBeNull().Keys.ShouldBe(["taskmanager.memory.min-segment-size", "taskmanager.memory.segment-size"]);
    }

    [Fact]
    public void Of_several_faults_the_one_that_Flink_meets_first_is_told()
    {
        const string Three = "taskmanager.memory.framework.off-heap.batch-shuffle.size=1k taskmanager.network.memory.floating-buffers-per-gate=0";

        FaultOf(Three, "1.20").ShouldNotBeNull().Keys.ShouldBe(["taskmanager.network.memory.floating-buffers-per-gate"]);
        FaultOf($"{Three} taskmanager.network.detailed-metrics=1", "1.20").ShouldNotBeNull().Keys.ShouldBe(["taskmanager.network.detailed-metrics"]);
        FaultOf(Three, "2.3").ShouldNotBeNull().Message.ShouldContain("must be no smaller than 'taskmanager.memory.segment-size'");
    }

    [Fact]
    public void Whatever_is_written_is_answered_and_a_fault_blames_what_is_set() =>
        Gen.Select(Gen.Int, Gen.Int[0, FlinkReleases.All.Count - 1]).Select((seed, release) => (seed, FlinkReleases.All[release])).Sample(
            (seed, version) =>
            {
                foreach (var options in new DrawnNetworkOptions(seed).Next(valuesOfEach: 1, combinations: 20))
                {
                    var configuration = FlinkConfiguration.From(options);
                    if (FaultOf(configuration, version) is { } fault)
                    {
                        fault.Keys.Any(options.ContainsKey).ShouldBeTrue(fault.ToString());
                    }
                }
            },
            iter: 50);

    [Fact]
    public void A_duration_without_end_is_read_at_once()
    {
        var digits = new string('1', 300_000);
        foreach (var text in new[] { digits, $"{digits} s", $"PT{digits}S", $"PT1.{digits}S", $"{digits} {digits}" })
        {
            FaultOf(FlinkConfiguration.From(new Dictionary<string, string> { ["taskmanager.memory.process.size"] = "2g", ["taskmanager.network.partition-request-timeout"] = text }), FlinkVersion.Newest).ShouldNotBeNull();
        }
    }

    private static NetworkFault? FaultOf(string options, string version) =>
        FaultOf(CureSolverTests.Parse($"taskmanager.memory.process.size=2g {options}"), FlinkVersion.Parse(version)!.Value);

    private static NetworkFault? FaultOf(FlinkConfiguration configuration, FlinkVersion version) =>
        TaskManagerBudgets.Derive(configuration, version).BudgetOrNull is { } budget ? Core.Network.NetworkStart.FaultOf(configuration, version, budget) : null;
}
