using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Core.Wizards.Check;

/// <summary>What is remembered when a person asks to watch a change: enough to judge it after the process, and the console, were restarted.</summary>
public sealed record CheckBaseline
{
    /// <summary>Given when it is kept; part of the wizard's URL.</summary>
    public string Id { get; init; } = "";

    public required string Cluster { get; init; }

    public required string Symptom { get; init; }

    public required string TaskManagerId { get; init; }

    /// <summary>When the process began to live, as far as the console knew.</summary>
    public DateTimeOffset? ProcessSince { get; init; }

    /// <summary>The moment that it speaks of: the cluster's time, in a recording the recorded one.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The finding's headline then, or what the wizard said of the scope.</summary>
    public required string Headline { get; init; }

    /// <summary>The job in question, by name: its id changes with each deployment.</summary>
    public string? Job { get; init; }

    /// <summary>The option of the hypotheses step that counted.</summary>
    public string? Hypothesis { get; init; }

    /// <summary>What the TaskManager was configured to have of the memory in question, bytes: another value later means that the change was made.</summary>
    public long? ConfiguredBytes { get; init; }

    /// <summary>The limit as the process counted it, bytes.</summary>
    public double? LimitBytes { get; init; }

    /// <summary>The highest level, bytes.</summary>
    public double? PeakBytes { get; init; }

    /// <summary>How long it took (or was about to take) from the start of the process until it was full, or too crowded to collect in; null when it was neither.</summary>
    public TimeSpan? FilledWithin { get; init; }

    /// <summary>The options that were proposed; empty where only the code was to change.</summary>
    public ImmutableArray<OptionChange> Changes { get; init; } = [];

    /// <summary>What each step had answered, to be shown when the process is gone.</summary>
    public ImmutableArray<RememberedStep> Steps { get; init; } = [];
}

/// <summary>A step's answer as it was.</summary>
public sealed record RememberedStep(WizardStepKind Kind, string Answer);
