using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Tests.Budget;

public class MemoryComponentNamesTests
{
    [Theory]
    [InlineData(MemoryComponent.TotalProcess, "Total process", "total process memory")]
    [InlineData(MemoryComponent.TotalFlink, "Total Flink", "total Flink memory")]
    [InlineData(MemoryComponent.FrameworkHeap, "Framework heap", "framework heap")]
    [InlineData(MemoryComponent.TaskHeap, "Task heap", "task heap")]
    [InlineData(MemoryComponent.TaskOffHeap, "Task off-heap", "task off-heap memory")]
    [InlineData(MemoryComponent.Network, "Network", "network memory")]
    [InlineData(MemoryComponent.JvmHeap, "JVM heap", "JVM heap")]
    [InlineData(MemoryComponent.JvmMetaspace, "JVM metaspace", "JVM metaspace")]
    [InlineData(MemoryComponent.JvmOverhead, "JVM overhead", "JVM overhead")]
    public void A_component_has_one_name_in_a_table_and_in_a_sentence(MemoryComponent component, string inTable, string inSentence)
    {
        MemoryComponentNames.Of(component).ShouldBe(inTable);
        MemoryComponentNames.InSentence(component).ShouldBe(inSentence);
    }
}
