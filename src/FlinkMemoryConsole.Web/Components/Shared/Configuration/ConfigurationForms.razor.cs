using System.Collections.Immutable;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Shared.Configuration;

/// <summary>Options as text in each form that this Flink reads, ready to be copied.</summary>
public sealed partial class ConfigurationForms : ComponentBase
{
    private ImmutableArray<(ConfigurationForm Form, string Name)> _forms = [];
    private ConfigurationForm? _form;

    [Parameter, EditorRequired]
    public required FlinkConfiguration Configuration { get; set; }

    /// <summary>Decides which forms there are; null while unknown.</summary>
    [Parameter]
    public FlinkVersion? Version { get; set; }

    /// <summary>What is copied, for the button's label.</summary>
    [Parameter]
    public string What { get; set; } = "all options";

    /// <summary>Of the chosen form.</summary>
    private ConfigurationFinding? Fault => _form is ConfigurationForm.DynamicProperties ? StandaloneFlags.FaultOf(Configuration, Version ?? FlinkVersion.Newest) : null;

    private string Text => ConfigurationWriter.Write(_form!.Value, Configuration, Version);

    protected override void OnParametersSet()
    {
        var version = Version ?? FlinkVersion.Newest;
        _forms =
        [
            .. FlinkFiles.IsRead(FlinkFiles.ConfigYaml, version) ? ImmutableArray.Create((ConfigurationForm.ConfigYaml, FlinkFiles.ConfigYaml)) : [],
            .. FlinkFiles.IsRead(FlinkFiles.FlinkConf, version) ? ImmutableArray.Create((ConfigurationForm.FlinkConf, FlinkFiles.FlinkConf)) : [],
            (ConfigurationForm.DynamicProperties, "-D"),
            (ConfigurationForm.OperatorYaml, "Kubernetes operator"),
        ];
        _form = _forms.Any(form => form.Form == _form) ? _form : _forms[0].Form;
    }
}
