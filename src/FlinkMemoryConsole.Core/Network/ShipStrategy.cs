namespace FlinkMemoryConsole.Core.Network;

/// <summary>How records find the consuming subtask, <c>ship_strategy</c> in Flink's plan.</summary>
public enum ShipStrategy
{
    Forward,
    Rescale,
    Hash,
    Rebalance,
    Shuffle,
    Custom,
    Global,
    Broadcast,

    /// <summary>A name that we do not know: counted as all-to-all, which never needs fewer.</summary>
    Unknown,
}

/// <summary>Flink's names of strategies, and what follows from them.</summary>
public static class ShipStrategies
{
    /// <summary>From the plan's <c>ship_strategy</c>, which may carry its keys: <c>HASH[user]</c>.</summary>
    public static ShipStrategy Parse(string? text) => text?.Split('[', '(', ' ')[0].ToUpperInvariant() switch
    {
        "FORWARD" => ShipStrategy.Forward,
        "RESCALE" => ShipStrategy.Rescale,
        "HASH" => ShipStrategy.Hash,
        "REBALANCE" => ShipStrategy.Rebalance,
        "SHUFFLE" => ShipStrategy.Shuffle,
        "CUSTOM" => ShipStrategy.Custom,
        "GLOBAL" => ShipStrategy.Global,
        "BROADCAST" => ShipStrategy.Broadcast,
        _ => ShipStrategy.Unknown,
    };

    internal static bool IsPointwise(this ShipStrategy strategy) => strategy is ShipStrategy.Forward or ShipStrategy.Rescale;
}
