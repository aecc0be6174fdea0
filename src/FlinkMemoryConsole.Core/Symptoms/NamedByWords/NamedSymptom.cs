using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.NamedByWords;

/// <summary>A symptom that failures name in their own words, and what is to be said about it.</summary>
/// <param name="Class">One of <see cref="SymptomClass"/>.</param>
/// <param name="Component">What it is about: <c>taskmanager</c>, <c>jobmanager</c>, <c>job</c> or <c>dotnet-worker</c>.</param>
/// <param name="Headline">What happened, after the name of the one it happened to: <c>ran out of metaspace</c>.</param>
/// <param name="Expect">What should change in the numbers when the cure helps.</param>
internal sealed record NamedSymptom(string Class, string Component, string Headline, string Expect)
{
    public Severity Severity { get; init; } = Severity.Critical;

    /// <summary>The memory with a limit that metrics show; a silent death in it is this symptom, too. Null where no metric shows it.</summary>
    public MemoryArea? Area { get; init; }

    /// <summary>Metrics whose course belongs to the evidence.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>What to wish for, given who is concerned; null where no option cures it.</summary>
    public Func<NamedCase, MemoryWish?> Wish { get; init; } = _ => null;

    /// <summary>Options that no budget derives.</summary>
    public Func<NamedCase, IEnumerable<OptionChange>> Options { get; init; } = _ => [];

    /// <summary>What follows from the configuration alone, in Flink's words; null where it does not.</summary>
    public Func<ClusterEvidence, FailureText?> Derived { get; init; } = _ => null;

    /// <summary>When something other than the end of the process made it history; null while nothing did.</summary>
    public Func<NamedCase, DateTimeOffset?> OverSince { get; init; } = _ => null;

    /// <summary>What is to be said with numbers of the case, before <see cref="Code"/>.</summary>
    public Func<NamedCase, IEnumerable<string>> Advice { get; init; } = _ => [];

    public IReadOnlyList<string> Code { get; init; } = [];

    public IReadOnlyList<CompetingCause> Competing { get; init; } = [];

    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>Who is concerned, and what was said.</summary>
internal sealed record NamedCase(ClusterEvidence Evidence, TaskManagerEvidence? TaskManager, IReadOnlyList<FailureText> Said)
{
    private NeededBuffers? _buffers;

    /// <summary>Derived once: wish and advice both ask for it.</summary>
    public NeededBuffers Buffers => _buffers ??= NeededBuffers.Of(this);

    /// <summary>Since when a later run of each job that failed runs; null where one does not, or where it is not known which jobs failed.</summary>
    public DateTimeOffset? RunAgainSince
    {
        get
        {
            var later = Said.Where(text => text.JobId is not null).GroupBy(text => text.JobId, StringComparer.Ordinal)
                .Select(failed => LaterRun(Entities.JobOf(Evidence, failed.Key)?.Name, failed.Max(text => text.At))).ToList();
            return later.Count == 0 || later.Contains(null) ? null : later.Max();
        }
    }

    public bool Says(string words) => Said.Any(text => text.Text.Contains(words, StringComparison.OrdinalIgnoreCase));

    private DateTimeOffset? LaterRun(string? name, DateTimeOffset after) => name is null ? null : Evidence.Jobs
        .Where(job => job is { State: "RUNNING", StartedAt: { } started } && started > after && string.Equals(job.Name, name, StringComparison.Ordinal)).Min(job => job.StartedAt);
}
