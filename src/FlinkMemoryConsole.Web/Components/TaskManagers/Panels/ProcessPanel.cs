using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>Base of the panels of the memory tab.</summary>
public abstract class ProcessPanel : ComponentBase
{
    [Parameter, EditorRequired]
    public required ProcessScene Scene { get; set; }

    /// <summary>The address asks for this very panel.</summary>
    [Parameter]
    public bool IsAskedFor { get; set; }
}
