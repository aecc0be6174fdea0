namespace FlinkMemoryConsole.Core.Network;

/// <summary>Sizes of Flink's local buffer pools: of a result partition (<c>NettyShuffleUtils</c>) and of an input gate (<c>InputGateSpecUtils</c>).</summary>
internal static class BufferPools
{
    /// <summary>A batch gate requires no more than this, unless told otherwise.</summary>
    private const int BatchGateLimit = 1000;

    /// <summary>Whether a result is sorted before it is written; one that is not, of few parts, writes each of them to a file of its own.</summary>
    public static bool Sorts(ExchangeType type, int subpartitions, NetworkSettings settings) => type.IsBlocking() && subpartitions >= settings.SortParallelism;

    /// <summary>One result partition.</summary>
    /// <param name="subpartitions">One for each consuming subtask.</param>
    public static SubtaskBuffers ResultPartition(ExchangeType type, int subpartitions, NetworkSettings settings)
    {
        var sorts = Sorts(type, subpartitions, settings);
        var required = sorts ? settings.SortBuffers
            : type.IsHybrid() && settings.TieredHybrid ? Math.Min(settings.TierBuffers, subpartitions + 1L)
            : subpartitions + 1L;
        var wanted = type is ExchangeType.PipelinedBounded or ExchangeType.PipelinedApproximate ? ((long)subpartitions * settings.PerChannel) + settings.Floating
            : sorts ? 4L * subpartitions
            : 2 * required;
        var overdraft = type is ExchangeType.Pipelined or ExchangeType.PipelinedBounded ? settings.Overdraft : 0;
        return new SubtaskBuffers(required, Math.Max(wanted, required), 0, overdraft, 0);
    }

    /// <summary>One input gate.</summary>
    /// <param name="remote">How many of the channels read from another TaskManager; the others read the producer's own buffers.</param>
    public static SubtaskBuffers InputGate(ExchangeType type, int channels, int remote, NetworkSettings settings)
    {
        long limit = settings.GateLimit ?? (type.IsBlocking() || (type.IsHybrid() && settings.TieredHybrid) ? BatchGateLimit : int.MaxValue);
        var all = (long)channels * settings.PerChannel;
        var required = Math.Min(limit, all + 1);
        var perChannel = channels == 0 ? 0 : Math.Min(settings.PerChannel, (required - 1) / channels);
        var floating = required - (perChannel * channels);
        var mostFloating = Math.Max(floating, all + settings.Floating - (perChannel * channels));
        var exclusive = perChannel * remote;
        return new SubtaskBuffers(floating + exclusive, mostFloating + exclusive, exclusive, 0, type.IsPipelined() ? perChannel * (channels - remote) : 0);
    }
}
