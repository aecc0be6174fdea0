using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.GcPressure;

/// <summary>A TaskManager that lives, and spends too much of its time collecting: the live set leaves too little room, or garbage comes too fast.</summary>
public sealed class GcPressureDetector(GcPressureOptions options) : ISymptomDetector
{
    /// <inheritdoc/>
    public string Symptom => SymptomClass.GcPressure;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var heaps = evidence.TaskManagers.Select(taskManager => HeapPicture.Now(taskManager, taskManager.Id, evidence.Now)).OfType<HeapPicture>().ToList();
        var findings = heaps
            .Select(heap => (Heap: heap, Sign: SignAt(heap, heap.To)))
            .Where(found => found.Sign is not null)
            .Select(found => Draft(evidence, found.Heap, found.Sign!))
            .OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Confidence)
            .ToList();
        if (findings.Count > 0)
        {
            return new SymptomReading.Present([.. findings]) { Symptom = Symptom };
        }

        return heaps.Exists(heap => heap.PauseShare(options.Over) is not null)
            ? new SymptomReading.Absent { Symptom = Symptom }
            : new SymptomReading.Unknown([$"Collector metrics of a TaskManager over {Phrase.Duration(options.Over / 2)} at least."]) { Symptom = Symptom };
    }

    private Sign? SignAt(HeapPicture heap, DateTimeOffset at)
    {
        if (heap.PauseShareAt(at, options.Over) is not { } pauses)
        {
            return null;
        }

        var recent = heap.Used.Where(reading => reading.At <= at && reading.At >= at - options.Over).ToList();
        var full = heap.FullCollectionsPerMinuteAt(at, options.Over) ?? 0;
        var least = recent.Min(reading => reading.Value) / heap.Limit;
        if (pauses >= options.PauseShare)
        {
            return new(pauses, full, least, $"{Phrase.WholePercent(pauses)} of its time goes into collection pauses", 0.85);
        }

        if (full >= options.FullCollectionsPerMinute && least >= options.StillUsedShare)
        {
            return new(pauses, full, least, $"{Phrase.Number(full)} full collections a minute hardly free any", 0.9);
        }

        return heap.ConcurrentShareAt(at, options.Over) is { } beside && beside >= options.ConcurrentShare && least >= options.StillUsedShare
            ? new(pauses, full, least, $"its collector works {Phrase.WholePercent(beside)} of the time and frees little", 0.75)
            : null;
    }

    private Finding Draft(ClusterEvidence evidence, HeapPicture heap, Sign sign)
    {
        var taskManager = (TaskManagerEvidence)heap.Process;
        var culprit = Culprit.Of(evidence, heap.Id);
        return new()
        {
            Id = Entities.FindingId(SymptomClass.GcPressure, heap.Id),
            Class = SymptomClass.GcPressure,
            Severity = sign.Pauses >= options.CriticalPauseShare ? Severity.Critical : Severity.Warning,
            Kind = FindingKind.Observed,
            Component = Entities.TaskManager,
            TaskManagers = [heap.Id],
            Job = culprit?.Job.Name,
            JobId = culprit?.Job.Id,
            Vertex = culprit?.Operator,
            Since = Since(heap),
            Confidence = sign.Confidence,
            Headline = $"{heap.Id} is short of Java heap: {sign.Words}.",
            Evidence = [.. heap.Facts(), new($"least heap in use, last {Phrase.Duration(options.Over)}", Phrase.Percent(sign.LeastShare), heap.Used[^1].At, heap.MetricsPath), .. culprit is null ? Array.Empty<EvidenceItem>() : [new($"points at {culprit.Operator}", culprit.Why, null, culprit.Source)]],
            Missing = ["A GC log: it would tell how much each collection frees and how long the longest pause is."],
            Competing =
            [
                new(SymptomClass.HeapOom, "The same signs come before a full heap.", HeapAdvice.LastRise(heap) is { Confidence: > 0.5 } rise ? $"Nothing has failed yet, but the heap after collections grows by {Phrase.BytesPerMinute(rise.PerSecond)}." : "The heap after collections does not grow, and nothing has failed."),
                new(SymptomClass.GcOverhead, "The JVM gives up when 98 % of its time is collection.", $"It is {Phrase.Percent(sign.Pauses)}."),
            ],
            Cure = HeapAdvice.Cure(evidence, heap, culprit, failed: false, $"The share of time in pauses falls below 5 %, full collections become rare, and the heap after collections lies below 60 % of the new limit. {(taskManager.Slots > 1 ? "Fewer slots in a TaskManager have the same effect." : "")}".TrimEnd()),
        };
    }

    /// <summary>Back from now as long as the signs were there at each measurement.</summary>
    private DateTimeOffset Since(HeapPicture heap)
    {
        var since = heap.Used[^1].At;
        for (var i = heap.Used.Count - 2; i >= 0 && SignAt(heap, heap.Used[i].At) is not null; i--)
        {
            since = heap.Used[i].At;
        }

        var began = heap.Used.Where(reading => reading.At <= since && reading.At >= since - options.Over).Where(reading => reading.Value >= options.StillUsedShare * heap.Limit).Select(reading => reading.At).ToList();
        return began.Count > 0 ? began[0] : since;
    }

    private sealed record Sign(double Pauses, double FullPerMinute, double LeastShare, string Words, double Confidence);
}
