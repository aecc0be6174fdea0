using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Publishing;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>
/// Base of every page and panel that follows the cluster of the URL: renders again at each snapshot, rests while the tab is paused or hidden,
/// and lets go when it is closed. Derive what is shown in <see cref="OnSnapshot"/>, once for each snapshot, not in markup.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan ShortestAxis = TimeSpan.FromMinutes(1);

    private IDisposable? _following;
    private WatchedCluster? _followed;
    private bool _disposed;

    [Inject]
    public required LiveView View { get; init; }

    /// <summary>The cluster that the URL names; null on pages that belong to none.</summary>
    [CascadingParameter]
    public WatchedCluster? Watched { get; set; }

    /// <summary>The time range that the URL names.</summary>
    [CascadingParameter]
    public TimeRange Range { get; set; } = TimeRange.Default;

    /// <summary>What is shown; null while the cluster has not answered once. It does not change while the tab is paused.</summary>
    protected ClusterSnapshot? Snapshot { get; private set; }

    /// <summary>The range as moments, ending at the newest data when it follows it, and beginning no earlier than the data does: a recording of two minutes fills its charts.</summary>
    protected TimeSpanOfRange Shown
    {
        get
        {
            var range = Range.At(Snapshot?.Evidence.Now ?? View.Time.GetUtcNow());
            return Range.Follows && Snapshot is { Evidence.From: var first } && first > range.From
                ? range with { From = first < range.To - ShortestAxis ? first : range.To - ShortestAxis }
                : range;
        }
    }

    /// <summary>Addresses of this cluster's pages that keep the range.</summary>
    protected PageLinks Links => new(Watched?.Feed.Name ?? "", Range);

    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        FollowCluster();
        OnSnapshot();
        return base.SetParametersAsync(ParameterView.Empty);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called with each new snapshot and each change of parameters, before rendering.</summary>
    protected virtual void OnSnapshot()
    {
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed = true;
            _following?.Dispose();
        }
    }

    private void FollowCluster()
    {
        if (ReferenceEquals(_followed?.Feed, Watched?.Feed))
        {
            return;
        }

        _following?.Dispose();
        _followed = Watched;
        _following = Watched is null ? null : View.Follow(Watched.Feed, () => _ = ShowAgainAsync(takesNewest: true));
        Snapshot = Watched?.Feed.Current;
    }

    /// <summary>Derives and renders again, on the renderer's thread. What fails then is shown by the page around, as if it had failed while rendering.</summary>
    /// <param name="takesNewest">Of the newest snapshot, not of the one that is shown.</param>
    private protected async Task ShowAgainAsync(bool takesNewest)
    {
        try
        {
            await InvokeAsync(() => ShowAgain(takesNewest));
        }
        catch (Exception failure) when (!_disposed)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void ShowAgain(bool takesNewest)
    {
        if (_disposed)
        {
            return;
        }

        Snapshot = takesNewest ? _followed?.Feed.Current : Snapshot;
        OnSnapshot();
        StateHasChanged();
    }
}
