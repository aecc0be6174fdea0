using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

public enum TriggerKind
{
    /// <summary>The job ran before under another id: a new version was deployed.</summary>
    Redeploy,

    /// <summary>A job began, and nothing says that it ran before.</summary>
    JobStart,

    /// <summary>Redeployed with another parallelism.</summary>
    Rescale,

    /// <summary>The job was restarted by Flink.</summary>
    Restart,

    /// <summary>A TaskManager or JobManager came up with other options.</summary>
    ConfigurationChange,

    /// <summary>More records came in.</summary>
    LoadChange,
}

/// <summary>What happened shortly before a rise began, and could be why.</summary>
/// <param name="Text">A few words: <c>click-enrichment was redeployed</c>.</param>
public sealed record Trigger(TriggerKind Kind, DateTimeOffset At, string Text, string Source)
{
    private const double LoadFactor = 0.5;

    /// <summary>The most telling event in the time before a rise began, or null when nothing is known to have happened.</summary>
    /// <param name="onset">When the rise began.</param>
    /// <param name="rate">Input rate over the rise, where known.</param>
    public static Trigger? Before(DateTimeOffset onset, ClusterEvidence evidence, IReadOnlyList<JobEvidence> jobs, InputRate? rate)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(jobs);
        var start = jobs
            .Where(job => job.StartedAt is { } at && IsNear(at, onset))
            .OrderByDescending(job => job.StartedAt)
            .Select(job => FromStart(job, evidence))
            .FirstOrDefault(trigger => trigger is not null);
        return FromEvents(ClusterEventKind.ConfigurationChanged, TriggerKind.ConfigurationChange, "/jobmanager/config", evidence, onset)
            ?? (start is { Kind: not TriggerKind.JobStart } ? start : null)
            ?? (rate is { Change: > LoadFactor } ? new Trigger(TriggerKind.LoadChange, onset, $"the input went from {Wording.Rate(rate.Before)} to {Wording.Rate(rate.After)}", rate.Source) : null)
            ?? start
            ?? FromEvents(ClusterEventKind.JobRestarted, TriggerKind.Restart, "/jobs/overview", evidence, onset);
    }

    /// <summary>A heap begins to show a job only after some collections, and a cause does not act later than it is seen.</summary>
    private static bool IsNear(DateTimeOffset at, DateTimeOffset onset) => at <= onset + TimeSpan.FromSeconds(20) && at >= onset - TimeSpan.FromMinutes(10);

    private static Trigger? FromStart(JobEvidence job, ClusterEvidence evidence)
    {
        if (job.StartedAt is not { } at)
        {
            return null;
        }

        var before = evidence.Jobs.FirstOrDefault(other => !string.Equals(other.Id, job.Id, StringComparison.Ordinal)
            && string.Equals(other.Name, job.Name, StringComparison.Ordinal) && other.StartedAt < at);
        var source = $"/jobs/{job.Id}";
        if (before is null)
        {
            return new(TriggerKind.JobStart, at, $"{job.Name} was started", source);
        }

        return Parallelism(before) is { } old && Parallelism(job) is { } now && old != now
            ? new(TriggerKind.Rescale, at, $"{job.Name} was redeployed with parallelism {now} instead of {old}", source)
            : new(TriggerKind.Redeploy, at, $"{job.Name} was redeployed", source);
    }

    private static int? Parallelism(JobEvidence job) => job.Vertices.IsEmpty ? null : job.Vertices.Max(vertex => vertex.Parallelism);

    private static Trigger? FromEvents(ClusterEventKind kind, TriggerKind trigger, string source, ClusterEvidence evidence, DateTimeOffset onset) =>
        evidence.Events.LastOrDefault(found => found.Kind == kind && IsNear(found.At, onset)) is { } found ? new(trigger, found.At, found.Text, source) : null;
}
