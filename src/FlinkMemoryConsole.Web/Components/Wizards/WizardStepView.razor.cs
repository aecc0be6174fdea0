using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>One step of a wizard: its answer always, its options and facts when it is open. Options are links: they work before the circuit does, and in a new tab.</summary>
public sealed partial class WizardStepView : ComponentBase
{
    [Parameter, EditorRequired]
    public required WizardStep Step { get; set; }

    /// <summary>What it had answered before the process went; null while the step speaks for itself.</summary>
    [Parameter]
    public string? Remembered { get; set; }

    [Parameter]
    public bool IsOpen { get; set; }

    /// <summary>The step that the person is at.</summary>
    [Parameter]
    public bool IsCurrent { get; set; }

    [Parameter, EditorRequired]
    public required WizardAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required PageLinks Links { get; set; }

    /// <summary>What belongs to this kind of step: a look inside, the cure, the check.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private int Number => (int)Step.Kind + 1;

    private string Slug => Step.Kind.ToString().ToLowerInvariant();

    private string State => IsCurrent ? "now" : Step.IsAnswered || Remembered is not null ? "done" : "open";

    private string Name => Step.Kind switch
    {
        WizardStepKind.Hypotheses => "Cause",
        WizardStepKind.LookInside => "Look inside",
        _ => Step.Kind.ToString(),
    };

    private string? Note(WizardOption option) =>
        option.Note ?? (string.Equals(option.Id, Step.Suggested, StringComparison.Ordinal) ? "suggested" : null);
}
