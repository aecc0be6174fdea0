using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Core.Findings;

/// <summary>
/// The memory of a cluster's findings from poll to poll: since when each is there, when it ended, which predictions were taken back. A detector that cannot
/// tell changes nothing; one that says <em>absent</em> is believed after <see cref="Hysteresis"/>. Not safe for use by several threads: one poller owns it.
/// </summary>
public sealed class FindingsLifecycle
{
    /// <summary>Three of Flink's metric intervals: one reading that looks better ends nothing.</summary>
    public static readonly TimeSpan Hysteresis = TimeSpan.FromSeconds(30);

    /// <summary>A prediction lives of several levels after collections, and each takes a process of quiet work a minute: a few that scatter take nothing back.</summary>
    public static readonly TimeSpan HysteresisOfPredictions = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, Tracked> _tracked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _leaders = new(StringComparer.Ordinal);
    private readonly List<WithdrawnFinding> _withdrawn = [];

    /// <summary>Takes in what the detectors say now and gives the document as of now.</summary>
    public FindingsDocument Apply(ClusterEvidence evidence, IEnumerable<SymptomReading> readings)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(readings);

        var all = readings.ToList();
        foreach (var finding in all.OfType<SymptomReading.Present>().SelectMany(present => present.Findings))
        {
            See(finding, evidence.Now);
        }

        var told = all.Where(reading => reading is not SymptomReading.Unknown).Select(reading => reading.Symptom).ToHashSet(StringComparer.Ordinal);
        Miss(told, evidence.Now);
        Forget(evidence.From);

        var arranged = RootCauses.Arrange(_tracked.Values.Select(tracked => tracked.Finding), _leaders);
        return new(evidence.Cluster, evidence.From, evidence.Now, Verdict(arranged, all), arranged, [.. _withdrawn], evidence.Coverage);
    }

    private void See(Finding finding, DateTimeOffset now)
    {
        if (!_tracked.TryGetValue(finding.Id, out var tracked))
        {
            _tracked.Add(finding.Id, new(finding, now));
            return;
        }

        // What was seen to happen is not made undone by a new prediction of the same.
        var keeps = tracked.Finding.Kind is FindingKind.Observed && finding.Kind is FindingKind.Predicted;
        var latest = keeps ? tracked.Finding : finding;
        _tracked[finding.Id] = new(latest with { Since = Earlier(tracked.Finding.Since, finding.Since) }, now);
    }

    private void Miss(HashSet<string> told, DateTimeOffset now)
    {
        foreach (var (id, tracked) in _tracked.ToList())
        {
            if (tracked.LastSeen >= now || tracked.Finding.Until is not null || !told.Contains(tracked.Finding.Class)
                || now - tracked.LastSeen < (tracked.Finding.Kind is FindingKind.Predicted ? HysteresisOfPredictions : Hysteresis))
            {
                continue;
            }

            if (tracked.Finding.Kind is FindingKind.Predicted)
            {
                _tracked.Remove(id);
                _withdrawn.Add(new(id, tracked.Finding.Headline, tracked.Finding.Since, now, "It did not go on: the signs that it was predicted from are gone."));
            }
            else
            {
                _tracked[id] = tracked with { Finding = tracked.Finding with { Until = tracked.LastSeen } };
            }
        }
    }

    private void Forget(DateTimeOffset from)
    {
        foreach (var ended in _tracked.Where(pair => pair.Value.Finding.Until < from).Select(pair => pair.Key).ToList())
        {
            _tracked.Remove(ended);
        }

        _withdrawn.RemoveAll(finding => finding.Until < from);
    }

    private static Verdict Verdict(ImmutableArray<Finding> findings, List<SymptomReading> readings)
    {
        if (findings.Any(finding => finding.Severity is Severity.Critical))
        {
            return Findings.Verdict.Critical;
        }

        if (findings.Any(finding => finding.Severity is Severity.Warning))
        {
            return Findings.Verdict.Warning;
        }

        // Words that are not there are no health: a detector that reads the heap has to have seen it.
        return readings.Exists(reading => reading is SymptomReading.Absent { Symptom: SymptomClass.HeapOom }) || findings.Length > 0 ? Findings.Verdict.Healthy : Findings.Verdict.Unknown;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private sealed record Tracked(Finding Finding, DateTimeOffset LastSeen);
}
