using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Overview;

/// <summary>The largest text of the page: whether memory is well, and if not what is wrong; under it the numbers that prove it and how far the trouble reaches.</summary>
/// <param name="Word">Another word beside the icon than the severity's own.</param>
/// <param name="Scope">One TaskManager, all of them, the JobManager.</param>
/// <param name="Lead">The finding that it speaks of; null where there is none.</param>
internal sealed record VerdictSentence(string? Word, string Headline, ImmutableArray<string> Numbers, string? Scope, Finding? Lead)
{
    private const int MostNumbers = 3;
    private const int LongestFact = 120;

    public static VerdictSentence Waiting(string origin) => new("Connecting", $"Waiting for the first answer of {origin}.", [], null, null);

    public static VerdictSentence Of(ClusterSnapshot snapshot)
    {
        var document = snapshot.Document;
        var open = document.Findings.FirstOrDefault(finding => finding.Until is null && finding.Severity != Severity.Info);
        var lead = open ?? document.Findings.FirstOrDefault(finding => finding.Severity != Severity.Info);
        return lead switch
        {
            not null => new(open is null ? $"{SeverityLook.Of(lead.Severity).Word}, over" : null, lead.Headline, Proof(lead, document.To), ScopeOf(lead, snapshot), lead),
            null when document.Verdict == Verdict.Unknown && snapshot.Connection.LastAnswer is null => new("Not known", "The cluster has not answered yet.", Of(snapshot.Connection.Problem), null, null),
            null when document.Verdict == Verdict.Unknown => new(null, "Too little has been seen to say whether memory is well.", NotSeen(document), null, null),
            _ => new(null, $"Memory is well on {Count(snapshot)}.", [], null, null),
        };
    }

    private static ImmutableArray<string> Proof(Finding finding, DateTimeOffset now)
    {
        // A stack trace proves much and says little here: of each kind of evidence the shortest, and none that is longer than a line.
        var facts = finding.Evidence.GroupBy(item => item.What, (_, alike) => alike.MinBy(item => item.Value.Length)!, StringComparer.Ordinal)
            .Where(item => item.Value.Length <= LongestFact)
            .Take(MostNumbers)
            .Select(item => $"{char.ToUpperInvariant(item.What[0])}{item.What[1..]}: {item.Value.TrimEnd('.')}.");
        var limit = finding is { LimitAt: { } at, Until: null } && at > now ? $" The limit is reached at {Durations.At(at, now)} UTC if nothing changes." : "";
        var end = finding.Until is { } until ? $", over since {Durations.At(until, now)} UTC" : "";
        return [.. facts, $"Since {Durations.At(finding.Since, now)} UTC ({Durations.Text((finding.Until ?? now) - finding.Since)}){end}; {Kind(finding)}, confidence {ByteSize.Percent(finding.Confidence)}.{limit}"];
    }

    /// <summary>How far it reaches, so that nobody takes one sick process for a sick cluster.</summary>
    private static string? ScopeOf(Finding finding, ClusterSnapshot snapshot)
    {
        var all = snapshot.Evidence.TaskManagers.Count(taskManager => taskManager.IsAlive || finding.TaskManagers.Contains(taskManager.Id, StringComparer.Ordinal));
        var hit = finding.TaskManagers.Length;
        var job = finding.Job is null ? "" : $" Job {finding.Job}{(finding.Vertex is null ? "" : $", operator {finding.Vertex}")}.";
        var where = (finding.Component, hit) switch
        {
            ("jobmanager", _) => "The JobManager.",
            (_, 0) => "",
            (_, 1) when all > 1 => string.Create(CultureInfo.InvariantCulture, $"One TaskManager of {all}."),
            (_, 1) => "The only TaskManager.",
            _ when hit == all => string.Create(CultureInfo.InvariantCulture, $"All {all} TaskManagers."),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hit} of {all} TaskManagers."),
        };
        return $"{where}{job}".Trim() is { Length: > 0 } text ? text : null;
    }

    private static string Kind(Finding finding) => finding.Kind == FindingKind.Observed ? "it happened" : "predicted";

    private static string Count(ClusterSnapshot snapshot)
    {
        var alive = snapshot.Evidence.TaskManagers.Count(taskManager => taskManager.IsAlive);
        return alive switch
        {
            0 => "the JobManager; no TaskManager is registered",
            1 => "the TaskManager and the JobManager",
            _ => string.Create(CultureInfo.InvariantCulture, $"all {alive} TaskManagers and the JobManager"),
        };
    }

    private static ImmutableArray<string> Of(string? problem) => problem is null ? [] : [problem];

    private static ImmutableArray<string> NotSeen(FindingsDocument document) =>
        [.. document.Coverage.Where(coverage => !coverage.Known).Take(MostNumbers).Select(coverage => $"{coverage.Area}: {coverage.Why}.")];
}
