using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Testing.Evidence;

/// <summary>A TaskManager whose heap is told reading by reading, ten seconds apart.</summary>
public sealed class TaskManagerBuilder(string id, double heapMaxMiB = 512)
{
    private const double Mebi = 1024 * 1024;
    private const string Collectors = FlinkMetricNames.GarbageCollectorPrefix;

    private readonly List<Dictionary<string, double>> _rows = [];
    private readonly string _young = "G1_Young_Generation";
    private readonly string _old = "G1_Old_Generation";
    private double? _lostAt;

    /// <summary>With the Parallel collector instead of G1.</summary>
    public TaskManagerBuilder(string id, double heapMaxMiB, bool parallel)
        : this(id, heapMaxMiB)
    {
        if (parallel)
        {
            (_young, _old) = ("PS_Scavenge", "PS_MarkSweep");
        }
    }

    public string Id => id;

    internal double LastSecond => Math.Max(10 * (_rows.Count - 1), _lostAt ?? 0);

    /// <summary>One reading of everything, ten seconds after the one before. Counts and milliseconds are cumulative, as Flink's are.</summary>
    public TaskManagerBuilder Reading(double usedMiB, double young = 0, double old = 0, double youngMilliseconds = 0, double oldMilliseconds = 0, double metaspaceMiB = 60)
    {
        _rows.Add(new(StringComparer.Ordinal)
        {
            [FlinkMetricNames.HeapUsed] = usedMiB * Mebi,
            [FlinkMetricNames.HeapMax] = heapMaxMiB * Mebi,
            [FlinkMetricNames.MetaspaceUsed] = metaspaceMiB * Mebi,
            [FlinkMetricNames.MetaspaceMax] = 256 * Mebi,
            [$"{Collectors}{_young}.Count"] = young,
            [$"{Collectors}{_young}.Time"] = youngMilliseconds,
            [$"{Collectors}{_old}.Count"] = old,
            [$"{Collectors}{_old}.Time"] = oldMilliseconds,
        });
        return this;
    }

    /// <summary>Readings with so many young collections between each two, five milliseconds each.</summary>
    public TaskManagerBuilder Heap(IEnumerable<double> usedMiB, int collectionsBetween = 3)
    {
        foreach (var used in usedMiB)
        {
            var collections = _rows.Count * (double)collectionsBetween;
            Reading(used, collections, youngMilliseconds: collections * 5);
        }

        return this;
    }

    /// <summary>Another metric, from the first reading on; call it after the rows are there.</summary>
    public TaskManagerBuilder Also(string metric, params double[] values)
    {
        foreach (var (value, i) in values.Select((value, i) => (value, i)))
        {
            _rows[i][metric] = value;
        }

        return this;
    }

    /// <summary>Its life ends here.</summary>
    public TaskManagerBuilder LostAt(double seconds)
    {
        _lostAt = seconds;
        return this;
    }

    internal TaskManagerEvidence Build()
    {
        MetricWindows windows = new(Math.Max(1, _rows.Count));
        foreach (var (row, i) in _rows.Select((row, i) => (row, i)))
        {
            windows.Append(ClusterEvidenceBuilder.At(10 * i), row);
        }

        return new()
        {
            Id = id,
            Windows = windows,
            Lives = [new(ClusterEvidenceBuilder.Start, _lostAt is { } lost ? ClusterEvidenceBuilder.At(lost) : null, $"{id}:1")],
            Memory = new(128 * (long)Mebi, (long)((heapMaxMiB - 128) * Mebi), 128 * (long)Mebi, 0, 128 * (long)Mebi, 0, 256 * (long)Mebi, 192 * (long)Mebi, null, null),
        };
    }
}
