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
        if (rise < scaleBytes / 20 || levels.Count - onset < 3)
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
        var whole = Slope(rising);
        var end = Slope(rising[(rising.Length / 2)..]);
        var tail = Slope(rising[(rising.Length * 2 / 3)..]);
        if (steepest > rise * 0.6 && rising.Length > 3)
        {
            return (tail < whole / 4 ? GrowthShape.Jump : GrowthShape.Steady, whole);
        }

        if (tail < whole * 0.15)
        {
            return (GrowthShape.Stopped, whole);
        }

        var begin = Slope(rising[..Math.Max(2, rising.Length / 2)]);
        return (end < begin * 0.5 ? GrowthShape.Slowing : GrowthShape.Steady, end);
    }

    /// <summary>The last reading that still is at the bottom: within a tenth of the whole rise.</summary>
    private static int Onset(IReadOnlyList<Reading> levels)
    {
        var bottom = levels.Min(level => level.Value);
        var threshold = bottom + ((Peak(levels) - bottom) / 10);
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            if (levels[i].Value <= threshold)
            {
                return i;
            }
        }

        return 0;
    }

    private static double Peak(IReadOnlyList<Reading> levels) => levels.Max(level => level.Value);

    /// <summary>The median of the slopes between readings that lie half the span apart: one odd reading does not turn it.</summary>
    private static double Slope(IReadOnlyList<Reading> readings)
    {
        var half = Math.Max(1, readings.Count / 2);
        var slopes = Enumerable.Range(0, Math.Max(0, readings.Count - half))
            .Select(i => (readings[i + half].Value - readings[i].Value) / (readings[i + half].At - readings[i].At).TotalSeconds)
            .Order()
            .ToArray();
        return slopes.Length == 0 ? 0 : slopes[slopes.Length / 2];
    }
}
