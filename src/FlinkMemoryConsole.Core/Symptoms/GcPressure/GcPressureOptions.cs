namespace FlinkMemoryConsole.Core.Symptoms.GcPressure;

/// <summary>When collecting costs too much.</summary>
public sealed record GcPressureOptions
{
    public static GcPressureOptions Default { get; } = new();

    /// <summary>The time that is looked at. Shorter, and one full collection decides; Flink's own average is over a minute, too.</summary>
    public TimeSpan Over { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Share of time (0 to 1) in pauses that a job feels: a tenth of its throughput is gone and back-pressure begins.</summary>
    public double PauseShare { get; init; } = 0.10;

    /// <summary>Full collections a minute. G1 makes one only when it cannot keep up; Serial and Parallel make many only when the old generation stays full.</summary>
    public double FullCollectionsPerMinute { get; init; } = 3;

    /// <summary>Share of the heap (0 to 1) that is in use although the old generation was just collected: there was little to free.</summary>
    public double StillUsedShare { get; init; } = 0.7;

    /// <summary>Share of time (0 to 1) of a collector that works beside the threads: it never rests.</summary>
    public double ConcurrentShare { get; init; } = 0.5;

    /// <summary>Share of time in pauses from which on hardly any work is done.</summary>
    public double CriticalPauseShare { get; init; } = 0.3;
}
