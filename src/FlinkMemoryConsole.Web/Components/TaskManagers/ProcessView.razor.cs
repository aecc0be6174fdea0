using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.TaskManagers.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Components.TaskManagers;

/// <summary>The page of one process, TaskManager or JobManager: who it is, what is wrong with it, where its memory goes, and the tabs.</summary>
public sealed partial class ProcessView : ComponentBase
{
    private ProcessAddress _address = new(ProcessTab.Memory, null, null, IsStdout: false);
    private string? _scrolledTo;

    [Parameter, EditorRequired]
    public required ProcessScene Scene { get; set; }

    [CascadingParameter]
    public WatchedCluster? Watched { get; set; }

    [CascadingParameter]
    public TimeRange Range { get; set; } = TimeRange.Default;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    private PageLinks Links => new(Watched?.Feed.Name ?? "", Range);

    private int Failures => Scene.Snapshot.Evidence.FailureTexts.Count(text =>
        string.Equals(text.ProcessId, Scene.ProcessId, StringComparison.Ordinal) && text is { Class: not (null or SymptomClass.NotMemory) });

    protected override void OnParametersSet() => _address = ProcessAddress.Read(Navigation.Uri);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Once for each asking: data that comes later must not pull the page back.
        if (_address is { Tab: ProcessTab.Memory, Panel: { } panel } && !string.Equals(_scrolledTo, Navigation.Uri, StringComparison.Ordinal))
        {
            _scrolledTo = Navigation.Uri;
            await BrowserCalls.IfOpenAsync(async () =>
            {
                await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", "./Components/TaskManagers/ProcessView.razor.js");
                await module.InvokeVoidAsync("scrollTo", panel);
            });
        }
    }

    private Dictionary<string, object> ParametersOf(ProcessPanelEntry panel) => new(StringComparer.Ordinal)
    {
        [nameof(ProcessPanel.Scene)] = Scene,
        [nameof(ProcessPanel.IsAskedFor)] = string.Equals(panel.Id, _address.Panel, StringComparison.OrdinalIgnoreCase),
    };
}
