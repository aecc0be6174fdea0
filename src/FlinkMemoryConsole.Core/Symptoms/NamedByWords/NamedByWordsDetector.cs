using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms.Signs;

namespace FlinkMemoryConsole.Core.Symptoms.NamedByWords;

/// <summary>Finds one symptom of the table: by the words of failures, and by silent deaths in the memory that belongs to it.</summary>
internal sealed class NamedByWordsDetector(NamedSymptom named) : ISymptomDetector
{
    /// <inheritdoc/>
    public string Symptom => named.Class;

    /// <inheritdoc/>
    public SymptomReading Read(ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        if (named.Derived(evidence) is { } derived)
        {
            evidence = evidence with { FailureTexts = [derived, .. evidence.FailureTexts] };
        }

        var found = named.Component is Entities.Job
            ? MemoryWords.OfJobs(evidence, named.Class).Select(group => ByWords(evidence, null, [.. group])).ToList()
            : MemoryWords.Of(evidence, named.Class).Select(group => ByWords(evidence, group.Key, [.. group])).ToList();
        if (named.Area is { } area)
        {
            found.AddRange(SilentDeath.Of(evidence).Where(death => death.Area == area).Select(death => BySilence(evidence, death)));
        }

        return found.Count == 0
            ? new SymptomReading.Absent { Symptom = Symptom }
            : new SymptomReading.Present([.. found.GroupBy(finding => finding.Id, StringComparer.Ordinal).Select(same => same.MaxBy(finding => finding.Confidence)!).OrderBy(finding => finding.Since)]) { Symptom = Symptom };
    }

    private Finding ByWords(ClusterEvidence evidence, string? process, List<FailureText> said)
    {
        var first = said[0];
        var taskManager = process is null ? null : evidence.TaskManager(process);
        var who = Who(evidence, process, first);
        var life = (taskManager as ProcessEvidence ?? (process is Entities.JobManager ? evidence.JobManager : null))?.Lives.LastOrDefault(life => life.From <= said[^1].At);
        NamedCase one = new(evidence, taskManager, said);
        return Draft(evidence, one, who, process) with
        {
            Since = first.At,
            Until = life?.Until ?? named.OverSince(one),
            Confidence = first.JobId is not null || process is not null ? 0.95 : 0.85,
            Headline = $"{Capital(who)} {named.Headline}.",
            Evidence =
            [
                .. said.DistinctBy(Phrase.WordsWithoutNumbers, StringComparer.Ordinal).Take(3).Select(text => new EvidenceItem("the failure's own words", Phrase.Words(text), text.At, text.Source)),
                .. Courses(taskManager as ProcessEvidence ?? (process is Entities.JobManager ? evidence.JobManager : null), process, life?.From, first.At),
            ],
        };
    }

    private Finding BySilence(ClusterEvidence evidence, SilentDeath death)
    {
        var id = death.Loss.TaskManager.Id;
        var last = death.Measured[^1];
        return Draft(evidence, new(evidence, death.Loss.TaskManager, []), id, id) with
        {
            Since = death.Since,
            Until = death.Loss.TaskManager.Lives.LastOrDefault(life => life.From <= death.Loss.At)?.Until,
            Confidence = death.Confidence,
            Headline = $"{id} {death.Loss.Words} with its {death.Area.Name} rising, last seen {Phrase.WholePercent(death.LastShare)} full.",
            Evidence =
            [
                new($"{death.Area.Name} in use", string.Join(", ", death.Measured.Select(reading => $"{Phrase.Bytes(reading.Value)} at {Phrase.Time(reading.At)}")), last.At, $"/taskmanagers/{id}/metrics"),
                death.Loss.Said is { } said ? new("what was said of it", Phrase.FirstLine(said.Text), said.At, said.Source) : new("gone from the list of TaskManagers", id, death.Loss.At, "/taskmanagers"),
            ],
            Missing = ["The failure's own words: no OutOfMemoryError in any log or exception that could be read.", .. named.Missing],
        };
    }

    private Finding Draft(ClusterEvidence evidence, NamedCase one, string who, string? process)
    {
        var job = Entities.JobOf(evidence, one.Said.Select(text => text.JobId).FirstOrDefault(id => id is not null));
        var culprit = one.TaskManager is { } place ? Culprit.Of(evidence, place.Id, one.Said.Count > 0 ? named.Class : null) : job is null ? null : Culprit.Of(job, named.Class);
        var wished = Proposals.For(evidence, one.TaskManager, named.Wish(one));
        return new()
        {
            Id = Entities.FindingId(named.Class, who),
            Class = named.Class,
            Severity = named.Severity,
            Kind = FindingKind.Observed,
            Component = named.Component,
            TaskManagers = one.TaskManager is { } taskManager ? [taskManager.Id] : [],
            Job = job?.Name ?? culprit?.Job.Name,
            JobId = job?.Id ?? culprit?.Job.Id,
            Vertex = culprit?.Operator,
            Since = evidence.Now,
            Confidence = 0,
            Headline = "",
            Missing = [.. named.Missing],
            Competing = [.. named.Competing],
            Cure = new([.. named.Options(one).Concat(wished.Options).DistinctBy(change => change.Key, StringComparer.Ordinal)], [.. named.Advice(one), .. wished.Words, .. named.Code], named.Expect),
        };
    }

    private string Who(ClusterEvidence evidence, string? process, FailureText first) =>
        named.Component is Entities.Job ? Entities.JobOf(evidence, first.JobId)?.Name ?? Entities.Job
        : process ?? (named.Component is Entities.JobManager ? Entities.JobManager : Entities.JobOf(evidence, first.JobId)?.Name ?? Entities.TaskManager);

    private IEnumerable<EvidenceItem> Courses(ProcessEvidence? process, string? id, DateTimeOffset? from, DateTimeOffset to)
    {
        foreach (var metric in process is null ? (IReadOnlyList<string>)[] : named.Metrics)
        {
            if (process!.Windows.Read(metric, from ?? DateTimeOffset.MinValue, to.AddSeconds(5)) is [var first, .., var last])
            {
                yield return new(metric, $"{Value(metric, first)} at {Phrase.Time(first.At)}, {Value(metric, last)} at {Phrase.Time(last.At)}", last.At, id is Entities.JobManager ? "/jobmanager/metrics" : $"/taskmanagers/{id}/metrics");
            }
        }
    }

    private static string Value(string metric, Reading reading) =>
        metric.Contains("Memory.", StringComparison.Ordinal) && !metric.EndsWith(".Count", StringComparison.Ordinal) ? Phrase.Bytes(reading.Value) : Phrase.Number(reading.Value);

    private static string Capital(string who) => who switch
    {
        Entities.JobManager => "The JobManager",
        Entities.TaskManager => "A TaskManager",
        _ => who,
    };
}
