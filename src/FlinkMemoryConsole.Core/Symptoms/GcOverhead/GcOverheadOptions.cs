namespace FlinkMemoryConsole.Core.Symptoms.GcOverhead;

/// <summary>When a JVM does nothing but collect.</summary>
public sealed record GcOverheadOptions
{
    public static GcOverheadOptions Default { get; } = new();

    /// <summary>The time that is looked at.</summary>
    public TimeSpan Over { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of time (0 to 1) in pauses. The JVM's own limit is 98 % (<c>GCTimeLimit</c>); from a half on, each second more goes to the collector than to the job.</summary>
    public double PauseShare { get; init; } = 0.5;
}
