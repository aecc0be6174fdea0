using BenchmarkDotNet.Attributes;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Benchmarks;

/// <summary>The buffers of a job of 10,000 exchanges. The goal: under a second.</summary>
[MemoryDiagnoser]
public class BufferNeedsBenchmark
{
    private const int Edges = 10_000;
    private const int Slots = 4;

    private static readonly ShipStrategy[] Strategies = [ShipStrategy.Hash, ShipStrategy.Rebalance, ShipStrategy.Rescale, ShipStrategy.Broadcast];

    private static readonly FlinkConfiguration Configuration = FlinkConfiguration.Empty.With("taskmanager.numberOfTaskSlots", "4");

    private JobGraph _graph = null!;
    private SubtaskPlacement _placement = null!;

    [Params(8, 100)]
    public int Parallelism { get; set; }

    /// <summary>A streaming job, or a batch job whose stages have to be found.</summary>
    [Params(false, true)]
    public bool Batch { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        Random random = new(1);
        var vertices = Enumerable.Range(0, 2000).Select(index => new JobVertex($"v{index}", $"vertex {index}", Parallelism) { SlotSharingGroup = Batch ? $"g{index}" : "g" });
        var edges = Enumerable.Range(0, Edges).Select(index =>
        {
            var target = random.Next(1, 2000);
            return new JobEdge(random.Next(target), target, Strategies[index % Strategies.Length], Batch ? ExchangeType.Blocking : ExchangeType.PipelinedBounded);
        });
        _graph = new([.. vertices], [.. edges]) { IsBatch = Batch };
        _placement = SubtaskPlacement.Assume(_graph, Slots);
    }

    [Benchmark]
    public long Smallest() => BufferNeeds.Derive(_graph, _placement, Configuration, FlinkVersion.Newest).NeedOrNull!.Smallest;

    /// <summary>With every exchange of the TaskManager that needs most, the costliest first.</summary>
    [Benchmark]
    public int CostliestEdge()
    {
        var need = BufferNeeds.Derive(_graph, _placement, Configuration, FlinkVersion.Newest).NeedOrNull!;
        return need.EdgesOn(need.Fullest!.Index)[0].Edge;
    }
}
