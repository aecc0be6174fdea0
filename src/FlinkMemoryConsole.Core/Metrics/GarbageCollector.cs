namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>Which part of the heap a collector cleans.</summary>
public enum CollectedPart
{
    Young,

    /// <summary>The old generation, in all collectors but ZGC and Shenandoah by a full collection.</summary>
    Old,

    /// <summary>All of it each time: collectors without generations.</summary>
    Whole,
}

/// <summary>One collector of a JVM as Flink's metrics name it.</summary>
/// <param name="Name">As in the metric's id, for example <c>G1_Young_Generation</c>.</param>
/// <param name="Part">What it cleans.</param>
/// <param name="StopsTheWorld">Its time is a pause of all threads. False: it works beside them (ZGC's and Shenandoah's cycles), and its time says nothing about stalls.</param>
/// <param name="CountsCollections">Its count is a count of collections. False: several of its counts make one (pauses of a cycle).</param>
public sealed record GarbageCollector(string Name, CollectedPart Part, bool StopsTheWorld, bool CountsCollections)
{
    /// <summary>Id of its cumulative count.</summary>
    public string CountMetric => FlinkMetricNames.GarbageCollectorPrefix + Name + ".Count";

    /// <summary>Id of its cumulative time, milliseconds.</summary>
    public string TimeMetric => FlinkMetricNames.GarbageCollectorPrefix + Name + ".Time";

    /// <summary>The collector of that name; one that is not known is judged by the words in its name.</summary>
    public static GarbageCollector Named(string name) => Known.GetValueOrDefault(name) ?? Guess(name);

    // Measured on JDK 17 and 25; names of the JMX beans with blanks replaced as Flink does.
    private static readonly Dictionary<string, GarbageCollector> Known = new GarbageCollector[]
    {
        new("G1_Young_Generation", CollectedPart.Young, true, true),
        new("G1_Old_Generation", CollectedPart.Old, true, true),
        new("G1_Concurrent_GC", CollectedPart.Old, true, false),
        new("Copy", CollectedPart.Young, true, true),
        new("MarkSweepCompact", CollectedPart.Old, true, true),
        new("PS_Scavenge", CollectedPart.Young, true, true),
        new("PS_MarkSweep", CollectedPart.Old, true, true),
        new("ParNew", CollectedPart.Young, true, true),
        new("ConcurrentMarkSweep", CollectedPart.Old, false, true),
        new("ZGC_Cycles", CollectedPart.Whole, false, true),
        new("ZGC_Pauses", CollectedPart.Whole, true, false),
        new("ZGC_Minor_Cycles", CollectedPart.Young, false, true),
        new("ZGC_Minor_Pauses", CollectedPart.Young, true, false),
        new("ZGC_Major_Cycles", CollectedPart.Old, false, true),
        new("ZGC_Major_Pauses", CollectedPart.Old, true, false),
        new("Shenandoah_Cycles", CollectedPart.Whole, false, true),
        new("Shenandoah_Pauses", CollectedPart.Whole, true, false),
    }.ToDictionary(collector => collector.Name, StringComparer.Ordinal);

    private static GarbageCollector Guess(string name)
    {
        bool Says(params string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

        var part = Says("young", "minor", "scavenge", "copy", "new") ? CollectedPart.Young : Says("old", "major", "sweep", "full", "global") ? CollectedPart.Old : CollectedPart.Whole;
        return new(name, part, !Says("cycle", "concurrent"), !Says("pause"));
    }
}
