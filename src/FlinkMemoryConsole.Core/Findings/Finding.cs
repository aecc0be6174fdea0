using System.Collections.Immutable;
using System.Text.Json.Serialization;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Core.Findings;

public enum Severity
{
    Info,
    Warning,
    Critical,
}

public enum FindingKind
{
    /// <summary>It happened: a text in a log, an exception of a job, a process that died.</summary>
    Observed,

    /// <summary>The windows say that it is coming.</summary>
    Predicted,
}

/// <summary>A present symptom on named entities: what the pages, the command line and the API show. Its JSON is a contract (camelCase, approved in a test).</summary>
public sealed record Finding
{
    /// <summary>Stable across polls: <c>class:entity</c>, for example <c>heap-oom:taskmanager-2</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="Symptoms.SymptomClass"/>.</summary>
    public required string Class { get; init; }

    public required Severity Severity { get; init; }

    public required FindingKind Kind { get; init; }

    /// <summary><c>taskmanager</c>, <c>jobmanager</c>, <c>job</c>, <c>client</c> or <c>dotnet-worker</c>.</summary>
    public required string Component { get; init; }

    /// <summary>Ids of the TaskManagers in trouble, the worst first.</summary>
    public ImmutableArray<string> TaskManagers { get; init; } = [];

    /// <summary>Name of the job, where one is concerned.</summary>
    public string? Job { get; init; }

    /// <summary>Flink's id of that job: another run has the same name and another id.</summary>
    public string? JobId { get; init; }

    /// <summary>Name of the operator at fault as the job calls it, where one is.</summary>
    public string? Vertex { get; init; }

    /// <summary>The first sign.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>One sentence with its number, as a person would say it.</summary>
    public required string Headline { get; init; }

    public ImmutableArray<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>What would make us surer and was not to be had.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    public ImmutableArray<CompetingCause> Competing { get; init; } = [];

    /// <summary>What followed from it: lost connections, failed checkpoints, restarts.</summary>
    public ImmutableArray<string> Consequences { get; init; } = [];

    public Cure Cure { get; init; } = Cure.None;

    /// <summary>For a prediction: when the limit is reached if nothing changes.</summary>
    public DateTimeOffset? LimitAt { get; init; }
}

/// <summary>One fact that speaks for a finding.</summary>
/// <param name="What">What was measured or said.</param>
/// <param name="Value">The value, with its unit.</param>
/// <param name="At">When.</param>
/// <param name="Source">The REST path, or the log file and line.</param>
public sealed record EvidenceItem(string What, string Value, DateTimeOffset? At, string Source);

/// <summary>Another cause that could show the same signs.</summary>
public sealed record CompetingCause(string Class, string Why, [property: JsonPropertyName("why not")] string WhyNot);
