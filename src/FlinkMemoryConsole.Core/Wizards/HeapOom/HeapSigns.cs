using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>Everything that the steps of the heap wizard weigh, read once from the case.</summary>
public sealed record HeapSigns
{
    public required WizardCase Case { get; init; }

    /// <summary>The heap in question; null when no such TaskManager is known.</summary>
    public HeapHistory? Heap { get; init; }

    /// <summary>Levels of all TaskManagers, the one in question first.</summary>
    public ImmutableArray<ProcessLevel> Levels { get; init; } = [];

    public ImmutableArray<JobEvidence> Jobs { get; init; } = [];

    /// <summary>The job in question: the finding's, else the first that uses the TaskManager.</summary>
    public JobEvidence? Job => Jobs.FirstOrDefault();

    public InputRate? Rate { get; init; }

    public StateSize? State { get; init; }

    public SubtaskSkew? Skew { get; init; }

    public Trigger? Trigger { get; init; }

    public ImmutableArray<PoolMove> OtherPools { get; init; } = [];

    /// <summary>How the level moved over a restart of the job that the process lived through; null where there was none.</summary>
    public LevelOverRestart? OverRestart { get; init; }

    public DateTimeOffset Now => Case.Evidence.Now;

    public FlinkVersion Version => FlinkVersion.Parse(Case.Evidence.FlinkVersion) ?? FlinkVersion.Newest;

    /// <summary>Whether the heap has really run out: seen in words, exceptions or a death.</summary>
    public bool HasFailed => Case.Finding is { Kind: FindingKind.Observed };

    public static HeapSigns Read(WizardCase wizardCase)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        var evidence = wizardCase.Evidence;
        var since = wizardCase.Finding?.Since;
        var heap = wizardCase.TaskManager is { } taskManager ? HeapHistory.Of(taskManager, since) : null;
        var jobs = JobsOnProcess.Of(wizardCase);
        var from = heap?.Growth?.From ?? since ?? evidence.From;
        var to = heap?.Growth?.To ?? evidence.Now;
        var rate = jobs.Select(job => InputRate.Of(job, from, to)).FirstOrDefault(found => found is not null);
        return new()
        {
            Case = wizardCase,
            Heap = heap,
            Levels = [.. evidence.TaskManagers.OrderBy(other => other == heap?.TaskManager ? 0 : 1).Select(other => Level(other == heap?.TaskManager ? heap : HeapHistory.Of(other, since)))],
            Jobs = jobs,
            Rate = rate,
            State = jobs.Select(job => StateSize.Of(job, evidence.Configuration, from, to)).FirstOrDefault(found => found is not null),
            Skew = jobs.Select(job => SubtaskSkew.Of(job, from, to)).OfType<SubtaskSkew>().MaxBy(skew => skew.Factor),
            Trigger = Signs.Trigger.Before(from, evidence, jobs, rate),
            OtherPools = heap is null ? [] : PoolMove.Of(heap.TaskManager, from, to),
            OverRestart = heap is null ? null : LevelOverRestart.Of(heap, evidence.Events),
        };
    }

    private static ProcessLevel Level(HeapHistory heap) => new(heap.TaskManager, heap.Growth, heap.PeakShare, heap.Source);
}

/// <summary>The level after collections before and after a restart of the job in the same process.</summary>
/// <param name="At">When the job was restarted.</param>
public sealed record LevelOverRestart(DateTimeOffset At, double BeforeBytes, double AfterBytes)
{
    /// <summary>What was held did not go with the job: something static, or a thread, holds it.</summary>
    public bool Survived => AfterBytes >= BeforeBytes * 0.8;

    /// <summary>The last restart with readings on both sides, or null.</summary>
    public static LevelOverRestart? Of(HeapHistory heap, IEnumerable<ClusterEvent> events)
    {
        ArgumentNullException.ThrowIfNull(heap);
        var bottom = heap.Levels.Count == 0 ? 0 : heap.Levels.Min(level => level.Value);
        return events
            .Where(found => found.Kind == ClusterEventKind.JobRestarted && heap.Life is { } life && found.At > life.From && (life.Until is null || found.At < life.Until))
            .Select(found => Around(found.At, heap.Levels))
            .LastOrDefault(found => found is not null && found.BeforeBytes > bottom * 1.5);
    }

    private static LevelOverRestart? Around(DateTimeOffset at, IReadOnlyList<Reading> levels)
    {
        var before = levels.Where(level => level.At <= at).Select(level => (double?)level.Value).LastOrDefault();
        var after = levels.Where(level => level.At > at.AddSeconds(10)).Take(3).Select(level => (double?)level.Value).Min();
        return before is { } high && after is { } low ? new(at, high, low) : null;
    }
}
