using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using static FlinkMemoryConsole.Core.Network.NetworkStartOptions;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>One look of Flink at an option: can it be read, and will its value do.</summary>
/// <param name="Option">What is read.</param>
/// <param name="Type">As what it is read.</param>
/// <param name="Check">What is wrong about a value that can be read; null where nothing is checked.</param>
internal sealed record StartStep(MemoryOption Option, StartType Type, Func<StartReading, NetworkFault?>? Check = null)
{
    /// <summary>The first release that looks; null for all.</summary>
    public FlinkVersion? Since { get; init; }

    /// <summary>The first release that does not look any more; null for none.</summary>
    public FlinkVersion? Before { get; init; }

    /// <summary>Flink looks only under this condition.</summary>
    public Func<StartReading, bool>? When { get; init; }

    /// <summary>What Flink finds wrong here; null where nothing is, or where it does not look.</summary>
    public NetworkFault? FaultOf(StartReading reading) =>
        (Since is { } since && reading.Version < since) || (Before is { } before && reading.Version >= before) || When?.Invoke(reading) is false
            ? null
            : reading.Unreadable(Option, Type) ?? Check?.Invoke(reading);
}

/// <summary>
/// All that the network of a TaskManager looks at when it starts, in the order in which Flink does: <c>NettyShuffleEnvironmentConfiguration.fromConfiguration</c>, then the parts that it makes,
/// then the listening. The key stores of an encrypted data plane and a class named for a remote tier are not looked at: they are files beside the configuration.
/// </summary>
internal static class NetworkStartSteps
{
    /// <summary>Flink checks without a word.</summary>
    private const string NoWords = "IllegalArgumentException";

    private const string NoTimeout = "The timeout for requesting exclusive buffers should be positive.";
    private const string TooLong = "ArithmeticException: long overflow";
    private const string TooLarge = "ArithmeticException: integer overflow";

    private static readonly FlinkVersion V19 = new(1, 19);
    private static readonly FlinkVersion V20 = new(1, 20);
    private static readonly FlinkVersion Two = new(2, 0);

    public static ImmutableArray<StartStep> All { get; } = [.. Addresses(), .. Connections(), .. Buffers(), .. Shuffles(), .. Values(), .. Debloating(), .. Parts(), .. Listening()];

    private static IEnumerable<StartStep> Addresses() =>
    [
        new(DataBindPort, StartType.Text, DataPorts.OfBindPort) { When = reading => reading.Contains(DataBindPort) },
        new(DataPort, StartType.Integer, DataPorts.OfPort) { When = reading => !reading.Contains(DataBindPort) },
        new(TaskManagerOptions.SegmentSize, StartType.Size, reading => NetworkFault.OfSegment(reading.Bytes(TaskManagerOptions.SegmentSize))),
        new(Debloat, StartType.Boolean) { Since = Two },
        new(StartingSegment, StartType.Size) { Since = Two, When = reading => reading.IsTrue(Debloat) },
        new(TaskManagerOptions.Slots, StartType.Integer, OfSlots),
    ];

    private static IEnumerable<StartStep> Connections() =>
    [
        new(DataSsl, StartType.Boolean),
        new(Ssl, StartType.Boolean) { Before = Two, When = reading => reading.IsTrue(DataSsl) },
        new(InternalSsl, StartType.Boolean) { When = reading => reading.IsTrue(DataSsl) },
        new(ServerThreads, StartType.Integer) { Before = Two },
        new(ClientThreads, StartType.Integer) { Before = Two },
        new(Backlog, StartType.Integer) { Before = Two },
        new(ConnectTimeout, StartType.Integer),
        new(SocketBuffer, StartType.Integer) { Before = Two },
        new(TaskManagerOptions.NetworkMax, StartType.Text, reading => NetworkFault.OfCount(reading.Options, reading.NetworkBytes, reading.Bytes(TaskManagerOptions.SegmentSize))),
        new(InitialBackoff, StartType.Integer),
        new(MostBackoff, StartType.Integer),
        new(PartitionTimeout, StartType.Duration, reading => TooManyMilliseconds(reading, PartitionTimeout)) { Since = V19 },
    ];

