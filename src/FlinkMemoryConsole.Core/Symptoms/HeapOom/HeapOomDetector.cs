using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.HeapOom;

/// <summary>
/// The heap of a TaskManager is full, or will be. Observed by the words <c>Java heap space</c>, or by a process that fell silent or ended itself while its heap
/// after collections ran into the limit; predicted by the trend of the heap after collections.
/// </summary>
public sealed class HeapOomDetector(HeapOomOptions options) : ISymptomDetector
{
    /// <inheritdoc/>
    public string Symptom => SymptomClass.HeapOom;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var words = MemoryWords.Of(evidence, SymptomClass.HeapOom);
        var silent = SilentDeath.Of(evidence).Where(death => death.Area == MemoryArea.Heap).ToLookup(death => death.Loss.TaskManager.Id, StringComparer.Ordinal);
        List<Finding> findings = [];
        foreach (var taskManager in evidence.TaskManagers)
        {
            if (words[taskManager.Id].Any())
            {
                findings.Add(ByWords(evidence, taskManager, [.. words[taskManager.Id]]));
            }
            else if (silent[taskManager.Id].FirstOrDefault() is { } death)
            {
                findings.Add(BySilence(evidence, death));
            }
            else if (HeapPicture.Now(taskManager, taskManager.Id, evidence.Now) is { } heap && HeapOomForecast.Of(heap, options) is { } forecast)
            {
                findings.Add(Coming(evidence, taskManager, heap, forecast));
            }
        }

        if (findings.Count > 0)
        {
            return new SymptomReading.Present([.. findings.OrderByDescending(finding => finding.Confidence).ThenBy(finding => finding.Since)]) { Symptom = Symptom };
        }

