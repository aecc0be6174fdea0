using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The buffers of one exchange, subtask by subtask, from the ways in which its channels connect producers and consumers.</summary>
/// <param name="producersOn">How many producers run on each TaskManager.</param>
internal sealed class ExchangeBuffers(JobEdge edge, SubtaskPlacement placement, ImmutableArray<int> producersOn, NetworkSettings settings)
{
    private readonly ImmutableArray<int> _producers = placement.Subtasks[edge.Source];
    private readonly ImmutableArray<int> _consumers = placement.Subtasks[edge.Target];

    /// <summary>The adaptive batch scheduler runs the job: a result is cut into subpartitions before its consumers are known.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>False where another exchange reads the same result partition, which then counts there.</summary>
    public bool HasOwnResult { get; init; } = true;

    public int Producers => _producers.Length;

    public int Consumers => _consumers.Length;

    /// <summary>The result partition of a producing subtask.</summary>
    public SubtaskBuffers Out(int producer) => HasOwnResult ? BufferPools.ResultPartition(edge.Exchange, Subpartitions(producer), settings) : default;

    /// <summary>A producing subtask sorts its result.</summary>
    public bool Sorts() => Enumerable.Range(0, Producers).Any(producer => BufferPools.Sorts(edge.Exchange, Subpartitions(producer), settings));

    /// <summary>The gate of a consuming subtask.</summary>
    public SubtaskBuffers In(int consumer)
    {
        if (!edge.Strategy.IsPointwise())
        {
            return BufferPools.InputGate(edge.Exchange, Producers, Producers - producersOn[_consumers[consumer]], settings);
        }

        var (first, last) = ProducersOf(consumer);
        var channelsEach = ChannelsToEachProducer(consumer, first);
        var remote = 0;
        for (var producer = first; producer <= last; producer++)
        {
            remote += _producers[producer] == _consumers[consumer] ? 0 : channelsEach;
        }

        return BufferPools.InputGate(edge.Exchange, (last - first + 1) * channelsEach, remote, settings);
    }

    /// <summary>Into how many parts a producer cuts its result.</summary>
    private int Subpartitions(int producer) => (edge.Strategy, IsDynamic) switch
    {
        (ShipStrategy.Forward or ShipStrategy.Broadcast, true) => 1,
        (ShipStrategy.Forward or ShipStrategy.Rescale, true) => (int)Ceiling(Consumers, Producers),
        (ShipStrategy.Forward or ShipStrategy.Rescale, false) => Producers >= Consumers ? 1 : ConsumersOf(producer) is var (first, end) ? end - first : 0,
        _ => Consumers,
    };

    /// <summary>The producers that a consumer of a pointwise exchange reads, both ends included.</summary>
    private (int First, int Last) ProducersOf(int consumer)
    {
        if (Producers >= Consumers)
        {
            return ((int)((long)consumer * Producers / Consumers), (int)((consumer + 1L) * Producers / Consumers) - 1);
        }

        var producer = (int)((long)consumer * Producers / Consumers);
        return (producer, producer);
    }

    /// <summary>The consumers that a producer of a pointwise exchange feeds, the end excluded.</summary>
    private (int First, int End) ConsumersOf(int producer) => ((int)Ceiling((long)producer * Consumers, Producers), (int)Ceiling((producer + 1L) * Consumers, Producers));

    /// <summary>A dynamic graph cuts before it knows its consumers: one consumer may have to read several parts of a producer. Tiers of a hybrid result need one channel all the same.</summary>
    private int ChannelsToEachProducer(int consumer, int producer)
    {
        if (!IsDynamic || Producers >= Consumers || edge.Strategy is ShipStrategy.Forward || (edge.Exchange.IsHybrid() && settings.TieredHybrid))
        {
            return 1;
        }

        var (first, end) = ConsumersOf(producer);
        var (readers, parts, index) = (end - first, Subpartitions(producer), consumer % (end - first));
        return (int)(((index + 1L) * parts / readers) - ((long)index * parts / readers));
    }

    private static long Ceiling(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
