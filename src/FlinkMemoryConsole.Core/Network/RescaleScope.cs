namespace FlinkMemoryConsole.Core.Network;

/// <summary>Which vertices of a job a new parallelism is for.</summary>
public enum RescaleScope
{
    /// <summary>Those that run with the job's own, its largest: what <c>flink run -p</c> does to operators that the code gives no parallelism.</summary>
    JobParallelism,

    /// <summary>Each one, as reactive mode does.</summary>
    EveryVertex,

    /// <summary>Each one by the same factor, rounded, at least 1.</summary>
    InProportion,
}