        return evidence.TaskManagers.Any(taskManager => taskManager.Windows.Last(Metrics.FlinkMetricNames.HeapUsed) is not null)
            ? new SymptomReading.Absent { Symptom = Symptom }
            : new SymptomReading.Unknown(["Metrics of the JVM heap of at least one TaskManager."]) { Symptom = Symptom };
    }

    private static Finding ByWords(ClusterEvidence evidence, TaskManagerEvidence taskManager, List<FailureText> said)
    {
        var first = said[0];
        var life = taskManager.Lives.LastOrDefault(life => life.From <= first.At);
        var heap = HeapPicture.Of(taskManager, taskManager.Id, life?.From ?? evidence.From, first.At.AddSeconds(2)) ?? HeapPicture.Of(taskManager, taskManager.Id, evidence.From, evidence.Now);
        var culprit = Culprit.Of(evidence, taskManager.Id, SymptomClass.HeapOom);
        var until = taskManager.Lives.LastOrDefault(life => life.From <= said[^1].At)?.Until;
        var growth = heap is null ? null : HeapAdvice.LastRise(heap);
        return Draft(evidence, taskManager, heap, culprit, named: true) with
        {
            Kind = FindingKind.Observed,
            Since = heap is not null && growth is not null && MemoryArea.Heap.Measured(taskManager.Windows, heap.From, heap.To) is { Count: > 1 } measured ? Rise.Began(measured, heap.Limit) : first.At,
            Until = until,
            Confidence = 0.97,
            Headline = $"{taskManager.Id} ran out of {(heap is null ? "" : $"its {Phrase.Bytes(heap.Limit)} of ")}Java heap{(culprit is null ? "" : $", first in {culprit.Operator}")}.",
            Evidence =
            [
                .. said.Take(3).Select(text => new EvidenceItem("the failure's own words", Phrase.Words(text), text.At, text.Source)),
                .. heap?.Facts() ?? [],
                .. growth is null ? ImmutableArray<EvidenceItem>.Empty : [new("last rise of the heap after collections", $"+{Phrase.BytesPerMinute(growth.PerSecond)}", growth.At, heap!.MetricsPath)],
                .. Pointing(culprit),
            ],
        };
    }

    private static Finding BySilence(ClusterEvidence evidence, SilentDeath death)
    {
        var taskManager = death.Loss.TaskManager;
        var heap = HeapPicture.Of(taskManager, taskManager.Id, death.Loss.From, death.Loss.At);
        var culprit = Culprit.Of(evidence, taskManager.Id);
        var last = death.Measured[^1];
        return Draft(evidence, taskManager, heap, culprit, named: false) with
        {
            Kind = FindingKind.Observed,
            Since = death.Since,
            Until = taskManager.Lives.LastOrDefault(life => life.From <= death.Loss.At)?.Until,

            // Under the Parallel collector the same end has a name of its own.
            Confidence = death.Confidence - (heap is { IsParallel: true } ? 0.15 : 0),
            Headline = $"{taskManager.Id} {death.Loss.Words} with its Java heap rising, last seen {Phrase.WholePercent(death.LastShare)} full.",
            Evidence =
            [
                new("heap measured after collections", string.Join(", ", death.Measured.Select(reading => $"{Phrase.Bytes(reading.Value)} at {Phrase.Time(reading.At)}")), last.At, $"/taskmanagers/{taskManager.Id}/metrics"),
                new("where this rise led until it was lost", death.Projected >= death.Limit ? $"to its limit of {Phrase.Bytes(death.Limit)}" : $"to about {Phrase.Bytes(death.Projected)} of {Phrase.Bytes(death.Limit)}", death.Loss.At, "computed from these measurements"),
                death.Loss.Said is { } said ? new("what was said of it", Phrase.FirstLine(said.Text), said.At, said.Source) : new("gone from the list of TaskManagers", taskManager.Id, death.Loss.At, "/taskmanagers"),
                .. heap?.Facts() ?? [],
                .. Pointing(culprit),
            ],
        };
    }

    private static Finding Coming(ClusterEvidence evidence, TaskManagerEvidence taskManager, HeapPicture heap, HeapOomForecast forecast)
    {
        var culprit = Culprit.Of(evidence, taskManager.Id);
        return Draft(evidence, taskManager, heap, culprit, named: true, failed: false) with
        {
            Severity = Severity.Warning,
            Kind = FindingKind.Predicted,
            Since = forecast.Since,
            LimitAt = evidence.Now + forecast.TimeToLimit,
            Confidence = Math.Min(0.9, 0.4 + (0.5 * forecast.Trend.Confidence)),
            Headline = $"{taskManager.Id} runs out of Java heap in about {Phrase.LongDuration(forecast.TimeToLimit)}.",
            Evidence =
            [
                new("trend of the heap after collections", $"+{Phrase.BytesPerMinute(forecast.Trend.PerSecond)} over {forecast.Trend.Count} levels, steadiness {Phrase.Percent(forecast.Trend.Steadiness)}", forecast.Trend.At, heap.MetricsPath),
                .. heap.Facts(),
                .. Pointing(culprit),
            ],
            Competing = HeapAdvice.OtherAreas(taskManager, heap),
            Missing = ["Whether what is kept has a bound: a cache that fills up looks the same until it is full.", .. HeapAdvice.Missing(heap, named: true)],
        };
    }

    private static Finding Draft(ClusterEvidence evidence, TaskManagerEvidence taskManager, HeapPicture? heap, Culprit? culprit, bool named, bool failed = true)
    {
        var job = culprit?.Job ?? Entities.JobOn(evidence, taskManager.Id);
        return new()
        {
            Id = Entities.FindingId(SymptomClass.HeapOom, taskManager.Id),
            Class = SymptomClass.HeapOom,
            Severity = Severity.Critical,
            Kind = FindingKind.Observed,
            Component = Entities.TaskManager,
            TaskManagers = [taskManager.Id],
            Job = job?.Name,
            JobId = job?.Id,
            Vertex = culprit?.Operator,
            Since = evidence.Now,
            Confidence = 0,
            Headline = "",
            Missing = HeapAdvice.Missing(heap, named),
            Competing = HeapAdvice.Competing(taskManager, heap, named),
            Cure = HeapAdvice.Cure(evidence, heap, culprit, failed, "The heap after collections settles below 70 % of the new limit within some minutes and stays there. If it goes on rising in a straight line, something is kept for ever: more heap only delays the failure, and the code has to change."),
        };
    }

    private static ImmutableArray<EvidenceItem> Pointing(Culprit? culprit) => culprit is null ? [] : [new($"points at {culprit.Operator}", culprit.Why, null, culprit.Source)];
}
