using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The buffers of a watched job, or why nobody can say.</summary>
public abstract record JobBuffersAnswer
{
    private JobBuffersAnswer()
    {
    }

    /// <summary>What is known, or null.</summary>
    public JobBuffers? BuffersOrNull => (this as Known)?.Buffers;

    public sealed record Known(JobBuffers Buffers) : JobBuffersAnswer;

    /// <param name="Why">In words for a person.</param>
    public sealed record Unknown(string Why) : JobBuffersAnswer;
}

/// <summary>The network buffers that a watched job needs where it runs, against those that are there.</summary>
public sealed record JobBuffers
{
    public required JobBufferNeed Need { get; init; }

    /// <summary>In the placement's order; where the placement is assumed, the fullest one alone, against the TaskManager that holds fewest.</summary>
    public required ImmutableArray<TaskManagerBuffers> TaskManagers { get; init; }

    /// <summary>What <c>/jobmanager/config</c> says.</summary>
    public required FlinkConfiguration Reported { get; init; }

    /// <summary>Of those that run the job the TaskManager that holds fewest; null where none of them is there.</summary>
    public required TaskManagerEvidence? Scarcest { get; init; }

    public required FlinkVersion Version { get; init; }

    /// <summary>Bytes of one buffer; null where the option cannot be read.</summary>
    public long? SegmentSize => SegmentSizeOf(Reported);

    /// <summary>Buffers of the TaskManager of this cluster that holds fewest; null where none has told.</summary>
    public required long? FewestHeld { get; init; }

    /// <summary>Names of jobs that run beside it and whose need nobody can say: they are counted as nothing.</summary>
    public required ImmutableArray<string> NotCounted { get; init; }

    /// <summary>The options that <see cref="Scarcest"/> runs with. Takes tens of milliseconds where they differ from <see cref="Reported"/>.</summary>
    public RunningConfiguration Running() => RunningConfiguration.Of(Scarcest, Reported, Version);

    /// <summary>The worst of all TaskManagers.</summary>
    public BufferVerdict Verdict => TaskManagers.Select(one => one.Verdict).DefaultIfEmpty(BufferVerdict.NotKnown).Max();

    /// <summary>The job's need, from its plan, its placement and the options that the cluster runs with.</summary>
    public static JobBuffersAnswer Of(ClusterEvidence evidence, JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(job);
        if (FlinkVersion.Parse(evidence.FlinkVersion) is not { } version)
        {
            return new JobBuffersAnswer.Unknown("The cluster has not told its version yet: what an exchange takes differs by version.");
        }

        if (evidence.Configuration.Options.IsEmpty)
        {
            return new JobBuffersAnswer.Unknown("The cluster's configuration has not been read (GET /jobmanager/config): its options decide what an exchange takes.");
        }

        if (job.Graph is not { } graph)
        {
            return new JobBuffersAnswer.Unknown("The job's plan is not known: Flink has not told it, or has not decided every operator and parallelism yet (adaptive schedulers, a job that was never deployed).");
        }

        var placement = JobPlacement.Seen(job) ?? SubtaskPlacement.Assume(graph, JobPlacement.SlotsOf(evidence));
        return BufferNeeds.Derive(graph, placement, evidence.Configuration, version) switch
        {
            BufferNeedAnswer.Computed { Need: var need } => new JobBuffersAnswer.Known(Of(evidence, job, need, version)),
            BufferNeedAnswer.Refused refused => new JobBuffersAnswer.Unknown($"Flink refuses an option: {refused.Message}"),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private static JobBuffers Of(ClusterEvidence evidence, JobEvidence job, JobBufferNeed need, FlinkVersion version)
    {
        var beside = evidence.Jobs.Where(other => other.EndedAt is null && !string.Equals(other.Id, job.Id, StringComparison.Ordinal)).Select(other => (Job: other, Need: NeedOf(other, evidence.Configuration, version))).ToList();
        var scarcest = evidence.TaskManagers.Where(one => one.IsAlive && (need.Placement.IsAssumed || need.Placement.TaskManagers.Contains(one.Id, StringComparer.Ordinal)))
            .OrderBy(one => HeldBy(one, evidence.Configuration).Buffers ?? long.MaxValue).FirstOrDefault();
        var rows = need.Placement.IsAssumed ? need.Fullest is { } fullest ? [fullest] : [] : need.TaskManagers;
        return new()
        {
            Need = need,
            Version = version,
            Reported = evidence.Configuration,
            Scarcest = scarcest,
            FewestHeld = evidence.TaskManagers.Where(one => one.IsAlive).Min(one => HeldBy(one, evidence.Configuration).Buffers),
            NotCounted = [.. beside.Where(other => other.Need is null).Select(other => other.Job.Name)],
            TaskManagers = [.. rows.Select(row => Row(row, need, need.Placement.IsAssumed ? scarcest : evidence.TaskManager(row.Name), beside, evidence.Configuration))],
        };
    }

    private static TaskManagerBuffers Row(
        TaskManagerBufferNeed one, JobBufferNeed need, TaskManagerEvidence? taskManager, List<(JobEvidence Job, JobBufferNeed? Need)> beside, FlinkConfiguration configuration)
    {
        var (held, derived) = taskManager is null ? (null, false) : HeldBy(taskManager, configuration);
        return new(one.Name, one.Subtasks, one.Buffers.Required, need.RecommendedOn(one), one.Buffers.Overdraft, need.RestoresUnaligned ? one.Buffers.OnRestore : 0, held,
            taskManager is { IsAlive: true } ? (long?)taskManager.Windows.Last(FlinkMetricNames.NettySegmentsUsed)?.Value : null,
            [.. beside.Select(other => On(taskManager?.Id, other.Job, other.Need)).OfType<OtherJobBuffers>()])
        {
            IsHeldDerived = derived,
        };
    }

    private static OtherJobBuffers? On(string? taskManager, JobEvidence job, JobBufferNeed? need) =>
        need?.TaskManagers.FirstOrDefault(one => string.Equals(one.Name, taskManager, StringComparison.Ordinal)) is { } one ? new(job.Id, job.Name, one.Buffers.Required, need.RecommendedOn(one)) : null;

    /// <summary>Where the other job runs now; one that runs nowhere takes none.</summary>
    private static JobBufferNeed? NeedOf(JobEvidence job, FlinkConfiguration configuration, FlinkVersion version) =>
        job.Graph is { } graph && JobPlacement.Seen(job) is { } placement ? BufferNeeds.Derive(graph, placement, configuration, version).NeedOrNull : null;

    private static (long? Buffers, bool IsDerived) HeldBy(TaskManagerEvidence taskManager, FlinkConfiguration configuration)
    {
        if (taskManager.Windows.Last(FlinkMetricNames.NettySegmentsTotal)?.Value is > 0 and var told)
        {
            return ((long)told, false);
        }

        return (taskManager.Memory?.Network / SegmentSizeOf(configuration), true);
    }

    private static long? SegmentSizeOf(FlinkConfiguration configuration)
    {
        try
        {
            return new OptionReader(configuration).Size(TaskManagerOptions.SegmentSize) is > 0 and var bytes ? bytes : null;
        }
        catch (FlinkRefusalException)
        {
            return null;
        }
    }
}
