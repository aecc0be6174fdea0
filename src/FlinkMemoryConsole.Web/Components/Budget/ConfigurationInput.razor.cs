using System.Text;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>
/// Where a configuration is pasted. The text comes as a stream of small messages, since a single one may carry 32 KiB; what no configuration is as large as,
/// the browser does not even send. The browser owns what stands in the field, so that an answer never overtakes somebody who types.
/// </summary>
public sealed partial class ConfigurationInput : ComponentBase
{
    private const string Example = "taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n";
    private const int MostDocuments = 20;

    private ElementReference _area;
    private string _first = "";
    private string _shown = "";
    private IJSObjectReference? _module;
    private IJSObjectReference? _field;
    private DotNetObjectReference<ConfigurationInput>? _self;
    private bool _isRefused;
    private bool _isDisposed;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Somebody typed, pasted, or took the example.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>The text has so many bytes that it was not sent.</summary>
    [Parameter]
    public EventCallback<long> TooLarge { get; set; }

    /// <summary>What the text turned out to be.</summary>
    [Parameter, EditorRequired]
    public required PastedConfiguration Read { get; set; }

    [Parameter, EditorRequired]
    public required BudgetAddress Address { get; set; }

    /// <summary>This page at another address.</summary>
    [Parameter, EditorRequired]
    public required Func<BudgetAddress, string> To { get; set; }

    /// <summary>The text is short enough to stand in the address.</summary>
    [Parameter]
    public bool FitsAddress { get; set; }

    /// <summary>The browser sends what stands in the field.</summary>
    /// <param name="text">Null where the field is empty: a stream without a byte never arrives.</param>
    [JSInvokable]
    public async Task TakeAsync(IJSStreamReference? text)
    {
        var taken = text is null ? "" : await ReadAsync(text);
        if (_isRefused || !string.Equals(taken, _shown, StringComparison.Ordinal))
        {
            (_shown, _isRefused) = (taken, false);
            await TextChanged.InvokeAsync(taken);
        }
    }

    /// <summary>The browser says how many bytes it does not send.</summary>
    [JSInvokable]
    public Task RefuseAsync(long bytes)
    {
        // What stands in the field stays there, for the person to shorten it.
        (_shown, _isRefused) = ("", true);
        return TooLarge.InvokeAsync(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await LetGoAsync();
        _self?.Dispose();
    }

    private static async Task<string> ReadAsync(IJSStreamReference text)
    {
        await using var stream = await text.OpenReadStreamAsync(ConfigurationReader.LargestText);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    protected override void OnInitialized() => _first = _shown = Text;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await BrowserCalls.IfOpenAsync(AttachAsync);
        }

        if (_field is not null && !string.Equals(_shown, Text, StringComparison.Ordinal))
        {
            _shown = Text;
            await BrowserCalls.IfOpenAsync(async () => await _field.InvokeVoidAsync("fill", Text));
        }
    }

    /// <summary>Somebody may leave the page while the browser is asked: what comes then is let go of.</summary>
    private async Task AttachAsync()
    {
        _self = DotNetObjectReference.Create(this);
        _module = await Browser.InvokeAsync<IJSObjectReference>("import", $"./{Assets["Components/Budget/ConfigurationInput.razor.js"]}");
        if (!_isDisposed)
        {
            _field = await _module.InvokeAsync<IJSObjectReference>("attach", _area, _self, ConfigurationReader.LargestText);
        }

        if (_isDisposed)
        {
            await LetGoAsync();
        }
        else
        {
            StateHasChanged();
        }
    }

    private async Task LetGoAsync()
    {
        var (field, module) = (_field, _module);
        (_field, _module) = (null, null);
        foreach (var held in new[] { field, module }.OfType<IJSObjectReference>())
        {
            await BrowserCalls.IfOpenAsync(async () => await held.DisposeAsync());
        }
    }
}
