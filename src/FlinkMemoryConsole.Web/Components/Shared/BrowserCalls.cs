using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>Calls into the browser.</summary>
public static class BrowserCalls
{
    /// <summary>A call that is of no use, and no failure, where the tab is gone.</summary>
    public static async Task IfOpenAsync(Func<Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            await call();
        }
        catch (JSDisconnectedException)
        {
            // Nobody is there to see it.
        }
    }
}
