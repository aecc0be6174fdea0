using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Wizards.HeapOom;

namespace FlinkMemoryConsole.Core.Wizards;

/// <summary>All wizards that there are.</summary>
public static class WizardCatalogue
{
    /// <summary>In the order in which a page lists them.</summary>
    public static ImmutableArray<IWizard> All { get; } = [new HeapOomWizard()];

    /// <summary>The wizard that serves a symptom, or null: not every symptom has one.</summary>
    public static IWizard? For(string symptom) => All.FirstOrDefault(wizard => wizard.Symptoms.Contains(symptom, StringComparer.OrdinalIgnoreCase));
}
