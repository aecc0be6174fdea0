using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

public class FlinkOptionsTests
{
    [Fact]
    public void A_removed_option_names_its_last_version_and_stays_documented_there()
    {
        var buffers = FlinkOptions.Find("taskmanager.network.numberOfBuffers").ShouldNotBeNull();

        buffers.IsKnownIn(new FlinkVersion(1, 20)).ShouldBeTrue();
        buffers.IsKnownIn(new FlinkVersion(2, 0)).ShouldBeFalse();
        buffers.Documentation(FlinkVersion.Newest).AbsoluteUri.ShouldBe("https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/config/#taskmanager-network-numberOfBuffers");
    }

    [Fact]
    public void An_option_of_2_0_is_not_known_to_1_20() =>
        FlinkOptions.Find("taskmanager.memory.starting-segment-size").ShouldNotBeNull().IsKnownIn(new FlinkVersion(1, 20)).ShouldBeFalse();

    [Fact]
    public void A_deprecated_key_leads_to_the_present_one() => FlinkOptions.FindByDeprecatedKey("taskmanager.memory.size").ShouldNotBeNull().Key.ShouldBe("taskmanager.memory.managed.size");

    [Theory]
    [InlineData("taskmanager.memory.process.size", MemoryComponent.TotalProcess)]
    [InlineData("taskmanager.memory.network.fraction", MemoryComponent.Network)]
    [InlineData("jobmanager.memory.off-heap.size", MemoryComponent.OffHeap)]
    [InlineData("rest.port", null)]
    public void Options_know_the_component_that_they_are_about(string key, MemoryComponent? component) => FlinkOptions.ComponentOf(key).ShouldBe(component);

    [Fact]
    public void The_defaults_of_the_derivation_are_those_of_the_released_jars()
    {
        ProcessOptions[] processes = [TaskManagerOptions.Process, JobManagerOptions.Process];
        MemoryOption[] options =
        [
            .. processes.SelectMany(process => new[] { process.TotalProcess, process.TotalFlink, process.Metaspace, process.OverheadMin, process.OverheadMax, process.OverheadFraction }),
            TaskManagerOptions.FrameworkHeap, TaskManagerOptions.FrameworkOffHeap, TaskManagerOptions.TaskHeap, TaskManagerOptions.TaskOffHeap, TaskManagerOptions.Managed, TaskManagerOptions.ManagedFraction,
            TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkMax, TaskManagerOptions.NetworkFraction, TaskManagerOptions.SegmentSize, JobManagerOptions.Heap, JobManagerOptions.OffHeap,
        ];

        foreach (var option in options)
        {
            var known = FlinkOptions.Find(option.Key).ShouldNotBeNull(option.Key);
            Bytes(known.Default).ShouldBe(Bytes(option.Default), option.Key);
            known.DeprecatedKeys.Select(deprecated => deprecated.Key).ShouldBe(option.Alias is { } alias ? [alias] : [], option.Key);
        }

        static string? Bytes(string? text) => text is not null && MemorySizeText.TryParse(text, out var bytes, out _) ? $"{bytes}" : text;
    }
}