    private static IEnumerable<StartStep> Buffers() =>
    [
        new(PerChannel, StartType.Integer) { Before = Two },
        new(Floating, StartType.Integer) { Before = Two },
        new(GateLimit, StartType.Integer),
        new(MostPerChannel, StartType.Integer) { Before = Two },
        new(Overdraft, StartType.Integer) { Before = Two },
        new(TaskManagerOptions.BatchShuffle, StartType.Size),
        new(SortBuffers, StartType.Integer),
        new(SortParallelism, StartType.Integer) { Before = Two },
        new(DetailedMetrics, StartType.Boolean),
        new(BufferTimeoutMilliseconds, StartType.Long) { Before = V20 },
        new(BufferTimeout, StartType.Duration) { Since = V20 },
    ];

    private static IEnumerable<StartStep> Shuffles() =>
    [
        new(Codec, StartType.CompressionCodec) { Since = V20 },
        new(BatchCompression, StartType.Boolean) { Before = Two, When = reading => reading.Version < V20 || !reading.Is(Codec, "NONE") },
        new(TcpConnections, StartType.Integer) { Before = Two },
        new(ReuseConnections, StartType.Boolean),
        new(HybridIndex, StartType.Integer) { Before = Two },
        new(HybridRegions, StartType.Long) { Before = Two },
    ];

    private static IEnumerable<StartStep> Values() =>
    [
        new(PerChannel, StartType.Text, reading => reading.Below(0, PerChannel, "Must be non-negative.")) { Before = Two },
        new(GateLimit, StartType.Text, reading => reading.Below(1, GateLimit, $"At least one buffer is required for each gate, please increase the value of {GateLimit.Key}.")) { When = reading => reading.Contains(GateLimit) },
        new(Floating, StartType.Text, reading => reading.Below(1, Floating, $"The configured floating buffer should be at least 1, please increase the value of {Floating.Key}.")) { Before = Two },
        new(ShuffleMode, StartType.BatchShuffleMode),
        new(NewHybrid, StartType.Boolean) { Before = Two, When = reading => reading.Is(ShuffleMode, "ALL_EXCHANGES_HYBRID_FULL") || reading.Is(ShuffleMode, "ALL_EXCHANGES_HYBRID_SELECTIVE") },
    ];

    private static IEnumerable<StartStep> Debloating() =>
    [
        new(DebloatTarget, StartType.Duration),
        new(MinSegment, StartType.Size, reading => TooManyBytes(reading, MinSegment)),
        new(StartingSegment, StartType.Size, reading => TooManyBytes(reading, StartingSegment)) { Since = Two },
        new(DebloatThreshold, StartType.Integer),
        new(DebloatSamples, StartType.Integer),
        new(Debloat, StartType.Boolean) { Since = Two },
        new(MinSegment, StartType.Text, reading => Unless(reading.Bytes(MinSegment) > 0, reading, "more than 0", MinSegment)),
        new(DebloatSamples, StartType.Text, reading => Unless(reading.Number(DebloatSamples) > 0, reading, "more than 0", DebloatSamples)),
        new(MinSegment, StartType.Text, reading => Unless(reading.Bytes(MinSegment) <= reading.Bytes(TaskManagerOptions.SegmentSize), reading, $"at most {TaskManagerOptions.SegmentSize.Key}", MinSegment, TaskManagerOptions.SegmentSize)),
        new(DebloatTarget, StartType.Text, reading => TooManyMilliseconds(reading, DebloatTarget) ?? Unless(reading.Milliseconds(DebloatTarget) > 0, reading, "a millisecond or more", DebloatTarget)),
        new(StartingSegment, StartType.Text, reading => Unless(reading.Bytes(StartingSegment) <= reading.Bytes(TaskManagerOptions.SegmentSize), reading, $"at most {TaskManagerOptions.SegmentSize.Key}", StartingSegment, TaskManagerOptions.SegmentSize)) { Since = Two },
        new(StartingSegment, StartType.Text, reading => Unless(reading.Bytes(MinSegment) <= reading.Bytes(StartingSegment), reading, $"at least {MinSegment.Key}", StartingSegment, MinSegment)) { Since = Two },
        new(Debloat, StartType.Boolean) { Before = Two },
    ];

