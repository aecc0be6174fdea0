namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>
/// A straight line through readings that outliers do not move (Theil–Sen: the median of the slopes between all pairs).
/// </summary>
/// <param name="PerSecond">Slope, units of the metric per second.</param>
/// <param name="At">The time of the last reading.</param>
/// <param name="Level">The line's value at <paramref name="At"/>.</param>
/// <param name="Steadiness">How much of the pairs agree on the direction, 0 (no direction) to 1 (each reading further than the one before): the absolute value of Kendall's tau.</param>
/// <param name="Count">How many readings it was fitted on.</param>
public sealed record Trend(double PerSecond, DateTimeOffset At, double Level, double Steadiness, int Count)
{
    /// <summary>A line through fewer readings is a guess.</summary>
    public const int FewestReadings = 3;

    /// <summary>More are thinned out: pairs grow with the square.</summary>
    private const int MostReadings = 240;

    /// <summary>Readings after which more of them make no surer.</summary>
    private const double EnoughReadings = 6;

    /// <summary>0 to 1: steady and on enough readings.</summary>
    public double Confidence => Steadiness * Math.Min(1, Count / EnoughReadings);

    /// <summary>Fits the line; null where there are too few readings, or all at one moment.</summary>
    public static Trend? Fit(IReadOnlyList<Reading> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);

        var points = Thin(readings);
        if (points.Count < FewestReadings)
        {
            return null;
        }

        List<double> slopes = new(points.Count * (points.Count - 1) / 2);
        var direction = 0;
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                var seconds = (points[j].At - points[i].At).TotalSeconds;
                if (seconds > 0)
                {
                    slopes.Add((points[j].Value - points[i].Value) / seconds);
                    direction += Math.Sign(points[j].Value - points[i].Value);
                }
            }
        }

        if (slopes.Count == 0)
        {
            return null;
        }

        var slope = Median(slopes);
        var at = points[^1].At;
        var level = Median([.. points.Select(point => point.Value + (slope * (at - point.At).TotalSeconds))]);
        return new(slope, at, level, Math.Abs(direction) / (double)slopes.Count, readings.Count);
    }

    /// <summary>What the line says at another time.</summary>
    public double ValueAt(DateTimeOffset time) => Level + (PerSecond * (time - At).TotalSeconds);

    /// <summary>How long from <see cref="At"/> until the line meets <paramref name="limit"/>: zero when it is above, null when it does not rise or would take more than a year.</summary>
    public TimeSpan? TimeTo(double limit)
    {
        if (Level >= limit)
        {
            return TimeSpan.Zero;
        }

        var seconds = (limit - Level) / PerSecond;
        return PerSecond > 0 && seconds < TimeSpan.FromDays(365).TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static List<Reading> Thin(IReadOnlyList<Reading> readings)
    {
        var step = Math.Max(1, (int)Math.Ceiling(readings.Count / (double)MostReadings));
        return [.. readings.Where((_, i) => (readings.Count - 1 - i) % step == 0)];
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] / 2) + (values[middle] / 2);
    }
}
