using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers;

/// <summary>What all parts of a process's page look at: the process, the moment, the time that is shown and what happened in it.</summary>
/// <param name="Snapshot">The newest state of the cluster.</param>
/// <param name="ProcessId">The TaskManager's id, or <see cref="JobManagerId"/>.</param>
/// <param name="Process">The process.</param>
/// <param name="Shown">The time that all charts show.</param>
/// <param name="Marks">Events to mark on all charts, oldest first.</param>
public sealed record ProcessScene(ClusterSnapshot Snapshot, string ProcessId, ProcessEvidence Process, TimeSpanOfRange Shown, IReadOnlyList<ChartMark> Marks)
{
    /// <summary>How the JobManager is called where a TaskManager has an id.</summary>
    public const string JobManagerId = "jobmanager";

    /// <summary>Values that are this old are not of now: Flink fetches them every ten seconds.</summary>
    internal static readonly TimeSpan OldReading = TimeSpan.FromSeconds(45);

    /// <summary>The moment that the evidence speaks of.</summary>
    public DateTimeOffset Now => Snapshot.Evidence.Now;

    /// <summary>Null on the JobManager's page.</summary>
    public TaskManagerEvidence? TaskManager => Process as TaskManagerEvidence;

    /// <summary>Time between two readings.</summary>
    public TimeSpan Interval => Snapshot.Connection.Interval > TimeSpan.FromSeconds(10) ? Snapshot.Connection.Interval : TimeSpan.FromSeconds(10);

    /// <summary>When the process was lost; null while it is there.</summary>
    public DateTimeOffset? LostAt => Process is { IsAlive: false, Lives: [.., { Until: { } until }] } ? until : null;

    /// <summary>The process's metric in the time shown, oldest first.</summary>
    public IReadOnlyList<Reading> Read(string metric) => Process.Windows.Read(metric, Shown.From, Shown.To);

    /// <summary>The metric's last value in the time shown.</summary>
    public double? Last(string metric) => Process.Windows.Last(metric, Shown.From, Shown.To)?.Value;

    /// <summary>Open findings about this process, the most severe first.</summary>
    public IReadOnlyList<Finding> Findings => [.. Snapshot.Document.Findings.Where(IsConcerned).OrderBy(finding => finding.Until is not null).ThenByDescending(finding => finding.Severity)];

    /// <summary>The scene of a process, with the events that its charts mark.</summary>
    public static ProcessScene Of(ClusterSnapshot snapshot, string processId, ProcessEvidence process, TimeSpanOfRange shown)
    {
        ArgumentNullException.ThrowIfNull(snapshot);

        ProcessScene scene = new(snapshot, processId, process, shown, []);
        return scene with { Marks = scene.MarksOfAll() };
    }

    /// <summary>The state of a panel whose newest value in the time shown is of <paramref name="newest"/>; null where it has none.</summary>
    /// <param name="whyNone">Said where there has never been a value.</param>
    public PanelState StateOf(DateTimeOffset? newest, DateTimeOffset? newestOfAll, string whyNone)
    {
        if (newest is not { } at)
        {
            var why = newestOfAll is { } other ? string.Create(CultureInfo.InvariantCulture, $"Nothing was read in the time shown. The last value is of {Durations.At(other, Now)} UTC.") : whyNone;
            return PanelState.Of(Snapshot, hasData: false, why);
        }

        var showsNow = Shown.To >= Now - OldReading;
        return (LostAt, showsNow) switch
        {
            ({ } lost, true) => new PanelState.Stale(at, $"the process was lost at {Durations.At(lost, Now)} UTC"),
            (null, true) when Now - at > Longest(OldReading, 4 * Interval) && Snapshot.Connection.State == ConnectionState.Live =>
                new PanelState.Stale(at, "Flink has no newer values of this process: it hangs, or it cannot be reached"),
            _ => PanelState.Of(Snapshot, hasData: true, whyNone),
        };
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private bool IsConcerned(Finding finding) =>
        TaskManager is null ? finding.Component is JobManagerId : finding.TaskManagers.Contains(ProcessId, StringComparer.Ordinal);

    private IReadOnlyList<ChartMark> MarksOfAll() =>
    [
        .. Snapshot.Evidence.Events.Where(IsMarked).Select(ChartMark.Of)
            .Concat(Findings.Select(finding => new ChartMark(finding.Since, $"first sign: {finding.Class}", finding.Severity == Severity.Critical ? "--critical" : "--warning")))
            .Concat(Process.Lives.Skip(1).Select((life, i) => new ChartMark(life.From, string.Create(CultureInfo.InvariantCulture, $"life {i + 2} begins"), "--ink-2", Breaks: true)))
            .OrderBy(mark => mark.At),
    ];

    /// <summary>Other processes come and go without a mark here; what happens to jobs concerns all.</summary>
    private bool IsMarked(ClusterEvent happened) => happened.Kind switch
    {
        ClusterEventKind.TaskManagerRegistered or ClusterEventKind.TaskManagerLost => string.Equals(happened.Subject, ProcessId, StringComparison.Ordinal),
        ClusterEventKind.FindingOpened or ClusterEventKind.FindingClosed => false,
        _ => true,
    };
}
