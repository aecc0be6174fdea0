using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Web.Checks;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>The guided path of a symptom. It holds nothing itself: answers are in the URL, what is watched is in the <see cref="CheckStore"/>, the rest is evidence.</summary>
public sealed partial class WizardPage : LivePage
{
    private IWizard? _wizard;
    private WizardAddress? _address;
    private WizardCase? _case;
    private WizardTranscript? _transcript;
    private CheckBaseline? _baseline;
    private WizardStepKind _current;

    /// <summary>In the address for the router; the layout has found the cluster already.</summary>
    [Parameter]
    public required string Cluster { get; set; }

    /// <summary>A symptom class; several may share a wizard.</summary>
    [Parameter]
    public required string Symptom { get; set; }

    [Inject]
    public required CheckStore Checks { get; init; }

    protected override void OnSnapshot()
    {
        _wizard = WizardCatalogue.For(Symptom);
        _address = WizardAddress.Read(Symptom, Navigation.Uri);
        if (_wizard is null || Snapshot is null)
        {
            return;
        }

        _baseline = Checks.Find(_address.Check) is { } check && string.Equals(check.Cluster, Snapshot.Evidence.Cluster, StringComparison.OrdinalIgnoreCase) ? check : null;
        _case = new()
        {
            Evidence = Snapshot.Evidence,
            Document = Snapshot.Document,
            Symptom = Symptom,
            TaskManagerId = _address.TaskManager ?? _baseline?.TaskManagerId,
            Answers = _address.Answers,
            Baseline = _baseline,
        };
        _transcript = _wizard.Walk(_case);
        _current = _address.Step ?? (_baseline is null ? WizardStepKind.Hypotheses : WizardStepKind.Check);
    }

    /// <summary>The values and the check are what a person came for: they are never folded away.</summary>
    private bool IsOpen(WizardStepKind kind) => kind == _current || kind is WizardStepKind.Cure or WizardStepKind.Check;

    /// <summary>What the step had answered before the process went; null while it is still there to be asked.</summary>
    private string? Remembered(WizardStepKind kind) =>
        _case?.TaskManager is null && kind != WizardStepKind.Check ? _baseline?.Steps.FirstOrDefault(step => step.Kind == kind)?.Answer : null;

    private void Watch()
    {
        if (_transcript?.Watch is { } watch)
        {
            var kept = Checks.Keep(watch);
            Navigation.NavigateTo((_address! with { TaskManager = kept.TaskManagerId, Check = kept.Id, Step = WizardStepKind.Check }).On(Links));
        }
    }

    private void Forget()
    {
        Checks.Forget(_address?.Check ?? "");
        Navigation.NavigateTo((_address! with { Check = null }).On(Links));
    }
}
