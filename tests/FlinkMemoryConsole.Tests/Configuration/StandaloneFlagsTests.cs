using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>As a real <c>taskmanager.sh</c> of 2.3.0 starts, or does not, with these flags.</summary>
public class StandaloneFlagsTests
{
    [Theory]
    [InlineData("taskmanager.memory.network.max=1g", "taskmanager.memory.network.max among")]
    [InlineData("taskmanager.memory.network.min=64m taskmanager.memory.network.max=1g", "taskmanager.memory.network.max among")]
    [InlineData("taskmanager.memory.network.min=1m taskmanager.memory.network.max=2m", "taskmanager.memory.network.min among")]
    [InlineData("taskmanager.memory.network.min=1m taskmanager.memory.network.max=1m", null)]
    [InlineData("taskmanager.memory.network.fraction=0.2", null)]
    [InlineData("taskmanager.memory.flink.size=9g", null)]
    public void Network_memory_has_to_be_the_one_size_that_is_derived(string flags, string? fault)
    {
        var options = $"taskmanager.memory.process.size=1g {flags}".Split(' ').Select(flag => KeyValuePair.Create(flag.Split('=')[0], flag.Split('=')[1]));

        var said = StandaloneFlags.FaultOf(FlinkConfiguration.From(options), FlinkVersion.Newest);

        (said is null).ShouldBe(fault is null, said?.Text);
        said?.Text.ShouldContain(fault!);
    }
}
