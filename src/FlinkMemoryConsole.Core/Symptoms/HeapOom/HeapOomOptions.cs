namespace FlinkMemoryConsole.Core.Symptoms.HeapOom;

/// <summary>When growth of the heap is worth a warning.</summary>
public sealed record HeapOomOptions
{
    public static HeapOomOptions Default { get; } = new();

    /// <summary>
    /// Share of the heap (0 to 1) that must survive collections. Young collections leave garbage in the old generation until G1 marks it, from 45 % on
    /// (<c>InitiatingHeapOccupancyPercent</c>) and a cycle later: what is still there at 60 % is alive.
    /// </summary>
    public double SmallestShare { get; init; } = 0.6;

    /// <summary>Levels after collections that a trend is fitted on at least; fewer agree by chance.</summary>
    public int FewestLevels { get; init; } = 5;

    /// <summary>Growth over less time may be the start of a job.</summary>
    public TimeSpan ShortestGrowth { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Who is warned of more than this can look tomorrow.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Of the trend, 0 to 1: of five levels nine pairs in ten must agree, of more levels fewer.</summary>
    public double SmallestConfidence { get; init; } = 0.65;

    /// <summary>Growth that has slowed to less than this share of its former slope is a cache that fills up.</summary>
    public double SmallestLastSlopeShare { get; init; } = 0.35;
}
