using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>The facts of a step, each with its mark and the place that shows it.</summary>
public sealed partial class WizardFacts : ComponentBase
{
    [Parameter, EditorRequired]
    public required WizardStep Step { get; set; }

    [Parameter, EditorRequired]
    public required PageLinks Links { get; set; }

    private static string Mark(WizardFact fact) => fact.Stance switch
    {
        FactStance.Supports => "✓",
        FactStance.Contradicts => "✗",
        FactStance.WouldSettle => "?",
        _ => "·",
    };

    private static string Css(WizardFact fact) => fact.Stance switch
    {
        FactStance.Supports => "tick",
        FactStance.Contradicts => "cross",
        _ => "",
    };

    private static string Spoken(WizardFact fact) => fact.Stance switch
    {
        FactStance.Supports => "for ",
        FactStance.Contradicts => "against ",
        FactStance.WouldSettle => "would settle ",
        _ => "",
    };

    /// <summary>Which option a fact speaks of, where that is not the chosen one.</summary>
    private string? About(WizardFact fact) => fact.Option is null || fact.Stance == FactStance.Context || string.Equals(fact.Option, Step.Chosen, StringComparison.Ordinal) && fact.Stance == FactStance.Supports
        ? null
        : Step.Options.FirstOrDefault(option => string.Equals(option.Id, fact.Option, StringComparison.Ordinal))?.Label.ToLowerInvariant();
}
