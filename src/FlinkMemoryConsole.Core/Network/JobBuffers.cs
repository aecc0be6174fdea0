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

    /// <summary>The TaskManager of this cluster that holds fewest, whether it runs the job or not; null where none has told.</summary>
    public required TaskManagerEvidence? Scarcest { get; init; }

    public required FlinkVersion Version { get; init; }

    /// <summary>Bytes of one buffer; null where the option cannot be read.</summary>
    public long? SegmentSize => SegmentSizeOf(Reported);

    /// <summary>Buffers of <see cref="Scarcest"/>.</summary>
    public required long? FewestHeld { get; init; }

    /// <summary>Names of jobs that run beside it and whose need nobody can say: they are counted as nothing.</summary>
    public required ImmutableArray<string> NotCounted { get; init; }

    /// <summary>The TaskManager that lacks most: none has a worse verdict, and of those alike none has less to spare; null for a job without subtasks.</summary>
    public TaskManagerBuffers? Worst => TaskManagers.MinBy(one => (Rank: -(int)one.Verdict, Left: (one.Held ?? 0) - one.RecommendedOfAll));

    /// <summary>The options that a TaskManager runs with. Takes tens of milliseconds where they differ from <see cref="Reported"/>.</summary>
    public RunningConfiguration Running(TaskManagerEvidence? taskManager) => RunningConfiguration.Of(taskManager, Reported, Version);

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

        return BufferNeeds.Derive(graph, JobPlacement.Of(evidence, job, graph), evidence.Configuration, version) switch
        {
            BufferNeedAnswer.Computed { Need: var need } => new JobBuffersAnswer.Known(Of(evidence, job, need, version)),
            BufferNeedAnswer.Refused refused => new JobBuffersAnswer.Unknown($"Flink refuses an option: {refused.Message}"),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private static JobBuffers Of(ClusterEvidence evidence, JobEvidence job, JobBufferNeed need, FlinkVersion version)
    {
        var segment = SegmentSizeOf(evidence.Configuration);
        var taskManagers = evidence.TaskManagers.DistinctBy(one => one.Id, StringComparer.Ordinal).ToDictionary(one => one.Id, StringComparer.Ordinal);
        var running = evidence.Jobs.Where(other => other.EndedAt is null && !string.Equals(other.Id, job.Id, StringComparison.Ordinal));
        List<JobBeside> beside = [.. running.Select(other => new JobBeside(other, NeedOf(other, evidence.Configuration, version)))];
        var alive = evidence.TaskManagers.Where(one => one.IsAlive).Select(one => (Process: one, HeldBy(one, segment).Buffers)).ToList();
        var scarcest = alive.Where(one => one.Buffers is not null).OrderBy(one => one.Buffers).FirstOrDefault();
        var rows = need.Placement.IsAssumed ? need.Fullest is { } fullest ? [fullest] : [] : need.TaskManagers;
        return new()
        {
            Need = need,
            Version = version,
            Reported = evidence.Configuration,
            Scarcest = scarcest.Process,
            FewestHeld = scarcest.Buffers,
            NotCounted = [.. beside.Where(other => other.Need is null).Select(other => other.Job.Name)],
            TaskManagers = [.. rows.Select(row => Row(row, need, need.Placement.IsAssumed ? scarcest.Process ?? alive.FirstOrDefault().Process : taskManagers.GetValueOrDefault(row.Name), beside, segment))],
        };
    }

    private static TaskManagerBuffers Row(TaskManagerBufferNeed one, JobBufferNeed need, TaskManagerEvidence? taskManager, List<JobBeside> beside, long? segment)
    {
        var (held, derived) = taskManager is null ? (null, false) : HeldBy(taskManager, segment);
        return new(one.Name, one.Subtasks, one.Buffers.Required, need.RecommendedOn(one), one.Buffers.Overdraft, need.RestoresUnaligned ? one.Buffers.OnRestore : 0, held,
            taskManager is { IsAlive: true } ? (long?)taskManager.Windows.Last(FlinkMetricNames.NettySegmentsUsed)?.Value : null,
            taskManager is null ? [] : [.. beside.Select(other => other.On(taskManager.Id)).OfType<OtherJobBuffers>()])
        {
            IsHeldDerived = derived,
            Process = taskManager,
        };
    }

    /// <summary>Where the other job runs now; one that runs nowhere takes none.</summary>
    private static JobBufferNeed? NeedOf(JobEvidence job, FlinkConfiguration configuration, FlinkVersion version) =>
        job.Graph is { } graph && JobPlacement.Seen(job) is { } placement ? BufferNeeds.Derive(graph, placement, configuration, version).NeedOrNull : null;

    private static (long? Buffers, bool IsDerived) HeldBy(TaskManagerEvidence taskManager, long? segment) =>
        taskManager.Windows.Last(FlinkMetricNames.NettySegmentsTotal)?.Value is > 0 and var told ? ((long)told, false) : (taskManager.Memory?.Network / segment, true);

    private static long? SegmentSizeOf(FlinkConfiguration configuration) =>
        new OptionReader(configuration).TrySize(TaskManagerOptions.SegmentSize, out var bytes, out _) && bytes > 0 ? bytes : null;

    /// <summary>A job that runs beside the one asked for, with its need by TaskManager; null where nobody can say what it needs.</summary>
    private sealed record JobBeside(JobEvidence Job, JobBufferNeed? Need)
    {
        private readonly Dictionary<string, TaskManagerBufferNeed> _byTaskManager = (Need?.TaskManagers ?? []).ToDictionary(one => one.Name, StringComparer.Ordinal);

        public OtherJobBuffers? On(string taskManager) =>
            Need is not null && _byTaskManager.TryGetValue(taskManager, out var one) ? new(Job.Id, Job.Name, one.Buffers.Required, Need.RecommendedOn(one)) : null;
    }
}
