using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>How the state in a job's completed checkpoints moved.</summary>
/// <param name="OnHeap">The state backend keeps it on the Java heap; null when the backend is not known.</param>
public sealed record StateSize(double FirstBytes, double LastBytes, int Checkpoints, bool? OnHeap, string Source)
{
    /// <summary>Bytes that came to it.</summary>
    public double GrownBytes => LastBytes - FirstBytes;

    /// <summary>From the completed checkpoints in that time, or null where there are fewer than two with a size.</summary>
    public static StateSize? Of(JobEvidence job, FlinkConfiguration configuration, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(configuration);
        var sizes = (job.Checkpoints?.History ?? [])
            .Where(entry => entry.StateBytes is not null && entry.TriggeredAt >= from && entry.TriggeredAt <= to && string.Equals(entry.Status, "COMPLETED", StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => entry.TriggeredAt)
            .Select(entry => new Reading(entry.TriggeredAt, entry.StateBytes!.Value))
            .ToArray();
        return sizes is [var first, .., var last] ? new(first.Value, last.Value, sizes.Length, IsOnHeap(job.StateBackend ?? configuration["state.backend.type"] ?? configuration["state.backend"]), $"/jobs/{job.Id}/checkpoints") : null;
    }

    /// <summary>Whether a state backend (class name or short name in Flink's words) keeps its state on the Java heap; null for one that is not known.</summary>
    public static bool? IsOnHeap(string? backend) => backend switch
    {
        null or "" => null,
        _ when backend.Contains("rocksdb", StringComparison.OrdinalIgnoreCase) || backend.Contains("forst", StringComparison.OrdinalIgnoreCase) => false,
        _ when backend.Contains("hashmap", StringComparison.OrdinalIgnoreCase) || backend.Contains("heap", StringComparison.OrdinalIgnoreCase)
            || backend.Contains("FsStateBackend", StringComparison.OrdinalIgnoreCase) || backend.Contains("MemoryStateBackend", StringComparison.OrdinalIgnoreCase) => true,
        _ => null,
    };
}
