using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.GcOverhead;

/// <summary>
/// The JVM gave up because it only collects (<c>GC overhead limit exceeded</c>, which only the Parallel collector says), or is about to: by its words, by a
/// process with that collector that fell silent over a filling heap, or by the share of time in pauses.
/// </summary>
public sealed class GcOverheadDetector(GcOverheadOptions options) : ISymptomDetector
{
    /// <inheritdoc/>
    public string Symptom => SymptomClass.GcOverhead;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var words = MemoryWords.Of(evidence, SymptomClass.GcOverhead);
        var silent = SilentDeath.Of(evidence)
            .Where(death => death.Area == MemoryArea.Heap && death.Loss.Way is WayOfLoss.FellSilent)
            .ToLookup(death => death.Loss.TaskManager.Id, StringComparer.Ordinal);
        List<Finding> findings = [];
        foreach (var taskManager in evidence.TaskManagers)
        {
            if (words[taskManager.Id].FirstOrDefault() is { } first)
            {
                var heap = HeapPicture.Of(taskManager, taskManager.Id, taskManager.Lives.LastOrDefault(life => life.From <= first.At)?.From ?? evidence.From, first.At.AddSeconds(2));
                findings.Add(Draft(evidence, taskManager, heap, named: true) with
                {
                    Since = first.At,
                    Confidence = 0.97,
                    Headline = $"{taskManager.Id} gave up because it did little but collect garbage: GC overhead limit exceeded.",
                    Evidence = [.. words[taskManager.Id].Take(3).Select(text => new EvidenceItem("the failure's own words", Phrase.Words(text), text.At, text.Source)), .. heap?.Facts() ?? []],
                });
            }
            else if (silent[taskManager.Id].FirstOrDefault() is { } death && HeapPicture.Of(taskManager, taskManager.Id, death.Loss.From, death.Loss.At) is { IsParallel: true } heap)
            {
                findings.Add(BySilence(evidence, death, heap));
            }
            else if (HeapPicture.Now(taskManager, taskManager.Id, evidence.Now) is { } now && now.PauseShare(options.Over) is { } pauses && pauses >= options.PauseShare)
            {
                findings.Add(Draft(evidence, taskManager, now, named: true, failed: false) with
                {
                    Kind = FindingKind.Predicted,
                    Since = now.Used[^1].At - options.Over,
                    Confidence = 0.8,
                    Headline = $"{taskManager.Id} spends {Phrase.Percent(pauses)} of its time in collection pauses and is about to give up.",
                    Evidence = now.Facts(),
                });
            }
        }

        if (findings.Count > 0)
        {
            return new SymptomReading.Present([.. findings.OrderByDescending(finding => finding.Confidence)]) { Symptom = Symptom };
        }

        return evidence.TaskManagers.Any(taskManager => taskManager.Windows.Last(Metrics.FlinkMetricNames.HeapUsed) is not null)
            ? new SymptomReading.Absent { Symptom = Symptom }
            : new SymptomReading.Unknown(["Collector metrics of at least one TaskManager."]) { Symptom = Symptom };
    }

    private static Finding BySilence(ClusterEvidence evidence, SilentDeath death, HeapPicture heap) =>
        Draft(evidence, death.Loss.TaskManager, heap, named: false) with
        {
            Since = death.Since,
            Until = death.Loss.TaskManager.Lives.LastOrDefault(life => life.From <= death.Loss.At)?.Until,
            Confidence = death.Confidence,
            Headline = $"{death.Loss.TaskManager.Id} stopped answering in collections without end, its Java heap rising, last seen {Phrase.WholePercent(death.LastShare)} full.",
            Evidence =
            [
                new("heap measured after collections", string.Join(", ", death.Measured.Select(reading => $"{Phrase.Bytes(reading.Value)} at {Phrase.Time(reading.At)}")), death.Measured[^1].At, heap.MetricsPath),
                death.Loss.Said is { } said ? new("what was said of it", Phrase.FirstLine(said.Text), said.At, said.Source) : new("gone from the list of TaskManagers", death.Loss.TaskManager.Id, death.Loss.At, "/taskmanagers"),
                new("the collector", "Parallel: it stops with GC overhead limit exceeded when 98 % of the time frees less than 2 % of the heap", null, heap.MetricsPath),
                .. heap.Facts(),
            ],
        };

    private static Finding Draft(ClusterEvidence evidence, TaskManagerEvidence taskManager, HeapPicture? heap, bool named, bool failed = true)
    {
        var culprit = Culprit.Of(evidence, taskManager.Id, named ? SymptomClass.GcOverhead : null);
        var job = culprit?.Job ?? Entities.JobOn(evidence, taskManager.Id);
        return new()
        {
            Id = Entities.FindingId(SymptomClass.GcOverhead, taskManager.Id),
            Class = SymptomClass.GcOverhead,
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
            Competing =
            [
                new(SymptomClass.HeapOom, "Collections without end and a full heap are two ends of one rope.", "With the Parallel collector the JVM gives up before the last byte is taken."),
                .. HeapAdvice.Competing(taskManager, heap, named),
            ],
            Cure = HeapAdvice.Cure(evidence, heap, culprit, failed, "The share of time in pauses falls below 5 % and the heap after collections lies below 70 % of the new limit. If it goes on rising in a straight line, something is kept for ever, and the code has to change."),
        };
    }
}
