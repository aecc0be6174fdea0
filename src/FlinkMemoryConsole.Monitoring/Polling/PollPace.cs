namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>How often a cluster is asked and how much of its answers is kept.</summary>
internal sealed class PollPace(TimeSpan window, TimeSpan? step = null)
{
    /// <summary>Flink's default for <c>metrics.fetcher.update-interval</c>.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);

    /// <summary>Faster is of no use to a person and costs memory.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>Flink fetches when the last fetch <em>started</em> more than its interval ago: a little later, and each round wakes it.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(200);

    /// <summary>How long readings, events and lost processes are kept.</summary>
    public TimeSpan Window => window;

    /// <summary>Flink's time between two fetches of metrics.</summary>
    public TimeSpan FetchInterval { get; private set; } = DefaultInterval;

    /// <summary>Time between two rounds; a recording is stepped as it was recorded, whatever Flink's interval was.</summary>
    public TimeSpan Interval => step ?? (FetchInterval > Shortest ? FetchInterval : Shortest) + Later;

    /// <summary>Rows of a window.</summary>
    public int Rows => Math.Max(10, (int)Math.Ceiling(window / Interval) + 2);

    /// <summary>Takes over what the cluster's configuration says; text that is no duration of Flink leaves the default.</summary>
    public void Follow(string? updateInterval) => FetchInterval = FlinkDuration.Parse(updateInterval) is { } told && told > TimeSpan.Zero ? told : DefaultInterval;
}
