namespace FlinkMemoryConsole.Core.Network;

/// <summary>When the consumer reads, and how the producer keeps what it wrote: <c>exchange</c> in Flink's plan, its <c>ResultPartitionType</c>.</summary>
public enum ExchangeType
{
    Pipelined,
    PipelinedBounded,
    PipelinedApproximate,
    Blocking,
    BlockingPersistent,
    HybridFull,
    HybridSelective,
}

/// <summary>Flink's names of exchanges, and what follows from them.</summary>
public static class ExchangeTypes
{
    /// <summary>From the plan's <c>exchange</c>; null where it is none of Flink's.</summary>
    public static ExchangeType? Parse(string? text) => text?.ToLowerInvariant() switch
    {
        "pipelined_bounded" => ExchangeType.PipelinedBounded,
        "pipelined" => ExchangeType.Pipelined,
        "pipelined_approximate" => ExchangeType.PipelinedApproximate,
        "blocking" => ExchangeType.Blocking,
        "blocking_persistent" => ExchangeType.BlockingPersistent,
        "hybrid_full" => ExchangeType.HybridFull,
        "hybrid_selective" => ExchangeType.HybridSelective,
        _ => null,
    };

    /// <summary>Producer and consumer have to run at the same time.</summary>
    public static bool IsPipelined(this ExchangeType type) => type is ExchangeType.Pipelined or ExchangeType.PipelinedBounded or ExchangeType.PipelinedApproximate;

    internal static bool IsBlocking(this ExchangeType type) => type is ExchangeType.Blocking or ExchangeType.BlockingPersistent;

    internal static bool IsHybrid(this ExchangeType type) => type is ExchangeType.HybridFull or ExchangeType.HybridSelective;
}
