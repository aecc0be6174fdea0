using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>What the check of the heap wizard remembers, and what it finds after the change.</summary>
public static class HeapCheck
{
    /// <summary>What to remember of a case; null while the TaskManager or its heap is not known.</summary>
    public static CheckBaseline? Baseline(HeapSigns signs, string? hypothesis, ImmutableArray<OptionChange> changes, IEnumerable<WizardStep> steps)
    {
        ArgumentNullException.ThrowIfNull(signs);
        if (signs.Heap is not { } heap)
        {
            return null;
        }

        return new()
        {
            Cluster = signs.Case.Evidence.Cluster,
            Symptom = signs.Case.Symptom,
            TaskManagerId = heap.TaskManager.Id,
            ProcessSince = heap.Life?.From,
            At = signs.Now,
            Headline = signs.Case.Finding?.Headline ?? $"The Java heap of {heap.TaskManager.Id}",
            Job = signs.Job?.Name,
            Hypothesis = hypothesis,
            ConfiguredBytes = heap.TaskManager.Memory?.TaskHeap,
            LimitBytes = heap.LimitBytes,
            PeakBytes = heap.PeakBytes,
            FilledWithin = FilledWithin(signs, heap),
            Changes = changes,
            Steps = [.. steps.Select(step => new RememberedStep(step.Kind, step.Answer))],
        };
    }

    /// <summary>What was seen since.</summary>
    public static CheckWindow Window(CheckBaseline baseline, WizardCase wizardCase, ImmutableArray<string> symptoms)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(wizardCase);
        var evidence = wizardCase.Evidence;
        var redeployed = baseline.Changes.IsEmpty || baseline.Hypothesis is HeapHypotheses.Leak ? Redeployed(baseline, evidence) : null;
        var restarted = evidence.TaskManagers.Where(taskManager => HasOtherHeap(baseline, taskManager)).ToArray();
        if (restarted.Length == 0 && redeployed is null)
        {
            return new(evidence.Now, null, null, null, []);
        }

        var processes = restarted.Length > 0
            ? restarted.Select(taskManager => Watched(taskManager, taskManager.Since!.Value)).ToArray()
            : [.. evidence.TaskManagers.Where(taskManager => Runs(taskManager, redeployed!)).Select(taskManager => Watched(taskManager, redeployed!.StartedAt!.Value))];
        var changedAt = processes.Length == 0 ? redeployed?.StartedAt ?? evidence.Now : processes.Min(process => process.Since);
        return new(evidence.Now, changedAt, Words(baseline, restarted, redeployed), Failure(wizardCase, changedAt, symptoms), [.. processes.Where(process => evidence.TaskManager(process.Id) is { IsAlive: true })]);
    }

    private static bool HasOtherHeap(CheckBaseline baseline, TaskManagerEvidence taskManager) =>
        taskManager is { Memory.TaskHeap: { } heap, Since: { } since }
        && baseline.ConfiguredBytes is { } before && heap != before
        && since > (string.Equals(taskManager.Id, baseline.TaskManagerId, StringComparison.Ordinal) ? baseline.ProcessSince ?? baseline.At : baseline.At);

    private static JobEvidence? Redeployed(CheckBaseline baseline, ClusterEvidence evidence) =>
        evidence.Jobs.FirstOrDefault(job => string.Equals(job.Name, baseline.Job, StringComparison.Ordinal) && job.StartedAt > baseline.At);

    private static bool Runs(TaskManagerEvidence taskManager, JobEvidence job) =>
        job.Vertices.Any(vertex => vertex.Subtasks.Any(subtask => string.Equals(subtask.TaskManagerId, taskManager.Id, StringComparison.Ordinal)));

    private static WatchedProcess Watched(TaskManagerEvidence taskManager, DateTimeOffset since)
    {
        var heap = HeapHistory.Of(taskManager);
        var levels = heap.Levels.Where(level => level.At >= since).ToArray();
        var seen = heap with { Levels = levels, Growth = heap.LimitBytes is { } limit ? Growth.Of(levels, limit) : null };
        return new(taskManager.Id, since, seen.PeakBytes, seen.LimitBytes, seen.Growth, seen.FullAt);
    }

    private static string Words(CheckBaseline baseline, TaskManagerEvidence[] restarted, JobEvidence? redeployed) => restarted is [var first, ..]
        ? $"{Wording.List([.. restarted.Select(taskManager => taskManager.Id)])} run{(restarted.Length == 1 ? "s" : "")} with {Wording.Size(first.Memory!.TaskHeap!.Value)} of task heap instead of {Wording.Size(baseline.ConfiguredBytes!.Value)}"
        : $"{redeployed!.Name} was deployed again";

    /// <summary>A failure of the same kind since, as the findings tell it, or in its own words before they do.</summary>
    private static string? Failure(WizardCase wizardCase, DateTimeOffset changedAt, ImmutableArray<string> symptoms) =>
        wizardCase.Document.Findings
            .Where(finding => finding.Kind == FindingKind.Observed && finding.Since > changedAt && symptoms.Contains(finding.Class, StringComparer.OrdinalIgnoreCase))
            .Select(finding => finding.Headline)
            .FirstOrDefault()
        ?? wizardCase.Evidence.FailureTexts
            .Where(text => text is { IsConsequence: false, Class: { } symptom } && text.At > changedAt && symptoms.Contains(symptom, StringComparer.OrdinalIgnoreCase))
            .Select(text => text.Text.Trim().Split('\n')[0])
            .FirstOrDefault();

    /// <summary>From the start of the process, or of the job in it, until the heap was full or is about to be; a heap can stay crowded for long before it fails.</summary>
    private static TimeSpan? FilledWithin(HeapSigns signs, HeapHistory heap)
    {
        if (heap.Life is not { } life)
        {
            return null;
        }

        var start = signs.Job?.StartedAt is { } job && job > life.From && job < (life.Until ?? signs.Now) ? job : life.From;
        var words = signs.Case.Evidence.FailureTexts.FirstOrDefault(text => text.At > start && !text.IsConsequence
            && string.Equals(text.ProcessId, heap.TaskManager.Id, StringComparison.Ordinal) && HeapOomWizard.Served.Contains(text.Class ?? "", StringComparer.Ordinal))?.At;
        var full = words ?? (signs.HasFailed ? life.Until : null) ?? heap.FullAt ?? heap.CrowdedAfter(start);
        return full > start ? full - start : null;
    }
}
