using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>When a rise began.</summary>
internal static class Rise
{
    /// <summary>A tenth of the limit above where it was: less is not seen on a chart.</summary>
    private const double Visible = 0.1;

    /// <summary>A dip of this share of the limit does not end a rise.</summary>
    private const double Dip = 0.03;

    /// <summary>The first of the readings that lies visibly above the foot of the last rise.</summary>
    public static DateTimeOffset Began(IReadOnlyList<Reading> readings, double limit)
    {
        var foot = readings.Count - 1;
        while (foot > 0 && readings[foot - 1].Value <= readings[foot].Value + (Dip * limit))
        {
            foot--;
        }

        return readings.Skip(foot).FirstOrDefault(reading => reading.Value > readings[foot].Value + (Visible * limit), readings[^1]).At;
    }

    /// <summary>Where the line lies visibly above what was before the readings that it was fitted on; their first where there was nothing before.</summary>
    public static DateTimeOffset Began(IReadOnlyList<Reading> before, IReadOnlyList<Reading> fitted, Trend trend, double limit)
    {
        var foot = before.Count == 0 ? trend.ValueAt(fitted[0].At) : before.Select(reading => reading.Value).Order().ElementAt(before.Count / 2);
        var began = trend.At.AddSeconds((foot + (Visible * limit) - trend.Level) / trend.PerSecond);
        var earliest = before.Count == 0 ? fitted[0].At : before[^1].At;
        return began < earliest ? earliest : began > trend.At ? trend.At : began;
    }
}
