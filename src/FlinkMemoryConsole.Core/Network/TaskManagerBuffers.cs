using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>Whether the buffers of a TaskManager are enough for the jobs on it, the worst last.</summary>
public enum BufferVerdict
{
    /// <summary>Every pool may fill up to its own limit.</summary>
    Enough,

    /// <summary>Nobody knows how many it holds.</summary>
    NotKnown,

    /// <summary>The job runs, but its pools wait for one another when all are busy.</summary>
    Starves,

    /// <summary>Flink refuses the job: <em>Insufficient number of network buffers</em>.</summary>
    Refused,
}

/// <summary>Buffers that another job needs on the same TaskManager.</summary>
/// <param name="Job">Its name.</param>
public sealed record OtherJobBuffers(string JobId, string Job, long Required, long Recommended);

/// <summary>What a job needs on one TaskManager, and what is there.</summary>
/// <param name="TaskManagerId">Flink's resource id; where the placement is assumed, a name that no TaskManager has.</param>
/// <param name="Required">To start this job.</param>
/// <param name="Recommended">For this job, so that no pool waits for another.</param>
/// <param name="Held">All buffers of the TaskManager; null where it has not told.</param>
/// <param name="InUse">Out of the pool now, by any job; null where it has not told.</param>
/// <param name="Others">The other jobs that run there, as far as their need is known.</param>
public sealed record TaskManagerBuffers(string TaskManagerId, int Subtasks, long Required, long Recommended, long Overdraft, long OnRestore, long? Held, long? InUse, ImmutableArray<OtherJobBuffers> Others)
{
    /// <summary><see cref="Held"/> was worked out from network memory and segment size, not read from the metric.</summary>
    public bool IsHeldDerived { get; init; }

    /// <summary>The TaskManager whose buffers these are, where the placement is assumed the one that holds fewest; null where it is not there.</summary>
    public TaskManagerEvidence? Process { get; init; }

    /// <summary>Of all jobs together.</summary>
    public long RequiredOfAll => Required + Others.Sum(other => other.Required);

    /// <summary>Of all jobs together.</summary>
    public long RecommendedOfAll => Recommended + Others.Sum(other => other.Recommended);

    public BufferVerdict Verdict => Judge(Held, RequiredOfAll, RecommendedOfAll);

    /// <summary>What so many buffers mean for such a need.</summary>
    public static BufferVerdict Judge(long? held, long required, long recommended) => held switch
    {
        null => BufferVerdict.NotKnown,
        { } have when have < required => BufferVerdict.Refused,
        { } have when have < recommended => BufferVerdict.Starves,
        _ => BufferVerdict.Enough,
    };
}
