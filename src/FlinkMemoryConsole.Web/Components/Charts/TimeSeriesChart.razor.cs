using System.Globalization;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Components.Charts;

/// <summary>
/// Lines over time with limits and marks. Charts of one <see cref="Group"/> share the crosshair (mouse or arrow keys); dragging over one zooms all,
/// through the URL. Only readings that the browser does not have yet are sent to it.
/// </summary>
public sealed partial class TimeSeriesChart : ComponentBase
{
    private readonly ChartUpdates _updates = new();
    private DotNetObjectReference<TimeSeriesChart>? _self;
    private IJSObjectReference? _chart;
    private ElementReference _canvas;

    /// <summary>What is shown, for whoever cannot see it.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>The moments at the left and right edge; readings outside are not sent.</summary>
    [Parameter, EditorRequired]
    public required TimeSpanOfRange Shown { get; set; }

    [Parameter]
    public ChartUnit Unit { get; set; } = ChartUnit.Bytes;

    [Parameter]
    public IReadOnlyList<ChartLimit> Limits { get; set; } = [];

    [Parameter]
    public IReadOnlyList<ChartMark> Marks { get; set; } = [];

    /// <summary>Charts with the same text here show the crosshair at the same moment.</summary>
    [Parameter]
    public string Group { get; set; } = "page";

    /// <summary>Time between two readings: a hole of more than three times that is a gap.</summary>
    [Parameter]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 160;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private string Summary => string.Join("; ", Series.Select(series => series.Readings is [.., var last]
        ? $"{series.Name}: {Write(last.Value)} at {last.At.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}"
        : $"{series.Name}: no readings"));

    /// <summary>The browser says that a person dragged over [<paramref name="from"/>, <paramref name="to"/>] (milliseconds since 1970).</summary>
    [JSInvokable]
    public void Zoomed(double from, double to)
    {
        if (double.IsFinite(from) && double.IsFinite(to) && to - from >= 1000 && from > 0 && to < 253_402_300_799_000)
        {
            var range = TimeRange.Between(DateTimeOffset.FromUnixTimeMilliseconds((long)from), DateTimeOffset.FromUnixTimeMilliseconds((long)to));
            Navigation.NavigateTo(RangeAddress.With(Navigation.Uri, range));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_chart is not null)
        {
            await BrowserCalls.IfOpenAsync(async () =>
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
            });
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", $"./{Assets["Components/Charts/TimeSeriesChart.razor.js"]}");
            _chart = await module.InvokeAsync<IJSObjectReference>("create", Assets["lib/apexcharts/apexcharts.esm.js"], _canvas, _self, Group);
        }

        if (_chart is not null)
        {
            await _chart.InvokeVoidAsync("update", _updates.Next(Series, Shown, new(Unit, Interval, Limits, Marks)).ToJson());
        }
    }

    private string Write(double value) => Unit switch
    {
        ChartUnit.Bytes => ByteSize.Text(value),
        ChartUnit.Share => ByteSize.Percent(value),
        ChartUnit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} ms"),
        ChartUnit.PerMinute => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.#} per minute"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}"),
    };
}
