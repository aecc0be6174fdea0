using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Findings;

public enum Verdict
{
    Healthy,
    Warning,
    Critical,
    Unknown,
}

/// <summary>What the console knows of a cluster's memory from <paramref name="From"/> to <paramref name="To"/>; the worst of that time is the verdict.</summary>
/// <param name="Findings">Most likely root cause first; also those that ended within the time.</param>
/// <param name="Withdrawn">Predictions that did not come true and were taken back, with the reason.</param>
public sealed record FindingsDocument(
    string Cluster,
    DateTimeOffset From,
    DateTimeOffset To,
    Verdict Verdict,
    ImmutableArray<Finding> Findings,
    ImmutableArray<WithdrawnFinding> Withdrawn,
    ImmutableArray<Coverage> Coverage);

/// <summary>A prediction that was taken back.</summary>
public sealed record WithdrawnFinding(string Id, string Headline, DateTimeOffset Since, DateTimeOffset Until, string Reason);

/// <summary>Whether one area could be seen.</summary>
/// <param name="Area">For example <c>JVM heap</c>, <c>TaskManager logs</c>, <c>container</c>.</param>
/// <param name="Known">False: nothing is claimed about it.</param>
/// <param name="Why">Where it was seen, or why it was not.</param>
public sealed record Coverage(string Area, bool Known, string Why);
