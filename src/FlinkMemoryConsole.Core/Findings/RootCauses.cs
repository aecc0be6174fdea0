using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Symptoms;

namespace FlinkMemoryConsole.Core.Findings;

/// <summary>
/// Puts findings in order: the most likely root cause first, what follows from it beneath it, and the same trouble of one job on several TaskManagers as one.
/// </summary>
internal static class RootCauses
{
    /// <summary>What follows may be noticed a little before its cause, which is dated by its first sign in a log or window.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(2);

    /// <summary>Beneath one root only so many are worth reading.</summary>
    private const int MostEvidence = 12;

    /// <param name="findings">In any order.</param>
    /// <param name="leaders">Which finding gave a group its id: kept, so that an identity stays when more TaskManagers join.</param>
    public static ImmutableArray<Finding> Arrange(IEnumerable<Finding> findings, Dictionary<string, string> leaders)
    {
        var groups = findings
            .GroupBy(finding => $"{finding.Class} {finding.Component} {(SymptomClass.IsOfOneRun(finding.Class) ? finding.JobId : null) ?? finding.Job ?? finding.Id}", StringComparer.Ordinal)
            .Select(group => Merge(group, leaders))
            .OrderByDescending(Weight).ThenBy(finding => finding.Since).ThenBy(finding => finding.Id, StringComparer.Ordinal);
        List<Finding> roots = [];
        foreach (var finding in groups)
        {
            var root = roots.FindIndex(root => Follows(finding, root));
            if (root < 0)
            {
                roots.Add(finding);
            }
            else
            {
                roots[root] = roots[root] with { Consequences = roots[root].Consequences.Add($"{finding.Class}: {finding.Headline}").AddRange(finding.Consequences) };
            }
        }

        return [.. roots];
    }

    /// <summary>How likely it is the root: seen before foreseen, sure before unsure, a cause before what usually follows from one.</summary>
    private static double Weight(Finding finding) => finding.Confidence + (finding.Kind is FindingKind.Observed ? 0.3 : 0) + finding.Class switch
    {
        SymptomClass.GcPressure => -0.5,
        SymptomClass.SlowCheckpoint or SymptomClass.DataSkew or SymptomClass.RocksDbMemory => -0.6,
        SymptomClass.NotMemory or SymptomClass.UnexplainedLoss => -0.8,
        _ => 0,
    };

    private static bool Follows(Finding finding, Finding root)
    {
        var mayFollow = finding.Class is SymptomClass.GcPressure or SymptomClass.GcOverhead or SymptomClass.HeapOom or SymptomClass.SlowCheckpoint or SymptomClass.NotMemory or SymptomClass.UnexplainedLoss or SymptomClass.DataSkew
            || finding.Kind is FindingKind.Predicted;
        var isRoot = root.Class is not SymptomClass.NotMemory and not SymptomClass.UnexplainedLoss and not SymptomClass.SlowCheckpoint and not SymptomClass.RocksDbMemory;
        var sameProcess = finding.TaskManagers.Intersect(root.TaskManagers, StringComparer.Ordinal).Any();
        var sameJob = finding.Job is not null && string.Equals(finding.Job, root.Job, StringComparison.Ordinal);
        var jobManager = root.Component is "jobmanager" && finding.Class is SymptomClass.NotMemory or SymptomClass.UnexplainedLoss or SymptomClass.SlowCheckpoint;
        var noSlots = root.Class is SymptomClass.MemoryConfigInvalid && finding.Class is SymptomClass.NotMemory;
        return mayFollow && isRoot && (sameProcess || sameJob || jobManager || noSlots)
            && finding.Since >= root.Since - Noticed && (root.Until is not { } until || finding.Since <= until + (5 * Noticed));
    }

    private static Finding Merge(IGrouping<string, Finding> group, Dictionary<string, string> leaders)
    {
        var ordered = group.OrderBy(finding => finding.Until is not null).ThenByDescending(Weight).ThenBy(finding => finding.Since).ThenBy(finding => finding.Id, StringComparer.Ordinal).ToList();
        if (!leaders.TryGetValue(group.Key, out var leader) || ordered.TrueForAll(finding => !string.Equals(finding.Id, leader, StringComparison.Ordinal)))
        {
            leader = group.OrderBy(finding => finding.Since).ThenBy(finding => finding.Id, StringComparer.Ordinal).First().Id;
            leaders[group.Key] = leader;
        }

        var worst = ordered[0];
        if (ordered.Count == 1)
        {
            return worst with { Confidence = Math.Round(worst.Confidence, 2) };
        }

        var others = ordered.Skip(1).ToList();
        return worst with
        {
            Id = leader,
            TaskManagers = [.. ordered.SelectMany(finding => finding.TaskManagers).Distinct(StringComparer.Ordinal)],
            Severity = ordered.Max(finding => finding.Severity),
            Since = ordered.Min(finding => finding.Since),
            Until = ordered.Exists(finding => finding.Until is null) ? null : ordered.Max(finding => finding.Until),
            Vertex = worst.Vertex ?? others.Find(finding => finding.Vertex is not null)?.Vertex,
            LimitAt = ordered.Min(finding => finding.LimitAt),
            Confidence = Math.Round(worst.Confidence, 2),
            Headline = Headline(worst, [.. others.SelectMany(finding => finding.TaskManagers).Except(worst.TaskManagers, StringComparer.Ordinal)]),
            Evidence = [.. worst.Evidence.Concat(others.SelectMany(finding => finding.Evidence.Take(3))).Distinct().Take(MostEvidence)],
        };
    }

    private static string Headline(Finding worst, string[] others) => others.Length == 0 ? worst.Headline : $"{worst.Headline} The same on {Names(others)}.";

    private static string Names(string[] ids) => ids is [var only] ? only : $"{ids.Length} other TaskManagers";
}
