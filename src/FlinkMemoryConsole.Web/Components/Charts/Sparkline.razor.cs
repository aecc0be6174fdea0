using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Charts;

/// <summary>A line of 120 × 28 pixels beside a number: inline SVG, at most 60 points, broken where nothing was read.</summary>
public sealed partial class Sparkline : ComponentBase
{
    private const double Width = 120;
    private const double Height = 28;
    private const int Slots = 60;

    private string? _limitY;

    /// <summary>What it shows, for whoever cannot see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Reading> Readings { get; set; }

    [Parameter, EditorRequired]
    public required TimeSpanOfRange Shown { get; set; }

    /// <summary>The level at the top, drawn as a dashed line; without it the highest reading is the top.</summary>
    [Parameter]
    public double? Limit { get; set; }

    /// <summary>A custom property of <c>tokens.css</c>.</summary>
    [Parameter]
    public string Color { get; set; } = "--pool-heap";

    private string[] Points { get; set; } = [];

    protected override void OnParametersSet()
    {
        var top = Math.Max(Limit ?? 0, Readings.Count == 0 ? 0 : Readings.Max(reading => reading.Value));
        _limitY = Limit is { } limit && top > 0 ? Number(Y(limit, top)) : null;
        Points = top > 0 && Shown.Length > TimeSpan.Zero ? [.. Lines(top)] : [];
    }

    private static double Y(double value, double top) => Height - 2 - (value / top * (Height - 4));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The last reading of each of 60 slots; three empty slots break the line where the readings are denser than that.</summary>
    private IEnumerable<string> Lines(double top)
    {
        List<string> line = [];
        var previous = -1;
        var longestHole = LongestUsualHole();
        foreach (var slot in Readings.Where(reading => reading.At >= Shown.From && reading.At <= Shown.To).GroupBy(Slot))
        {
            if (line.Count > 0 && slot.Key - previous > longestHole)
            {
                yield return string.Join(' ', line);
                line.Clear();
            }

            line.Add($"{Number(slot.Key * Width / Slots)},{Number(Y(slot.Last().Value, top))}");
            previous = slot.Key;
        }

        if (line.Count > 0)
        {
            yield return string.Join(' ', line.Count == 1 ? [line[0], line[0]] : line);
        }
    }

    private int Slot(Reading reading) => (int)Math.Min(Slots, (reading.At - Shown.From) / Shown.Length * Slots);

    // Readings after collections come whenever there was one: what is usual for this series is no gap.
    private int LongestUsualHole()
    {
        if (Readings.Count < 3)
        {
            return Slots;
        }

        var holes = Readings.Zip(Readings.Skip(1), (a, b) => b.At - a.At).Order().ToArray();
        return Math.Max(2, (int)Math.Ceiling(holes[holes.Length / 2] * 4 / Shown.Length * Slots));
    }
}
