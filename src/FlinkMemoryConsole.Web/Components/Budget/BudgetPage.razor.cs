using System.Collections.Immutable;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>What Flink makes of a configuration, pasted or a cluster's own, and what it would take to make something else of it.</summary>
public sealed partial class BudgetPage : LivePage
{
    private const string PastePath = "/budget";

    private BudgetAddress _address = new();
    private (string Text, BudgetAddress Address, long? TooLarge)? _read;
    private long? _tooLarge;
    private PastedConfiguration _pasted = PastedConfiguration.Empty;
    private RunningConfiguration? _live;
    private ImmutableArray<TaskManagerChoice> _choices = [];
    private TaskManagerChoice? _chosen;
    private BudgetPageModel? _model;

    [Inject]
    public required BudgetDraft Draft { get; init; }

    /// <summary>In the address for the router; the layout has found the cluster already. Null for a pasted configuration.</summary>
    [Parameter]
    public string? Cluster { get; set; }

    /// <summary>What the cluster or the text says, before anything is picked.</summary>
    private string? NamedVersion => Watched is null ? _pasted.Version?.ToString() : Snapshot?.Evidence.FlinkVersion;

    private FlinkVersion Version => _address.Version ?? FlinkReleases.Nearest(FlinkVersion.Parse(NamedVersion) ?? FlinkVersion.Newest);

    private string LiveNote => _live is { Differs: true } && !_address.IsJobManager
        ? $"TaskManager {_chosen?.Shown.Id} runs with other sizes than the JobManager's configuration says. Shown is what gives the sizes that it reports, as if started with {string.Join(", ", _live.Differences.Select(change => change.To is null ? $"no {change.Key}" : $"{change.Key}: {change.To}"))}."
        : $"The configuration that {Watched!.Feed.Name} runs with. Nothing here changes the cluster.";

    protected override void OnSnapshot()
    {
        _address = BudgetAddress.Read(Navigation.Uri);
        if (Watched is null)
        {
            ReadText();
        }
        else
        {
            ReadCluster();
        }
    }

    private void ReadText()
    {
        if (_address.Packed.Length > 0 && PackedText.Unpack(_address.Packed) is { } text)
        {
            (Draft.Text, _tooLarge) = (text, null);
        }

        if (_read == (Draft.Text, _address, _tooLarge))
        {
            return;
        }

        _read = (Draft.Text, _address, _tooLarge);
        _pasted = _tooLarge is { } bytes ? PastedConfiguration.TooLarge(bytes) : PastedConfiguration.Read(Draft.Text, _address);
        _model = _pasted.Chosen is { } chosen ? BudgetPageModel.Of(chosen.Configuration, Version, _address, chosen) : null;
    }

    private void ReadCluster()
    {
        if (Snapshot is not { Evidence: { Configuration.Options.IsEmpty: false } evidence })
        {
            (_live, _model) = (null, null);
            return;
        }

        _choices = TaskManagerChoice.Of(evidence.TaskManagers, _address.TaskManager);
        _chosen = _choices.FirstOrDefault(choice => choice.Ids.Contains(_address.TaskManager, StringComparer.Ordinal)) ?? _choices.FirstOrDefault();
        _live = _address.IsJobManager ? RunningConfiguration.AsReported(evidence.Configuration, Version) : RunningConfiguration.Of(_chosen?.Shown, evidence.Configuration, Version);
        if (_model is null || _model.Address != _address || _model.Version != Version || !_model.Configuration.Options.SequenceEqual(_live.Configuration.Options))
        {
            _model = BudgetPageModel.Of(_live.Configuration, Version, _address);
        }
    }

    private void Choose(ChangeEventArgs change) => Navigation.NavigateTo(To(_address with { TaskManager = change.Value?.ToString() ?? "" }), replace: true);

    private void TakeText(string text) => Show(text, tooLarge: null);

    private void RefuseText(long bytes) => Show("", bytes);

    private void Show(string text, long? tooLarge)
    {
        (Draft.Text, _tooLarge) = (text, tooLarge);
        _address = _address with { Packed = PackedText.Pack(text) ?? "", Document = 0 };
        ReadText();
        Navigation.NavigateTo(To(_address), replace: true);
    }

    private void EditCopy(FlinkConfiguration configuration)
    {
        _tooLarge = null;
        var isFlinkConf = Version < FlinkReleases.FirstWithConfigYaml;
        Draft.Text = ConfigurationWriter.Write(isFlinkConf ? ConfigurationForm.FlinkConf : ConfigurationForm.ConfigYaml, configuration, Version);
        Navigation.NavigateTo((_address with { Version = Version, TaskManager = "", Wish = "", Size = "", Document = 0, IsFlinkConf = isFlinkConf, Packed = PackedText.Pack(Draft.Text) ?? "" }).On(PastePath));
    }

    private string To(BudgetAddress address) => Range.On(address.On(Watched is null ? PastePath : new PageLinks(Watched.Feed.Name, TimeRange.Default).Budget));

    private string ToCluster(string cluster) => Range.On((_address with { Packed = "", Document = 0, IsFlinkConf = false, Version = null, TaskManager = "" }).On(new PageLinks(cluster, TimeRange.Default).Budget));
}
