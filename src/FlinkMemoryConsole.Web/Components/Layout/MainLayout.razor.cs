using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Components.Layout;

/// <summary>The frame of all pages. Reads from the URL which cluster and which time are meant, and hands both down.</summary>
public sealed partial class MainLayout : LayoutComponentBase
{
    /// <summary>First segments that are pages and no clusters.</summary>
    private static readonly string[] PagesWithoutCluster = ["", "budget", "recordings", "not-found"];

    private ErrorBoundary? _errors;
    private DotNetObjectReference<MainLayout>? _self;
    private WatchedCluster? _watched;
    private WatchedCluster? _fallback;
    private TimeRange _range = TimeRange.Default;
    private string? _unknown;
    private string _path = "";

    [Inject]
    public required IClusterDirectory Directory { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Inject]
    public required LiveView View { get; init; }

    /// <summary>The browser says whether the tab can be seen.</summary>
    [JSInvokable]
    public void SetHidden(bool hidden) => View.SetHidden(hidden);

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= Moved;
        if (_self is not null)
        {
            await BrowserCalls.IfOpenAsync(async () => await Browser.InvokeVoidAsync("flinkMemoryConsole.forget"));
            _self.Dispose();
        }
    }

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        ReadAddress();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Browser.InvokeVoidAsync("flinkMemoryConsole.watch", _self);
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(() =>
    {
        _errors?.Recover();
        ReadAddress();
        StateHasChanged();
    });

    private void ReadAddress()
    {
        var address = Navigation.ToBaseRelativePath(Navigation.Uri);
        _path = address.Split('#')[0];
        var first = Uri.UnescapeDataString(_path.Split('?')[0].Split('/')[0]);
        var needsCluster = !PagesWithoutCluster.Contains(first, StringComparer.OrdinalIgnoreCase);
        _watched = needsCluster ? Directory.Find(first) : null;
        _unknown = needsCluster && _watched is null ? first : null;
        _fallback = _watched ?? _fallback ?? Directory.Clusters.FirstOrDefault();
        _range = TimeRange.FromUri(Navigation.Uri);
    }
}
