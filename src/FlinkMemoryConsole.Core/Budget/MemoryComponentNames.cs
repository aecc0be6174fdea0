namespace FlinkMemoryConsole.Core.Budget;

/// <summary>What a component is called where a person reads it.</summary>
public static class MemoryComponentNames
{
    /// <summary>For the first column of a table: <c>Task heap</c>.</summary>
    public static string Of(MemoryComponent component) => component switch
    {
        MemoryComponent.TotalProcess => "Total process",
        MemoryComponent.TotalFlink => "Total Flink",
        MemoryComponent.FrameworkHeap => "Framework heap",
        MemoryComponent.TaskHeap => "Task heap",
        MemoryComponent.FrameworkOffHeap => "Framework off-heap",
        MemoryComponent.TaskOffHeap => "Task off-heap",
        MemoryComponent.JvmHeap => "JVM heap",
        MemoryComponent.OffHeap => "Off-heap",
        MemoryComponent.JvmMetaspace => "JVM metaspace",
        MemoryComponent.JvmOverhead => "JVM overhead",
        _ => component.ToString(),
    };

    /// <summary>Within a sentence: <c>task heap</c>, <c>managed memory</c>, <c>JVM overhead</c>.</summary>
    public static string InSentence(MemoryComponent component) => component switch
    {
        MemoryComponent.JvmHeap or MemoryComponent.JvmMetaspace or MemoryComponent.JvmOverhead => Of(component),
        MemoryComponent.FrameworkHeap or MemoryComponent.TaskHeap => Lower(Of(component)),
        _ => $"{Lower(Of(component))} memory",
    };

    private static string Lower(string name) => string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));
}
