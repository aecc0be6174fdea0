using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>A job's checkpoints in a few words.</summary>
/// <param name="IsKnown">The job has checkpoints that Flink tells of.</param>
/// <param name="Failed">Null where none failed.</param>
/// <param name="LastBytes">State of the last completed one; null where there is none.</param>
public sealed record CheckpointFacts(bool IsKnown, string Counts, string? Failed, string LastDuration, double? LastBytes)
{
    /// <summary>Flink has told of no checkpoints.</summary>
    public static CheckpointFacts None { get; } = new(IsKnown: false, "none told: off, or not asked yet", null, "", null);

    public static CheckpointFacts Of(JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (job.Checkpoints is not { } checkpoints)
        {
            return None;
        }

        var last = checkpoints.History.LastOrDefault(entry => entry.Status is "COMPLETED");
        return new(
            IsKnown: true,
            string.Create(CultureInfo.InvariantCulture, $"{checkpoints.Completed:#,0} completed{(checkpoints.InProgress > 0 ? $", {checkpoints.InProgress:#,0} under way" : "")}"),
            checkpoints.Failed > 0 ? string.Create(CultureInfo.InvariantCulture, $"{checkpoints.Failed:#,0} failed") : null,
            last?.Duration is { } took ? Took(took) : last is null ? "none completed" : "duration not told",
            last?.StateBytes);
    }

    /// <summary>A duration that may well be below a second.</summary>
    public static string Took(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => Durations.Text(duration),
    };
}
