using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Overview;

/// <summary>One process in sight: its bar, its level after collections and where that leads.</summary>
public sealed partial class ProcessTableRow : ComponentBase
{
    /// <summary>Slower than this is no news: caches fill and code warms up.</summary>
    private const double SlowestShareAnHour = 0.02;

    private static readonly TimeSpan PausesOver = TimeSpan.FromMinutes(5);

    private IReadOnlyList<Reading> _levels = [];
    private double? _limit;
    private double? _pauses;
    private (string Text, string Why) _trend = ("", "");

    [Parameter, EditorRequired]
    public required TimeSpanOfRange Shown { get; set; }

    /// <summary>The moment that the evidence speaks of.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    [Parameter, EditorRequired]
    public PageLinks Links { get; set; }

    [Parameter, EditorRequired]
    public required ProcessRow Row { get; set; }

    protected override void OnParametersSet()
    {
        var windows = Row.Process.Windows;
        var until = Row.LostAt is { } lost && lost < Shown.To ? lost : Shown.To;
        _levels = HeapAfterCollections.Of(windows, Shown.From, Shown.To);
        _limit = windows.Last(FlinkMetricNames.HeapMax)?.Value;
        _pauses = GarbageCollectors.PauseShare(windows, until - PausesOver, until);
        _trend = Describe(Trend.Fit(_levels), _limit);
    }

    private static (string Text, string Why) Describe(Trend? trend, double? limit)
    {
        if (trend is null || limit is not { } top || top <= 0)
        {
            return ("not known", "Fewer than three levels after collections were seen in this time.");
        }

        var perHour = trend.PerSecond * 3600;
        var speed = $"{ByteSize.Text(perHour / 60)}/min, steadiness {trend.Steadiness.ToString("0.00", CultureInfo.InvariantCulture)}, {trend.Count.ToString(CultureInfo.InvariantCulture)} levels";
        return trend.Confidence < 0.5 || perHour / top < SlowestShareAnHour
            ? ("not rising", $"The level after collections does not rise steadily: {speed}.")
            : ("rising", $"The level after collections rises, but nothing says yet that it will reach the limit: {speed}.");
    }
}
