using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>What a process says of a component, in bytes; null where it has not said.</summary>
public static class ReportedSizes
{
    /// <summary>From <c>memoryConfiguration</c> of a TaskManager.</summary>
    public static long? Of(TaskManagerMemory? memory, MemoryComponent component) => component switch
    {
        MemoryComponent.FrameworkHeap => memory?.FrameworkHeap,
        MemoryComponent.TaskHeap => memory?.TaskHeap,
        MemoryComponent.FrameworkOffHeap => memory?.FrameworkOffHeap,
        MemoryComponent.TaskOffHeap => memory?.TaskOffHeap,
        MemoryComponent.Network => memory?.Network,
        MemoryComponent.Managed => memory?.Managed,
        MemoryComponent.JvmMetaspace => memory?.JvmMetaspace,
        MemoryComponent.JvmOverhead => memory?.JvmOverhead,
        MemoryComponent.TotalFlink => memory?.TotalFlink,
        _ => memory?.TotalProcess,
    };

    /// <summary>From the JobManager's resolved configuration.</summary>
    public static long? Of(JobManagerMemory? memory, MemoryComponent component) => component switch
    {
        MemoryComponent.JvmHeap => memory?.JvmHeap,
        MemoryComponent.OffHeap => memory?.OffHeap,
        MemoryComponent.JvmMetaspace => memory?.JvmMetaspace,
        MemoryComponent.JvmOverhead => memory?.JvmOverhead,
        MemoryComponent.TotalFlink => memory?.JvmHeap + memory?.OffHeap,
        _ => memory?.TotalProcess,
    };
}
