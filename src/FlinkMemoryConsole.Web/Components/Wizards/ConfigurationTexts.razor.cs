using System.Collections.Immutable;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>Option changes as a table, and as text in each form that this Flink reads, ready to be copied.</summary>
public sealed partial class ConfigurationTexts : ComponentBase
{
    /// <summary>From here on there is <c>config.yaml</c>.</summary>
    private static readonly FlinkVersion FirstWithYaml = new(1, 19);

    /// <summary>From here on <c>flink-conf.yaml</c> is read no more.</summary>
    private static readonly FlinkVersion FirstWithoutConf = new(2, 0);

    private FlinkConfiguration _set = FlinkConfiguration.Empty;
    private string[] _removed = [];
    private ImmutableArray<(ConfigurationForm Form, string Name)> _forms = [];
    private ConfigurationForm? _form;

    /// <summary>All of them together, or none.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<OptionChange> Changes { get; set; }

    /// <summary>As Flink prints it; null while unknown.</summary>
    [Parameter]
    public string? Version { get; set; }

    private string Text => ConfigurationWriter.Write(_form!.Value, _set, FlinkVersion.Parse(Version));

    protected override void OnParametersSet()
    {
        var version = FlinkVersion.Parse(Version) ?? FlinkVersion.Newest;
        _set = FlinkConfiguration.From(Changes.Where(change => change.To is not null).Select(change => KeyValuePair.Create(change.Key, change.To!)));
        _removed = [.. Changes.Where(change => change.To is null).Select(change => change.Key)];
        _forms =
        [
            .. version >= FirstWithYaml ? ImmutableArray.Create((ConfigurationForm.ConfigYaml, "config.yaml")) : [],
            .. version < FirstWithoutConf ? ImmutableArray.Create((ConfigurationForm.FlinkConf, "flink-conf.yaml")) : [],
            (ConfigurationForm.DynamicProperties, "-D"),
            (ConfigurationForm.OperatorYaml, "Kubernetes operator"),
        ];
        _form ??= _forms[0].Form;
    }
}
