using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

public enum GrowthShape
{
    /// <summary>Stays where it is.</summary>
    Flat,

    /// <summary>Goes up at one pace until the end.</summary>
    Steady,

    /// <summary>Goes up, ever slower.</summary>
    Slowing,

    /// <summary>Went up and has stopped.</summary>
    Stopped,

    /// <summary>Most of the way in one step.</summary>
    Jump,
}

/// <summary>How a level moved over a time. Fitted on levels (the heap after collections, a state size), never on a saw-tooth.</summary>
/// <param name="From">Where the rise began; for a flat level, the first reading.</param>
/// <param name="To">The last reading.</param>
/// <param name="BytesPerSecond">Pace at the end of the rise: over its last half while it lasts, over the whole rise once it has stopped.</param>
public sealed record Growth(GrowthShape Shape, DateTimeOffset From, DateTimeOffset To, double FromBytes, double ToBytes, double BytesPerSecond)
{
    private const int FewestReadings = 4;

    /// <summary>A bend has one more parameter than a line: it must leave less than this part of the line's misfit.</summary>
    private const double WorthABend = 0.6;

    /// <summary>Whether it was still rising at the last reading.</summary>
    public bool IsRising => Shape is GrowthShape.Steady or GrowthShape.Slowing;

    /// <summary>How long it rose.</summary>
    public TimeSpan Lasted => To - From;

    /// <summary>How a level moved, or null where there are too few readings to say so.</summary>
    /// <param name="levels">Oldest first.</param>
    /// <param name="scaleBytes">What counts as all of it (the limit): a rise below a twentieth of it is none.</param>
    public static Growth? Of(IReadOnlyList<Reading> levels, double scaleBytes)
    {
        ArgumentNullException.ThrowIfNull(levels);
        if (levels.Count < FewestReadings)
        {
            return null;
        }

        var last = levels[^1];
        var onset = Onset(levels);
        var rise = Peak(levels) - levels[onset].Value;
        if (rise < scaleBytes / 20 || levels.Count - onset < Trend.FewestReadings)
        {
            return new(GrowthShape.Flat, levels[0].At, last.At, levels[0].Value, last.Value, 0);
        }

        var rising = levels.Skip(onset).ToArray();
        var (shape, pace) = ShapeOf(rising, rise);
        return new(shape, rising[0].At, last.At, rising[0].Value, last.Value, pace);
    }

    private static (GrowthShape Shape, double Pace) ShapeOf(Reading[] rising, double rise)
    {
        var steepest = rising.Zip(rising.Skip(1), (before, after) => after.Value - before.Value).Max();
        var arrived = Array.FindIndex(rising, level => level.Value >= rising[0].Value + (rise * 0.95));
        var whole = rise / (rising[arrived].At - rising[0].At).TotalSeconds;
        var third = Math.Max(Trend.FewestReadings, rising.Length / 3);
        var (begin, end) = (Slope(rising[..third]), Slope(rising[^third..]));
        if (end < whole * 0.15)
        {
            return (steepest > rise * 0.6 ? GrowthShape.Jump : GrowthShape.Stopped, whole);
        }

        return (end < begin * 0.5 ? GrowthShape.Slowing : GrowthShape.Steady, Slope(rising[Math.Min(rising.Length / 2, rising.Length - Trend.FewestReadings)..]));
    }

    /// <summary>
    /// Where the rise began: the bend of the flat-then-straight line that fits best. The first reading, unless a bend explains clearly more;
    /// a start-up that ends on a level below the rise is not part of it.
    /// </summary>
    private static int Onset(IReadOnlyList<Reading> levels)
    {
        var straight = Misfit(levels, 0);
        var bend = Enumerable.Range(0, Math.Max(1, levels.Count - Trend.FewestReadings + 1)).MinBy(candidate => Misfit(levels, candidate));
        return Misfit(levels, bend) < straight * WorthABend ? bend : 0;
    }

    /// <summary>Sum of squares left over by the best line that is flat until a reading and straight and rising from there on.</summary>
    private static double Misfit(IReadOnlyList<Reading> levels, int bend)
    {
        double n = levels.Count, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
        foreach (var level in levels)
        {
            var since = Math.Max(0, (level.At - levels[bend].At).TotalSeconds);
            var value = level.Value;
            (x, y, xx, xy, yy) = (x + since, y + value, xx + (since * since), xy + (since * value), yy + (value * value));
        }

        var (sxx, sxy, syy) = (xx - (x * x / n), xy - (x * y / n), yy - (y * y / n));
        return sxx <= 0 || sxy <= 0 ? syy : syy - (sxy * sxy / sxx);
    }

    private static double Peak(IReadOnlyList<Reading> levels) => levels.Max(level => level.Value);

    private static double Slope(IReadOnlyList<Reading> readings) => Trend.Fit(readings)?.PerSecond ?? 0;
}
