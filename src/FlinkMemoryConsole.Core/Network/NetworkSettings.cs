using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The options that decide how many buffers an exchange takes, as a version of Flink reads them. Since 2.0 most are constants: the old keys do nothing and nobody says so.</summary>
internal sealed record NetworkSettings
{
    private static readonly FlinkVersion Constants = new(2, 0);
    private static readonly FlinkVersion FewerTierBuffers = new(1, 20);

    private static readonly MemoryOption RemotePathOption = new("taskmanager.network.hybrid-shuffle.remote.path");
    private static readonly MemoryOption RemoteTierOption = new("taskmanager.network.hybrid-shuffle.external-remote-tier-factory.class");
    private static readonly MemoryOption SchedulerOption = new("jobmanager.scheduler");
    private static readonly MemoryOption HybridConstraintOption = new("jobmanager.partition.hybrid.partition-data-consume-constraint");
    private static readonly MemoryOption UnalignedOption = new("execution.checkpointing.unaligned.enabled", Alias: "execution.checkpointing.unaligned");

    private const string SelectiveMode = "ALL_EXCHANGES_HYBRID_SELECTIVE";

    /// <summary>Exclusive buffers of a channel, where the gate's limit allows.</summary>
    public required int PerChannel { get; init; }

    public required int Floating { get; init; }

    public required int Overdraft { get; init; }

    public required int SortParallelism { get; init; }

    public required int SortBuffers { get; init; }

    /// <summary>What a task fails with that has a blocking result to sort; null where it has buffers enough for that. Tasks without such a result never look.</summary>
    public FlinkRefusalException? SortRefusal => SortBuffers switch
    {
        >= 2 => null,
        1 => new("IOException", $"Too few sort buffers, please increase {NetworkStartOptions.SortBuffers.Description}.", [NetworkStartOptions.SortBuffers.Key]),
        _ => new("IllegalArgumentException", $"Required number of memory segments ({SortBuffers.ToString(CultureInfo.InvariantCulture)}) should be larger than 0.", [NetworkStartOptions.SortBuffers.Key]),
    };

    /// <summary>What a gate may require at most; null where nobody set it.</summary>
    public required int? GateLimit { get; init; }

    /// <summary>Hybrid shuffle keeps its data in tiers: the only mode since 2.0. Before, TaskManagers have tiers only if their own options name a hybrid shuffle mode: a job's do not count.</summary>
    public required bool TieredHybrid { get; init; }

    /// <summary>Hybrid results are asked to spill only what is not read at once.</summary>
    public required bool SelectiveHybrid { get; init; }

    /// <summary>What the tiers of a hybrid result are guaranteed at most.</summary>
    public required int TierBuffers { get; init; }

    /// <summary>A batch job is run by the adaptive batch scheduler, as it is unless another one is asked for.</summary>
    public required bool AdaptiveBatch { get; init; }

    /// <summary>
    /// The consumer of a hybrid exchange need not wait for its producers to end. The adaptive scheduler of 2.0 and later makes it wait always: it adds a vertex to the job
    /// when all before it have ended.
    /// </summary>
    public required bool HybridOverlaps { get; init; }

    /// <summary>Buffer debloating: changes how full buffers are, never how many there are.</summary>
    public required bool Debloats { get; init; }

    public required bool UnalignedCheckpoints { get; init; }

    /// <summary>The settings of a configuration.</summary>
    /// <exception cref="FlinkRefusalException">Flink refuses a value, at the start or when the job is deployed.</exception>
    public static NetworkSettings Read(FlinkConfiguration configuration, FlinkVersion version)
    {
        OptionReader options = new(configuration);
        var removed = version >= Constants;
        var adaptive = !Is(configuration, SchedulerOption, "Default");
        return new NetworkSettings
        {
            PerChannel = removed ? 2 : PerChannelOf(options),
            Floating = removed ? 8 : FloatingOf(options),
            Overdraft = removed ? 20 : AtLeast(0, options, NetworkStartOptions.Overdraft, 5, $"{NetworkStartOptions.Overdraft.Key} must not be negative."),
            SortParallelism = removed ? 1 : options.Integer(NetworkStartOptions.SortParallelism, 1),
            SortBuffers = options.Integer(NetworkStartOptions.SortBuffers, 512),
            GateLimit = GateLimitOf(options),
            TieredHybrid = removed || (IsHybrid(configuration) && (!options.Contains(NetworkStartOptions.NewHybrid) || options.Boolean(NetworkStartOptions.NewHybrid))),
            SelectiveHybrid = Is(configuration, NetworkStartOptions.ShuffleMode, SelectiveMode),
            TierBuffers = (version < FewerTierBuffers ? 613 : 101) + (options.Contains(RemotePathOption) || (version >= FewerTierBuffers && options.Contains(RemoteTierOption)) ? 1 : 0),
            AdaptiveBatch = adaptive,
            HybridOverlaps = !adaptive || (!removed && !Is(configuration, HybridConstraintOption, "ALL_PRODUCERS_FINISHED")),
            Debloats = options.Boolean(NetworkStartOptions.Debloat),
            UnalignedCheckpoints = options.Boolean(UnalignedOption),
        };
    }

    private static int PerChannelOf(OptionReader options) => AtLeast(0, options, NetworkStartOptions.PerChannel, 2, "Must be non-negative.");

    private static int FloatingOf(OptionReader options) =>
        AtLeast(1, options, NetworkStartOptions.Floating, 8, $"The configured floating buffer should be at least 1, please increase the value of {NetworkStartOptions.Floating.Key}.");

    private static int? GateLimitOf(OptionReader options) => options.Contains(NetworkStartOptions.GateLimit)
        ? AtLeast(1, options, NetworkStartOptions.GateLimit, 1, $"At least one buffer is required for each gate, please increase the value of {NetworkStartOptions.GateLimit.Key}.")
        : null;

    private static bool IsHybrid(FlinkConfiguration configuration) => Is(configuration, NetworkStartOptions.ShuffleMode, "ALL_EXCHANGES_HYBRID_FULL") || Is(configuration, NetworkStartOptions.ShuffleMode, SelectiveMode);

    private static bool Is(FlinkConfiguration configuration, MemoryOption option, string value) => string.Equals(configuration[option.Key]?.Trim(), value, StringComparison.OrdinalIgnoreCase);

    private static int AtLeast(int least, OptionReader options, MemoryOption option, int otherwise, string refusal) => options.Integer(option, otherwise) is var number && number >= least
        ? number
        : throw new FlinkRefusalException("IllegalArgumentException", refusal, [option.Key]);
}
