using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>A budget as nested boxes: total process ⊃ total Flink ⊃ the JVM's own limits ⊃ components. Each box is the sum of those inside.</summary>
public static class MemoryMapModel
{
    /// <summary>The outermost box.</summary>
    public static MemoryBox Of(ProcessBudget budget) => budget switch
    {
        TaskManagerBudget taskManager => Process(taskManager, InsideTotalFlink(taskManager)),
        JobManagerBudget jobManager => Process(jobManager, InsideTotalFlink(jobManager)),
        _ => throw new ArgumentOutOfRangeException(nameof(budget), budget, "A process is a TaskManager or a JobManager."),
    };

    private static MemoryBox Process(ProcessBudget budget, ImmutableArray<MemoryBox> insideTotalFlink) => new(
        "Total process memory",
        budget.TotalProcess,
        Color: null,
        budget.OriginOf(MemoryComponent.TotalProcess),
        [
            new("Total Flink memory", budget.TotalFlink, Color: null, budget.OriginOf(MemoryComponent.TotalFlink), insideTotalFlink) { About = "What Flink itself shares out." },
            Part(budget, MemoryComponent.JvmMetaspace, "--pool-metaspace", "Classes. -XX:MaxMetaspaceSize."),
            Part(budget, MemoryComponent.JvmOverhead, "--pool-overhead", "Threads, code cache, the collector, native libraries: no flag limits it."),
        ])
    {
        About = "What a container is sized by.",
    };

    private static ImmutableArray<MemoryBox> InsideTotalFlink(TaskManagerBudget budget) =>
    [
        new("JVM heap", budget.JvmHeap, Color: null, Origin: null,
        [
            Part(budget, MemoryComponent.FrameworkHeap, "--pool-heap", "Flink's own objects."),
            Part(budget, MemoryComponent.TaskHeap, "--pool-heap", "Operators and your code."),
        ]) { About = "-Xmx and -Xms." },
        new("Direct memory", budget.JvmDirect, Color: null, Origin: null,
        [
            Part(budget, MemoryComponent.FrameworkOffHeap, "--pool-direct", "Flink's own direct and native memory."),
            Part(budget, MemoryComponent.TaskOffHeap, "--pool-direct", "Direct and native memory of operators and your code."),
            Part(budget, MemoryComponent.Network, "--pool-network", budget.NetworkBuffers is { } buffers ? $"{buffers} network buffers, taken as a whole at start." : "Network buffers, taken as a whole at start."),
        ]) { About = "-XX:MaxDirectMemorySize." },
        Part(budget, MemoryComponent.Managed, "--pool-managed", "State backends, sorters, Python: native memory that Flink hands out."),
    ];

    private static ImmutableArray<MemoryBox> InsideTotalFlink(JobManagerBudget budget) =>
    [
        Part(budget, MemoryComponent.JvmHeap, "--pool-heap", "-Xmx and -Xms."),
        Part(budget, MemoryComponent.OffHeap, "--pool-direct", budget.LimitsDirectMemory ? "-XX:MaxDirectMemorySize." : "Direct and native memory; no flag limits it unless jobmanager.memory.enable-jvm-direct-memory-limit is set."),
    ];

    private static MemoryBox Part(ProcessBudget budget, MemoryComponent component, string color, string about) =>
        new(MemoryComponentNames.Of(component), budget[component], color, budget.OriginOf(component), []) { About = about };
}
