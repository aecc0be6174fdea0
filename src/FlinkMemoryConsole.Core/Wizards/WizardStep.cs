using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Wizards.Check;

namespace FlinkMemoryConsole.Core.Wizards;

/// <summary>The steps of every wizard, in their order.</summary>
public enum WizardStepKind
{
    Scope,
    Area,
    Hypotheses,
    LookInside,
    Cure,
    Check,
}

/// <summary>All steps of a case, answered.</summary>
/// <param name="Title">What the case is about: <c>Java heap of taskmanager-2</c>.</param>
/// <param name="TaskManagerId">Whom it is about; null when no such process is known.</param>
/// <param name="Watch">What to remember when the person asks to watch the change; null while there is too little to compare with.</param>
public sealed record WizardTranscript(string Title, string? TaskManagerId, ImmutableArray<WizardStep> Steps, CheckBaseline? Watch)
{
    /// <summary>The step of that kind.</summary>
    public WizardStep this[WizardStepKind kind] => Steps.First(step => step.Kind == kind);
}

/// <summary>One step: a question, and what the evidence (or the person) answers.</summary>
public sealed record WizardStep
{
    public required WizardStepKind Kind { get; init; }

    public required string Question { get; init; }

    /// <summary>One sentence. When the evidence does not answer it says what is missing.</summary>
    public required string Answer { get; init; }

    public ImmutableArray<WizardOption> Options { get; init; } = [];

    /// <summary>The option that the evidence suggests; null when it suggests none.</summary>
    public string? Suggested { get; init; }

    /// <summary>The option that counts: the person's, else the suggested one.</summary>
    public string? Chosen { get; init; }

    /// <summary>True where the person chose against the suggestion.</summary>
    public bool IsOverridden => Chosen is not null && !string.Equals(Chosen, Suggested, StringComparison.Ordinal);

    /// <summary>The evidence answered, or the person did.</summary>
    public bool IsAnswered => Chosen is not null;

    public ImmutableArray<WizardFact> Facts { get; init; } = [];

    public ImmutableArray<WizardCommand> Commands { get; init; } = [];

    /// <summary>What the console itself can look at on request.</summary>
    public ImmutableArray<WizardLook> Looks { get; init; } = [];

    /// <summary>Only in the step <see cref="WizardStepKind.Cure"/>.</summary>
    public CureProposal? Cure { get; init; }

    /// <summary>Only in the step <see cref="WizardStepKind.Check"/>.</summary>
    public CheckResult? Check { get; init; }
}

/// <summary>One possible answer. The id stands in URLs.</summary>
/// <param name="Note">Why it fits or not, in two or three words (<c>likely</c>); null for nothing to say.</param>
public sealed record WizardOption(string Id, string Label, string? Note = null);

public enum FactStance
{
    /// <summary>Speaks for the option.</summary>
    Supports,

    /// <summary>Speaks against the option.</summary>
    Contradicts,

    /// <summary>Is not known, and would settle it.</summary>
    WouldSettle,

    /// <summary>Belongs to the answer without weighing.</summary>
    Context,
}

/// <summary>One fact with the place it comes from.</summary>
/// <param name="Option">The option that it speaks of; null where it speaks of the step as a whole.</param>
/// <param name="Text">A sentence with its number.</param>
/// <param name="Source">REST path, or path and line of a log, as in <see cref="Findings.EvidenceItem"/>; null when there is no place to look.</param>
/// <param name="From">Begin of the range that shows it.</param>
/// <param name="To">End of the range.</param>
public sealed record WizardFact(FactStance Stance, string? Option, string Text, string? Source = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Something to run or to set by hand.</summary>
/// <param name="Text">Ready to be copied; what a person must fill in is written in capitals.</param>
/// <param name="Note">What it costs and what to look at in its output.</param>
public sealed record WizardCommand(string Title, string Text, string Note);

/// <summary>What the console can look at through Flink when the person asks.</summary>
public abstract record WizardLook
{
    private WizardLook()
    {
    }

    /// <summary>Flink's thread dump of a process.</summary>
    public sealed record Threads(string ProcessId) : WizardLook;

    /// <summary>Flink's flame graph of a vertex; needs <c>rest.flamegraph.enabled</c>.</summary>
    public sealed record Flames(string JobId, string VertexId, string VertexName) : WizardLook;

    /// <summary>The end of a process's log.</summary>
    public sealed record Log(string ProcessId) : WizardLook;
}
