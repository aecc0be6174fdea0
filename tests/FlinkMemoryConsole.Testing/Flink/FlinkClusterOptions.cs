namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>How a cluster for a test is set up. Flink options by their full keys; <c>$WORK</c> in a value is the cluster's own folder.</summary>
public sealed record FlinkClusterOptions
{
    /// <summary>How many TaskManagers; their resource ids are <c>taskmanager-1</c>, <c>taskmanager-2</c> and so on.</summary>
    public int TaskManagers { get; init; } = 1;

    /// <summary>Options of every process.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Options of the JobManager alone.</summary>
    public IReadOnlyDictionary<string, string> JobManagerOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Options of single TaskManagers, by their number from 1.</summary>
    public IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>> TaskManagerOptions { get; init; } = new Dictionary<int, IReadOnlyDictionary<string, string>>();

    /// <summary>The REST port, or null for a free one.</summary>
    public int? RestPort { get; init; }
}
