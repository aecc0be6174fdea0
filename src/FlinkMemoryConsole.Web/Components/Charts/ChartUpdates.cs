using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Charts;

/// <summary>Remembers what the browser has of one chart, so that a tick sends the new readings only.</summary>
internal sealed class ChartUpdates
{
    private const int RememberedReadings = 8;

    private readonly Dictionary<string, Queue<Reading>> _sent = new(StringComparer.Ordinal);
    private string? _sentLooks;
    private string? _sentMarks;
    private DateTimeOffset _sentFrom;

    /// <summary>What the browser needs to show this: everything the first time and when the range jumps back, else the new readings only.</summary>
    public ChartUpdate Next(IReadOnlyList<ChartSeries> series, TimeSpanOfRange shown, ChartFrame frame)
    {
        var looks = string.Join('|', series.Select(line => $"{line.Name},{line.Color},{line.Line}").Append($"{frame.Unit},{frame.Interval}"));
        var startsAnew = !string.Equals(looks, _sentLooks, StringComparison.Ordinal) || shown.From < _sentFrom;
        if (startsAnew)
        {
            _sent.Clear();
        }

        ChartUpdate.Level[] levels = [.. frame.Limits.Select(limit => new ChartUpdate.Level(limit.Name, limit.Value, limit.Color))];
        ChartUpdate.Moment[] moments = [.. frame.Marks.Where(mark => mark.At >= shown.From && mark.At <= shown.To).Select(mark => new ChartUpdate.Moment(Milliseconds(mark.At), mark.Label, mark.Color, mark.Breaks))];
        var marks = string.Join('|', levels.Cast<object>().Concat(moments));
        var marksChanged = startsAnew || !string.Equals(marks, _sentMarks, StringComparison.Ordinal);
        (_sentLooks, _sentFrom, _sentMarks) = (looks, shown.From, marks);
        return new ChartUpdate(
            Milliseconds(shown.From),
            Milliseconds(shown.To),
            startsAnew ? [.. series.Select(line => new ChartUpdate.SeriesLook(line.Name, line.Color, Word(line.Line)))] : null,
            startsAnew ? Word(frame.Unit) : null,
            startsAnew ? frame.Interval.TotalMilliseconds * 3 : null,
            [.. series.Select(line => News(line, shown, frame.Unit))],
            marksChanged ? levels : null,
            marksChanged ? moments : null);
    }

    /// <summary>The last readings of a series may still change (the lowest since a collection): what was sent counts as far as it still stands.</summary>
    private ChartUpdate.Tail News(ChartSeries series, TimeSpanOfRange shown, ChartUnit unit)
    {
        if (!_sent.TryGetValue(series.Name, out var sent))
        {
            _sent.Add(series.Name, sent = new(RememberedReadings));
        }

        var recent = series.Readings.TakeLast(RememberedReadings * 2).ToHashSet();
        var after = sent.LastOrDefault(recent.Contains).At;
        List<double> flat = [];
        foreach (var reading in series.Readings.Where(reading => reading.At > after && reading.At >= shown.From && reading.At <= shown.To))
        {
            flat.Add(Milliseconds(reading.At));
            flat.Add(unit is ChartUnit.Bytes or ChartUnit.Count ? Math.Round(reading.Value) : Math.Round(reading.Value, 5));
            if (sent.Count == RememberedReadings)
            {
                sent.Dequeue();
            }

            sent.Enqueue(reading);
        }

        return new(after == default ? 0 : Milliseconds(after), [.. flat]);
    }

    private static double Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}

/// <summary>What stands around the lines.</summary>
internal sealed record ChartFrame(ChartUnit Unit, TimeSpan Interval, IReadOnlyList<ChartLimit> Limits, IReadOnlyList<ChartMark> Marks);
