namespace FlinkMemoryConsole.Core.Symptoms.DataSkew;

/// <summary>When one subtask has so much more to do than its siblings that they wait for it.</summary>
public sealed record DataSkewOptions
{
    public static DataSkewOptions Default { get; } = new();

    /// <summary>The time that is looked at: rates are averages over a minute and tell of the minute before.</summary>
    public TimeSpan Over { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Records of the first subtask over the mean of the others. Below three, a hash over few keys does the same.</summary>
    public double RecordsFactor { get; init; } = 3;

    /// <summary>Milliseconds of each second that the first one is busy: it is what limits the job.</summary>
    public double BusyMilliseconds { get; init; } = 700;

    /// <summary>The others are busy for at most this share (0 to 1) of that.</summary>
    public double OthersBusyShare { get; init; } = 0.5;
}