    private static IEnumerable<StartStep> Parts() =>
    [
        new(Arenas, StartType.Integer, OfArenas) { Before = Two },
        new(Retries, StartType.Integer),
        new(BufferTimeoutMilliseconds, StartType.Text, reading => reading.Below(1, BufferTimeoutMilliseconds, NoTimeout)) { Before = V20 },
        new(BufferTimeout, StartType.Text, reading => TooManyMilliseconds(reading, BufferTimeout) ?? (reading.Milliseconds(BufferTimeout) > 0 ? null : reading.Fault(NoTimeout, $"Set {BufferTimeout.Key} to a millisecond or more.", BufferTimeout))) { Since = V20 },
        new(TaskManagerOptions.BatchShuffle, StartType.Text, reading => NetworkFault.OfBatchShuffle(reading.Options, reading.Bytes(TaskManagerOptions.SegmentSize))),
    ];

    private static IEnumerable<StartStep> Listening() =>
    [
        new(ClientThreads, StartType.Text, reading => OfThreads(reading, ClientThreads)) { Before = Two },
        new(KeepIdle, StartType.Integer),
        new(KeepInterval, StartType.Integer),
        new(KeepCount, StartType.Integer),
        new(ServerThreads, StartType.Text, reading => OfThreads(reading, ServerThreads)) { Before = Two },
        new(DataBindPort, StartType.Text, DataPorts.OfNoPort) { When = reading => reading.Contains(DataBindPort) },
    ];

    private static NetworkFault? OfSlots(StartReading reading)
    {
        var slots = reading.Number(TaskManagerOptions.Slots);
        return slots is -1 or >= 1 ? null : reading.Fault(string.Create(CultureInfo.InvariantCulture, $"Invalid configuration value for {TaskManagerOptions.Slots.Key} : {slots} - Number of task slots must be at least one."), "Set at least 1.", TaskManagerOptions.Slots);
    }

    private static NetworkFault? OfArenas(StartReading reading) => reading.Number(Arenas) switch
    {
        -1 or >= 1 => null,
        0 => reading.Fault("Number of arenas", OneOrSlots(Arenas), Arenas),
        var arenas => reading.Fault(string.Create(CultureInfo.InvariantCulture, $"nDirectArena : {arenas} (expected: >= 0)"), OneOrSlots(Arenas), Arenas),
    };

    private static NetworkFault? OfThreads(StartReading reading, MemoryOption option) => reading.Number(option) is var threads and < -1
        ? reading.Fault(string.Create(CultureInfo.InvariantCulture, $"nThreads : {threads} (expected: > 0)"), OneOrSlots(option), option)
        : null;

    private static string OneOrSlots(MemoryOption option) => $"Set {option.Key} to at least 1, or to -1 for the number of slots.";

    private static NetworkFault? TooManyMilliseconds(StartReading reading, MemoryOption option) =>
        reading.Milliseconds(option) > long.MaxValue ? reading.Fault(TooLong, $"Set {option.Key} to less: Flink counts milliseconds in 64 bits.", option) : null;

    private static NetworkFault? TooManyBytes(StartReading reading, MemoryOption option) =>
        reading.Bytes(option) > int.MaxValue ? reading.Fault(TooLarge, $"Set {option.Key} to at most {TaskManagerOptions.SegmentSize.Key}.", option) : null;

    private static NetworkFault? Unless(bool isGood, StartReading reading, string wanted, MemoryOption option, params ReadOnlySpan<MemoryOption> others) => isGood
        ? null
        : reading.Fault(NoWords, $"Flink does not say why: {option.Key} must be {wanted}.", [option, .. others]);
}
