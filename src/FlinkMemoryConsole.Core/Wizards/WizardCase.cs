using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Wizards.Check;

namespace FlinkMemoryConsole.Core.Wizards;

/// <summary>What a wizard is told: the cluster as it is seen now, whom the question is about, and what the person said.</summary>
public sealed record WizardCase
{
    public required ClusterEvidence Evidence { get; init; }

    public required FindingsDocument Document { get; init; }

    /// <summary>Symptom that the person came with; one of the wizard's <see cref="IWizard.Symptoms"/>.</summary>
    public required string Symptom { get; init; }

    /// <summary>The TaskManager that it is about; null lets the wizard take the one that its finding names first.</summary>
    public string? TaskManagerId { get; init; }

    /// <summary>What the person chose against (or with) the console's reading.</summary>
    public WizardAnswers Answers { get; init; } = WizardAnswers.None;

    /// <summary>What was remembered when the person asked to watch the change; null before.</summary>
    public CheckBaseline? Baseline { get; init; }

    /// <summary>The finding that the case is about: of this symptom and TaskManager, else of this symptom; null when none is present.</summary>
    public Finding? Finding =>
        OfSymptom.FirstOrDefault(finding => TaskManagerId is null || finding.TaskManagers.Contains(TaskManagerId, StringComparer.Ordinal)) ?? OfSymptom.FirstOrDefault();

    /// <summary>The TaskManager that the case is about, named by the person or by the finding; null when it is not known to the cluster.</summary>
    public TaskManagerEvidence? TaskManager =>
        (TaskManagerId ?? Finding?.TaskManagers.FirstOrDefault()) is { } id ? Evidence.TaskManager(id) : null;

    private IEnumerable<Finding> OfSymptom => Document.Findings.Where(finding => string.Equals(finding.Class, Symptom, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Options that the person chose, at most one a step. What is not in here is answered by the console.</summary>
public sealed record WizardAnswers(ImmutableDictionary<WizardStepKind, string> Chosen)
{
    /// <summary>The console's reading everywhere.</summary>
    public static WizardAnswers None { get; } = new(ImmutableDictionary<WizardStepKind, string>.Empty);

    /// <summary>The option chosen in a step, or null.</summary>
    public string? this[WizardStepKind step] => Chosen.GetValueOrDefault(step);

    /// <summary>The same with one answer given, or taken back where <paramref name="option"/> is null.</summary>
    public WizardAnswers With(WizardStepKind step, string? option) => new(option is null ? Chosen.Remove(step) : Chosen.SetItem(step, option));
}
