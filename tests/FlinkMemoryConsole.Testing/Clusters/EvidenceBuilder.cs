using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Testing.Clusters;

/// <summary>Puts a small cluster together: <c>new EvidenceBuilder().WithTaskManager("tm-1", …).Snapshot()</c>. Sizes in MiB, one row of readings each ten seconds, the last one at <see cref="Now"/>.</summary>
public sealed class EvidenceBuilder
{
    private const long MiB = 1024 * 1024;

    private readonly List<TaskManagerEvidence> _taskManagers = [];
    private readonly List<JobEvidence> _jobs = [];
    private readonly List<ClusterEvent> _events = [];
    private readonly List<Finding> _findings = [];
    private readonly List<WithdrawnFinding> _withdrawn = [];
    private readonly List<Coverage> _coverage = [];

    /// <summary>When the cluster was first seen.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The moment that the evidence speaks of.</summary>
    public DateTimeOffset Now { get; private set; } = Start.AddMinutes(20);

    /// <summary>At another moment than twenty minutes after <see cref="Start"/>. Say so first: rows of readings end here.</summary>
    public EvidenceBuilder At(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    /// <summary>A TaskManager of 896 MiB heap, 100 MiB network, 200 MiB managed, 256 MiB metaspace and 150 MiB overhead.</summary>
    /// <param name="heapUsed">MiB, oldest first.</param>
    /// <param name="lostAt">When it was first missed; null while it lives.</param>
    /// <param name="alter">Changes anything else of it.</param>
    public EvidenceBuilder WithTaskManager(string id, double[]? heapUsed = null, DateTimeOffset? lostAt = null, Func<TaskManagerEvidence, TaskManagerEvidence>? alter = null)
    {
        var evidence = new TaskManagerEvidence
        {
            Id = id,
            Address = $"{id}:43127",
            Slots = 4,
            FreeSlots = 2,
            Windows = Heap(heapUsed ?? [200, 300, 210, 310], lostAt ?? Now),
            Lives = [new(Start, lostAt, $"{id}:43127")],
            Memory = new(128 * MiB, 768 * MiB, 128 * MiB, 0, 100 * MiB, 200 * MiB, 256 * MiB, 150 * MiB, 1324 * MiB, 1730 * MiB),
        };
        _taskManagers.Add(alter?.Invoke(evidence) ?? evidence);
        return this;
    }

    public EvidenceBuilder WithJob(string name, string state = "RUNNING", Func<JobEvidence, JobEvidence>? alter = null)
    {
        JobEvidence evidence = new() { Id = name + "-id", Name = name, State = state, StartedAt = Start, Windows = new MetricWindows(360) };
        _jobs.Add(alter?.Invoke(evidence) ?? evidence);
        return this;
    }

    public EvidenceBuilder WithFinding(Finding finding)
    {
        _findings.Add(finding);
        return this;
    }

    public EvidenceBuilder WithWithdrawn(WithdrawnFinding finding)
    {
        _withdrawn.Add(finding);
        return this;
    }

    public EvidenceBuilder WithEvent(ClusterEvent happened)
    {
        _events.Add(happened);
        return this;
    }

    public EvidenceBuilder WithCoverage(string area, bool known, string why)
    {
        _coverage.Add(new(area, known, why));
        return this;
    }

    /// <summary>A finding of heap exhaustion that is predicted for ten minutes from now.</summary>
    public Finding HeapFinding(string taskManager, Severity severity = Severity.Critical) => new()
    {
        Id = $"heap-oom:{taskManager}",
        Class = "heap-oom",
        Severity = severity,
        Kind = FindingKind.Predicted,
        Component = "taskmanager",
        TaskManagers = [taskManager],
        Since = Now.AddMinutes(-14),
        Confidence = 0.92,
        Headline = $"{taskManager} runs out of Java heap in about 10 minutes.",
        Evidence = [new("Heap after collections", "grows 38 MiB/min, from 212 to 744 of 896 MiB", Now, $"GET /taskmanagers/{taskManager}/metrics")],
        LimitAt = Now.AddMinutes(10),
    };

    public ClusterEvidence Evidence(string cluster = "orders") => new()
    {
        Cluster = cluster,
        From = Start,
        Now = Now,
        FlinkVersion = "1.20.5",
        JobManager = new JobManagerEvidence
        {
            Windows = Heap([150, 160, 155], Now),
            Lives = [new(Start, Until: null, "jobmanager:6123")],
            Memory = new(1024 * MiB, 128 * MiB, 256 * MiB, 192 * MiB),
        },
        TaskManagers = [.. _taskManagers],
        Jobs = [.. _jobs],
        Events = [.. _events],
        Coverage = [.. _coverage],
    };

    /// <summary>The findings document over it; its verdict is the worst of the findings.</summary>
    public FindingsDocument Document(string cluster = "orders", Verdict? verdict = null) => new(
        cluster, Start, Now, verdict ?? Worst(), [.. _findings], [.. _withdrawn], [.. _coverage]);

    public ClusterSnapshot Snapshot(ClusterConnection? connection = null, Verdict? verdict = null, string cluster = "orders") =>
        new(connection ?? new(ConnectionState.Live, Now, Problem: null, TimeSpan.FromSeconds(10)), Evidence(cluster), Document(cluster, verdict));

    /// <summary>Rows of readings ten seconds apart, the last one at <paramref name="last"/>; sizes in MiB.</summary>
    public static MetricWindows Heap(double[] usedMiB, DateTimeOffset last)
    {
        MetricWindows windows = new(360);
        for (var i = 0; i < usedMiB.Length; i++)
        {
            windows.Append(last.AddSeconds(-10 * (usedMiB.Length - 1 - i)),
            [
                new(FlinkMetricNames.HeapUsed, usedMiB[i] * MiB),
                new(FlinkMetricNames.HeapCommitted, 896 * MiB),
                new(FlinkMetricNames.HeapMax, 896 * MiB),
                new(FlinkMetricNames.MetaspaceUsed, 60 * MiB),
                new(FlinkMetricNames.DirectUsed, 110 * MiB),
            ]);
        }

        return windows;
    }

    private Verdict Worst() => _findings.Count == 0 ? Verdict.Healthy : _findings.Max(finding => finding.Severity) switch
    {
        Severity.Critical => Verdict.Critical,
        Severity.Warning => Verdict.Warning,
        _ => Verdict.Healthy,
    };
}
