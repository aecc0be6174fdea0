using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>How far another pool of a TaskManager moved over a time.</summary>
/// <param name="Pool">Id of the pool, as in options of the area step.</param>
/// <param name="LimitBytes">Null where nothing limits it or the limit is not known.</param>
public sealed record PoolMove(string Pool, string Name, double FirstBytes, double LastBytes, double? LimitBytes, string Source)
{
    /// <summary>The part of its limit that it rose by; zero where it fell.</summary>
    public double RiseShare => LimitBytes is > 0 and var limit ? Math.Max(0, (LastBytes - FirstBytes) / limit) : 0;

    public double? Share => LastBytes / LimitBytes;

    /// <summary>Moved by less than a twentieth of its limit (of itself where it has none).</summary>
    public bool IsStill => Math.Abs(LastBytes - FirstBytes) < (LimitBytes ?? Math.Max(FirstBytes, LastBytes)) / 20;

    /// <summary>Metaspace, direct and managed memory of a TaskManager, as far as they were read in that time.</summary>
    public static ImmutableArray<PoolMove> Of(TaskManagerEvidence taskManager, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(taskManager);
        return
        [
            .. new[]
            {
                Read(taskManager, "metaspace", "metaspace", FlinkMetricNames.MetaspaceUsed, taskManager.Memory?.JvmMetaspace, from, to),
                Read(taskManager, "direct", "direct memory", FlinkMetricNames.DirectUsed, taskManager.Memory?.JvmDirect, from, to),
                Read(taskManager, "managed", "managed memory", FlinkMetricNames.ManagedUsed, taskManager.Memory?.Managed, from, to),
            }.OfType<PoolMove>(),
        ];
    }

    private static PoolMove? Read(TaskManagerEvidence taskManager, string pool, string name, string metric, double? limit, DateTimeOffset from, DateTimeOffset to) =>
        taskManager.Windows.Read(metric, from, to) is [var first, .., var last]
            ? new(pool, name, first.Value, last.Value, limit, $"/taskmanagers/{taskManager.Id}/metrics?get={metric}")
            : null;
}
