using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>A job as Flink deploys it: chains of operators and the exchanges between them. What is chained has no exchange and no buffer.</summary>
public sealed record JobGraph(ImmutableArray<JobVertex> Vertices, ImmutableArray<JobEdge> Edges)
{
    /// <summary>Submitted as a batch job. Unless <c>jobmanager.scheduler</c> says otherwise, its results are cut into subpartitions before their consumers are known.</summary>
    public bool IsBatch { get; init; }

    /// <summary>The parallelism that most of the job runs with: its largest.</summary>
    public int Parallelism => Vertices.IsEmpty ? 0 : Vertices.Max(vertex => vertex.Parallelism);

    /// <summary>
    /// The job with another parallelism, as <see cref="RescaleScope.JobParallelism"/> says: vertices that were given less (a global sink, a narrow source) keep theirs,
    /// unless the new one is smaller still.
    /// </summary>
    /// <param name="parallelism">At least 1.</param>
    public JobGraph Rescaled(int parallelism) => this.Rescaled(parallelism, RescaleScope.JobParallelism);
}

/// <summary>A chain of operators that runs as one task in each subtask.</summary>
/// <param name="Id">Flink's id, 32 hexadecimal digits.</param>
/// <param name="Parallelism">How many subtasks, at least 1.</param>
public sealed record JobVertex(string Id, string Name, int Parallelism)
{
    /// <summary>Rescaling ends here; null where it is not known.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>Subtasks of one group and one index share a slot; null where the plan does not tell (before Flink 1.20).</summary>
    public string? SlotSharingGroup { get; init; }
}

/// <summary>An exchange from one vertex to another: a result partition of each producing subtask, an input gate of each consuming one.</summary>
/// <param name="Source">Index of the producer in <see cref="JobGraph.Vertices"/>.</param>
/// <param name="Target">Index of the consumer in <see cref="JobGraph.Vertices"/>.</param>
public sealed record JobEdge(int Source, int Target, ShipStrategy Strategy, ExchangeType Exchange);
