using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Web.Components.Shared;
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

    /// <summary>Of a size to the byte, or in kibibytes, a person wants to know how much it is; null for any other value.</summary>
    private static string? Readable(string? value) => value is [.., 'b' or 'k'] && MemorySizeText.TryParse(value, out var bytes, out _) && bytes > 0 ? ByteSize.Text(bytes) : null;

    protected override void OnParametersSet()
    {
        _set = FlinkConfiguration.From(Changes.Where(change => change.To is not null).Select(change => KeyValuePair.Create(change.Key, change.To!)));
        _removed = [.. Changes.Where(change => change.To is null).Select(change => change.Key)];
    }
}
