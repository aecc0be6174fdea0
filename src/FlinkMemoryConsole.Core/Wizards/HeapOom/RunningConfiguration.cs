using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>The configuration that a TaskManager really runs with.</summary>
/// <param name="IsPinned">True where the cluster's configuration derives to something else, and the components that the TaskManager reports stand for it.</param>
public sealed record RunningConfiguration(FlinkConfiguration Configuration, bool IsPinned)
{
    private const string Prefix = "taskmanager.memory.";

    /// <summary>
    /// The JobManager's view of <c>taskmanager.*</c> where it derives to what the TaskManager reports, or the TaskManager reports nothing;
    /// else that view with every component pinned to the reported size (the TaskManager was started with options of its own).
    /// </summary>
    public static RunningConfiguration Of(TaskManagerEvidence? taskManager, FlinkConfiguration configuration, FlinkVersion version)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (taskManager?.Memory is not { TaskHeap: { } taskHeap, FrameworkHeap: { } frameworkHeap, FrameworkOffHeap: { } frameworkOffHeap, TaskOffHeap: { } taskOffHeap, Network: { } network, Managed: { } managed } memory
            || memory is not { JvmMetaspace: { } metaspace, JvmOverhead: { } overhead })
        {
            return new(configuration, IsPinned: false);
        }

        if (TaskManagerBudgets.Derive(configuration, version).BudgetOrNull is { } derived && derived.TaskHeap == taskHeap && derived.TotalProcess == memory.TotalProcess)
        {
            return new(configuration, IsPinned: false);
        }

        var sizes = new (string Key, long Bytes)[]
        {
            ("framework.heap.size", frameworkHeap), ("task.heap.size", taskHeap), ("framework.off-heap.size", frameworkOffHeap), ("task.off-heap.size", taskOffHeap),
            ("network.min", network), ("network.max", network), ("managed.size", managed), ("jvm-metaspace.size", metaspace), ("jvm-overhead.min", overhead), ("jvm-overhead.max", overhead),
            ("process.size", frameworkHeap + taskHeap + frameworkOffHeap + taskOffHeap + network + managed + metaspace + overhead),
        };
        var pinned = sizes.Aggregate(
            configuration with { Options = configuration.Options.RemoveRange(configuration.Options.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))) },
            (before, size) => before.With($"{Prefix}{size.Key}", MemorySizeText.ToOption(size.Bytes)));
        return new(pinned, IsPinned: true);
    }
}
