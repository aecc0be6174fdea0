using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>Option changes as a table, and as text in each form that this Flink reads, ready to be copied.</summary>
public sealed partial class ConfigurationTexts : ComponentBase
{
    private FlinkConfiguration _set = FlinkConfiguration.Empty;
    private string[] _removed = [];

    /// <summary>All of them together, or none.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<OptionChange> Changes { get; set; }

    /// <summary>As Flink prints it; null while unknown.</summary>
    [Parameter]
    public string? Version { get; set; }

    protected override void OnParametersSet()
    {
        _set = FlinkConfiguration.From(Changes.Where(change => change.To is not null).Select(change => KeyValuePair.Create(change.Key, change.To!)));
        _removed = [.. Changes.Where(change => change.To is null).Select(change => change.Key)];
    }
}
