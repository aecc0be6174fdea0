using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>
/// A job that is started from an IDE runs in a MiniCluster: Flink then sizes no process and gives task heap and task off-heap memory 1 TiB each where they are
/// not set (<c>TaskExecutorResourceUtils.adjustForLocalExecution</c>). What comes of it looks like a budget and is none.
/// </summary>
public static class LocalExecution
{
    /// <summary>What Flink writes for <em>as much as there is</em>.</summary>
    private const long Unlimited = 1L << 40;

    /// <summary>Why nothing is proposed.</summary>
    public const string Why = "This is a local execution (a MiniCluster, as in an IDE): its 1 TiB of task heap or task off-heap memory stands for “no limit”, and there is no budget to change. "
        + "The JVM that runs the job has the memory that it was started with (-Xmx, -XX:MaxDirectMemorySize, -XX:MaxMetaspaceSize).";

    /// <summary>By the components that a TaskManager reports.</summary>
    public static bool Is(TaskManagerMemory? memory) => memory is { TaskHeap: Unlimited } or { TaskOffHeap: Unlimited };

    /// <summary>By the options, as a MiniCluster's <c>/jobmanager/config</c> shows them.</summary>
    public static bool Is(FlinkConfiguration configuration) =>
        configuration is not null && (IsUnlimited(configuration[TaskManagerOptions.TaskHeap.Key]) || IsUnlimited(configuration[TaskManagerOptions.TaskOffHeap.Key]));

    private static bool IsUnlimited(string? text) => text is not null && MemorySizeText.TryParse(text, out var bytes, out _) && bytes == Unlimited;
}
