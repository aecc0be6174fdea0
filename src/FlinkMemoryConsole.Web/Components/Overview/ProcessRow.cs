using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Overview;

/// <summary>A line of the table of processes: cheap to make for a thousand TaskManagers. What costs (levels, trends) is worked out when the line is drawn.</summary>
/// <param name="Facts">Address, slots, age.</param>
/// <param name="Risk">For sorting: the worst first.</param>
/// <param name="HeapShare">Heap in use, 0 to 1, null where unknown.</param>
public sealed record ProcessRow(
    ProcessEvidence Process,
    string Id,
    string Name,
    string Facts,
    SeverityLook Look,
    string? Word,
    DateTimeOffset? LostAt,
    DateTimeOffset? LimitAt,
    double Risk,
    double? HeapShare,
    bool IsJobManager)
{
    /// <summary>The TaskManagers, then the JobManager, each with the worst of its findings.</summary>
    public static ImmutableArray<ProcessRow> Of(ClusterSnapshot snapshot)
    {
        var evidence = snapshot.Evidence;
        var worst = new Dictionary<string, Finding>(StringComparer.Ordinal);
        foreach (var finding in snapshot.Document.Findings)
        {
            foreach (var id in finding.Component is "jobmanager" ? ["jobmanager"] : finding.TaskManagers)
            {
                // What is over counts on for a process that did not outlive it.
                if (finding.Until is not null && evidence.TaskManager(id) is not { IsAlive: false })
                {
                    continue;
                }

                if (!worst.TryGetValue(id, out var other) || finding.Severity > other.Severity)
                {
                    worst[id] = finding;
                }
            }
        }

        return
        [
            .. evidence.TaskManagers.Select(taskManager => OfTaskManager(taskManager, worst.GetValueOrDefault(taskManager.Id), evidence)),
            OfJobManager(evidence.JobManager, worst.GetValueOrDefault("jobmanager"), evidence.Now),
        ];
    }

    private static ProcessRow OfTaskManager(TaskManagerEvidence taskManager, Finding? finding, ClusterEvidence evidence)
    {
        var lostAt = taskManager.IsAlive ? null : taskManager.Lives is [.., var last] ? last.Until : null;
        var share = ShareOfHeap(taskManager.Windows);
        var (look, word) = State(finding, lostAt is not null, share is not null);
        string?[] facts =
        [
            taskManager.Address,
            (taskManager.Slots, taskManager.FreeSlots) switch
            {
                ({ } slots, { } free) => string.Create(CultureInfo.InvariantCulture, $"{slots - free} of {slots} slots"),
                ({ } slots, _) => string.Create(CultureInfo.InvariantCulture, $"{slots} slots"),
                _ => null,
            },
            Age(taskManager, evidence.Now),
        ];
        return new(taskManager, taskManager.Id, taskManager.Id, string.Join(" · ", facts.Where(fact => fact is not null)), look, word, lostAt,
            finding?.LimitAt, RiskOf(finding, lostAt is not null, share), share, IsJobManager: false);
    }

    private static ProcessRow OfJobManager(JobManagerEvidence jobManager, Finding? finding, DateTimeOffset now)
    {
        var share = ShareOfHeap(jobManager.Windows);
        var (look, word) = State(finding, isLost: false, share is not null);
        return new(jobManager, "jobmanager", "JobManager", string.Join(" · ", new[] { jobManager.Lives is [.., var life] ? life.Address : null, Age(jobManager, now) }.Where(fact => !string.IsNullOrEmpty(fact))),
            look, word, LostAt: null, finding?.LimitAt, RiskOf(finding, lost: false, share), share, IsJobManager: true);
    }

    private static (SeverityLook Look, string? Word) State(Finding? finding, bool isLost, bool isSeen) => (finding, isLost, isSeen) switch
    {
        ({ } open, true, _) => (SeverityLook.Of(open.Severity), "Lost"),
        ({ } open, _, _) => (SeverityLook.Of(open.Severity), null),
        (_, true, _) => (SeverityLook.Unknown, "Lost"),
        (_, _, false) => (SeverityLook.Unknown, "Not seen yet"),
        _ => (SeverityLook.Healthy, null),
    };

    private static double RiskOf(Finding? finding, bool lost, double? share) =>
        (finding is null ? 0 : 100 * (1 + (int)finding.Severity)) + (lost ? 50 : 0) + (share ?? 0);

    private static double? ShareOfHeap(MetricWindows windows) =>
        windows.Last(FlinkMetricNames.HeapUsed) is { } used && windows.Last(FlinkMetricNames.HeapMax) is { Value: > 0 } max ? used.Value / max.Value : null;

    private static string? Age(ProcessEvidence process, DateTimeOffset now) => process switch
    {
        { Lives: [.., { Until: { } until } life] } => $"was up {Durations.Text(until - life.From)}",
        { Lives: [{ } only] } => $"seen for {Durations.Text(now - only.From)}",
        { Lives: [_, .., { } life] } => $"up {Durations.Text(now - life.From)}, its {Ordinal(process.Lives.Length)} life",
        _ => null,
    };

    private static string Ordinal(int number) => number switch { 2 => "2nd", 3 => "3rd", _ => string.Create(CultureInfo.InvariantCulture, $"{number}th") };
}
