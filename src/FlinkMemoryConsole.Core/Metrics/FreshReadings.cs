namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>
/// Flink fetches metrics every ten seconds or so and answers the same values until then: whoever asks more often reads each value several times.
/// Of a gauge that never stands still (bytes of heap in use) an equal value is the same measurement again.
/// </summary>
public static class FreshReadings
{
    /// <summary>The first reading of each measurement.</summary>
    public static IReadOnlyList<Reading> Of(IReadOnlyList<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);

        return [.. readings.Where((reading, i) => i == 0 || !reading.Value.Equals(readings[i - 1].Value))];
    }
}
