using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>
/// Base of pages whose address says more than their parameters do (a tab, a question, a choice): <see cref="LiveComponent.OnSnapshot"/> is called again when the query
/// changes, too. At another path the router closes the page or gives it other parameters: it does not look at the address of the page that follows it.
/// </summary>
public abstract class LivePage : LiveComponent
{
    private string _path = "";

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Where the page is, without its query.</summary>
    private string Path => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0].TrimEnd('/');

    public override Task SetParametersAsync(ParameterView parameters)
    {
        _path = Path;
        return base.SetParametersAsync(parameters);
    }

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Navigation.LocationChanged -= Moved;
        }

        base.Dispose(disposing);
    }

    private void Moved(object? sender, LocationChangedEventArgs moved)
    {
        if (string.Equals(Path, _path, StringComparison.OrdinalIgnoreCase))
        {
            _ = ShowAgainAsync(takesNewest: false);
        }
    }
}
