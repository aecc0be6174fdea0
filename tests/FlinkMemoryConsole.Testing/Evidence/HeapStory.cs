using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Testing.Evidence;

/// <summary>
/// Tells how the heaps of a cluster went, minute by minute, and gives the evidence that a console would hold at its end: polled every ten seconds,
/// with a saw-tooth of garbage over the live data. TaskManagers have Flink's default memory (1728 MiB, of it 512 MiB of heap) unless told otherwise.
/// </summary>
public sealed class HeapStory
{
    public const long MiB = 1L << 20;

    /// <summary>Minute zero.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly double[] Saw = [0, 0.3, 0.6];

    private readonly List<TaskManagerEvidence> _taskManagers = [];
    private readonly List<JobEvidence> _jobs = [];
    private readonly List<FailureText> _texts = [];
    private readonly List<ClusterEvent> _events = [];
    private FlinkConfiguration _configuration = FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m");

    /// <summary>A moment of the story.</summary>
    public static DateTimeOffset Minute(double minute) => Start + TimeSpan.FromMinutes(minute);

    /// <summary>A life of a TaskManager; called twice for one id it came back.</summary>
    /// <param name="liveMiB">Live data by minute since <paramref name="from"/>.</param>
    /// <param name="gone">True: the process died at the end of this life.</param>
    public HeapStory TaskManager(string id, double from, double to, Func<double, double> liveMiB, int heapMiB = 512, bool gone = false)
    {
        var before = _taskManagers.Find(taskManager => string.Equals(taskManager.Id, id, StringComparison.Ordinal));
        var windows = before?.Windows ?? new MetricWindows(2000);
        var collections = 0;
        for (var at = Minute(from); at <= Minute(to); at += Poll)
        {
            var live = Math.Min(liveMiB((at - Minute(from)).TotalMinutes), heapMiB);
            var used = live + (Saw[collections % Saw.Length] * (heapMiB - live)) + (0.001 * (collections % 7));
            windows.Append(at, Values(used, heapMiB, ++collections));
        }

        Lifespan life = new(Minute(from), gone ? Minute(to) : null, $"10.0.0.{_taskManagers.Count + 1}:{6120 + (before?.Lives.Length ?? 0)}");
        var taskManager = (before ?? new TaskManagerEvidence { Id = id, Windows = windows, Slots = 1 }) with { Lives = [.. before?.Lives ?? [], life], Memory = MemoryOf(heapMiB) };
        _taskManagers.RemoveAll(other => string.Equals(other.Id, id, StringComparison.Ordinal));
        _taskManagers.Add(taskManager);
        return this;
    }

    /// <summary>A job of a source and one keyed operator, a subtask of it on each TaskManager that there is.</summary>
    /// <param name="perSecond">Records of the source by minute of the story.</param>
    /// <param name="records">Records received by each subtask of the operator, in the order of the TaskManagers.</param>
    /// <param name="stateMiB">State in checkpoints by minute of the story; null for a job without.</param>
    public HeapStory Job(string name, double from, double to, Func<double, double> perSecond, long[] records, Func<double, double>? stateMiB = null, string? stateBackend = "HashMapStateBackend", string? id = null)
    {
        MetricWindows source = new(2000);
        for (var at = Minute(from); at <= Minute(to); at += Poll)
        {
            source.Append(at, [new("0.numRecordsOutPerSecond", perSecond((at - Start).TotalMinutes))]);
        }

        _jobs.Insert(0, new()
        {
            Id = id ?? "5f0c9d1a2b3c4d5e6f708192a3b4c5d6",
            Name = name,
            State = "RUNNING",
            StartedAt = Minute(from),
            StateBackend = stateBackend,
            Windows = new MetricWindows(10),
            Checkpoints = stateMiB is null ? null : new(10, 0, 0, [.. Enumerable.Range(0, (int)(to - from)).Select(minute =>
                new CheckpointEntry(minute + 1, "COMPLETED", Minute(from + minute), TimeSpan.FromSeconds(1), (long)(stateMiB(from + minute) * MiB), null))]),
            Vertices =
            [
                new() { Id = "cbc357ccb763df2852fee8c4fc7d55f2", Name = "Source: Clicks", Parallelism = 1, Status = "RUNNING", Windows = source },
                new()
                {
                    Id = "90bea66de1c231edf33913ecd54406c1",
                    Name = "Enrich clicks -> Sink: Out",
                    Parallelism = records.Length,
                    Status = "RUNNING",
                    Windows = new MetricWindows(10),
                    Subtasks = [.. records.Select((count, index) => new SubtaskEvidence(index, _taskManagers.ElementAtOrDefault(index)?.Id, "RUNNING", 0, Minute(from), count, count))],
                },
            ],
        });
        return this;
    }

    public HeapStory Says(double minute, string? processId, string text, string symptom)
    {
        _texts.Add(new(Minute(minute), processId is null ? "/jobs/5f0c9d1a2b3c4d5e6f708192a3b4c5d6/exceptions" : $"/taskmanagers/{processId}/log:812", processId, null, text, symptom, IsConsequence: false));
        return this;
    }

    public HeapStory Event(double minute, ClusterEventKind kind, string subject, string text)
    {
        _events.Add(new(Minute(minute), kind, subject, text));
        return this;
    }

    public HeapStory Option(string key, string? value)
    {
        _configuration = _configuration.With(key, value);
        return this;
    }

    /// <summary>The evidence at the end.</summary>
    public ClusterEvidence Ends(double minute, string version = "1.20.5") => new()
    {
        Cluster = "orders",
        From = Start,
        Now = Minute(minute),
        FlinkVersion = version,
        Configuration = _configuration,
        JobManager = new() { Windows = new MetricWindows(10), Lives = [new(Start, null, "10.0.0.99:6123")] },
        TaskManagers = [.. _taskManagers.OrderBy(taskManager => taskManager.Id, StringComparer.Ordinal)],
        Jobs = [.. _jobs],
        FailureTexts = [.. _texts],
        Events = [.. _events],
    };

    /// <summary>Flink's defaults, with another heap made of a larger process.</summary>
    private static TaskManagerMemory MemoryOf(int heapMiB)
    {
        var more = (heapMiB - 512) * MiB;
        return new(134217728, 402653174 + more, 134217728, 0, 134217730, 536870920, 268435456, 201326592, 1342177280 + more, 1811939328 + more);
    }

    private static IEnumerable<KeyValuePair<string, double>> Values(double usedMiB, int heapMiB, int collections) =>
    [
        new(FlinkMetricNames.HeapUsed, usedMiB * MiB),
        new(FlinkMetricNames.HeapMax, heapMiB * (double)MiB),
        new(FlinkMetricNames.GarbageCollectorPrefix + "G1_Young_Generation.Count", collections * 1.0),
        new(FlinkMetricNames.GarbageCollectorPrefix + "G1_Young_Generation.Time", collections * 12.0),
        new(FlinkMetricNames.MetaspaceUsed, 60.0 * MiB),
        new(FlinkMetricNames.DirectUsed, 129.0 * MiB),
        new(FlinkMetricNames.ManagedUsed, 0),
    ];
}
