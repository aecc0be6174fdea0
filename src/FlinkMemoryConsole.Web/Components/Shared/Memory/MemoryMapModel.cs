using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>A process's memory as nested boxes: total process ⊃ total Flink ⊃ the JVM's own limits ⊃ components. Each box is the sum of those inside.</summary>
public static class MemoryMapModel
{
    public const string Heap = "JVM heap";
    public const string Direct = "Direct memory";

    private delegate MemoryBox Part(MemoryComponent component, string color, string about);

    /// <summary>What Flink makes of a configuration.</summary>
    public static MemoryBox Of(ProcessBudget budget)
    {
        MemoryBox Part(MemoryComponent component, string color, string about) => Box(component, budget[component], color, budget.OriginOf(component), about);
        return budget switch
        {
            TaskManagerBudget taskManager => TaskManager(Part, taskManager.JvmHeap, taskManager.JvmDirect, taskManager.NetworkBuffers),
            JobManagerBudget jobManager => JobManager(Part, jobManager.LimitsDirectMemory),
            _ => throw new ArgumentOutOfRangeException(nameof(budget), budget, "A process is a TaskManager or a JobManager."),
        };
    }

    /// <summary>What a TaskManager says that it runs with.</summary>
    /// <param name="derived">The budget that comes to the very same sizes, for the origins; null where none is known.</param>
    public static MemoryBox Of(TaskManagerMemory memory, TaskManagerBudget? derived)
    {
        ArgumentNullException.ThrowIfNull(memory);

        return TaskManager(
            (component, color, about) => Box(component, memory[component], color, derived?.OriginOf(component), about),
            memory.JvmHeap,
            memory.JvmDirect,
            derived?.NetworkBuffers);
    }

    /// <summary>What the JobManager says that it runs with. Its configuration holds the resolved sizes, not how they came about.</summary>
    public static MemoryBox Of(JobManagerMemory memory, bool limitsDirectMemory) =>
        JobManager((component, color, about) => Box(component, memory[component], color, origin: null, about), limitsDirectMemory);

    private static MemoryBox TaskManager(Part part, long? heap, long? direct, long? networkBuffers) => Process(
        part,
        new MemoryBox(Heap, heap, Color: null, Origin: null,
        [
            part(MemoryComponent.FrameworkHeap, "--pool-heap", "Flink's own objects."),
            part(MemoryComponent.TaskHeap, "--pool-heap", "Operators and your code."),
        ]) { About = "-Xmx and -Xms." },
        new MemoryBox(Direct, direct, Color: null, Origin: null,
        [
            part(MemoryComponent.FrameworkOffHeap, "--pool-direct", "Flink's own direct and native memory."),
            part(MemoryComponent.TaskOffHeap, "--pool-direct", "Direct and native memory of operators and your code."),
            part(MemoryComponent.Network, "--pool-network", networkBuffers is { } buffers ? $"{buffers} network buffers, taken as a whole at start." : "Network buffers, taken as a whole at start."),
        ]) { About = "-XX:MaxDirectMemorySize." },
        part(MemoryComponent.Managed, "--pool-managed", "State backends, sorters, Python: native memory that Flink hands out."));

    private static MemoryBox JobManager(Part part, bool limitsDirectMemory) => Process(
        part,
        part(MemoryComponent.JvmHeap, "--pool-heap", "-Xmx and -Xms."),
        part(MemoryComponent.OffHeap, "--pool-direct", limitsDirectMemory ? "-XX:MaxDirectMemorySize." : "Direct and native memory; no flag limits it unless jobmanager.memory.enable-jvm-direct-memory-limit is set."));

    private static MemoryBox Process(Part part, params ReadOnlySpan<MemoryBox> insideTotalFlink) => part(MemoryComponent.TotalProcess, "", "What a container is sized by.") with
    {
        Name = "Total process memory",
        Color = null,
        Inner =
        [
            part(MemoryComponent.TotalFlink, "", "What Flink itself shares out.") with { Name = "Total Flink memory", Color = null, Inner = [.. insideTotalFlink] },
            part(MemoryComponent.JvmMetaspace, "--pool-metaspace", "Classes. -XX:MaxMetaspaceSize."),
            part(MemoryComponent.JvmOverhead, "--pool-overhead", "Threads, code cache, the collector, native libraries: no flag limits it."),
        ],
    };

    private static MemoryBox Box(MemoryComponent component, long? bytes, string color, ComponentOrigin? origin, string about) =>
        new(MemoryComponentNames.Of(component), bytes, color, origin, []) { About = about };
}
