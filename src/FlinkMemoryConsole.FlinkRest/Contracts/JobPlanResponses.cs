using System.Text.Json.Serialization;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /jobs/:id/plan</c>.</summary>
public sealed record JobPlanResponse
{
    public required JobPlanGraphResponse Plan { get; init; }
}

/// <summary>The job graph.</summary>
public sealed record JobPlanGraphResponse
{
    [JsonPropertyName("jid")]
    public string? JobId { get; init; }

    public string? Name { get; init; }

    /// <summary>STREAMING or BATCH.</summary>
    public string? Type { get; init; }

    /// <summary>From the sinks to the sources.</summary>
    public IReadOnlyList<JobPlanNodeResponse> Nodes { get; init; } = [];
}

/// <summary>A vertex of the graph.</summary>
public sealed record JobPlanNodeResponse
{
    public required string Id { get; init; }

    public int? Parallelism { get; init; }

    /// <summary>The chain of operators, HTML.</summary>
    public string? Description { get; init; }

    /// <summary>Empty in streaming jobs.</summary>
    public string? Operator { get; init; }

    [JsonPropertyName("operator_strategy")]
    public string? OperatorStrategy { get; init; }

    /// <summary>Empty for sources.</summary>
    public IReadOnlyList<JobPlanInputResponse> Inputs { get; init; } = [];
}

/// <summary>An edge that ends at the vertex which holds it.</summary>
public sealed record JobPlanInputResponse
{
    /// <summary>The producing vertex.</summary>
    public required string Id { get; init; }

    public int? Num { get; init; }

    /// <summary>FORWARD, HASH, REBALANCE, …</summary>
    [JsonPropertyName("ship_strategy")]
    public string? ShipStrategy { get; init; }

    /// <summary><c>pipelined_bounded</c>, <c>blocking</c>, …</summary>
    public string? Exchange { get; init; }

    [JsonPropertyName("local_strategy")]
    public string? LocalStrategy { get; init; }

    public string? Caching { get; init; }
}
