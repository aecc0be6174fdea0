using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What the page says of a rescale.</summary>
public static class RescaleWords
{
    /// <summary>More names than this are a list for nobody.</summary>
    private const int MostNames = 3;

    /// <summary>One sentence with its numbers.</summary>
    /// <param name="isRescale">Something else is asked for than the job as it runs.</param>
    /// <param name="hasEnded">The job runs no more.</param>
    public static string Headline(RescalePicture picture, bool isRescale, bool hasEnded)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var when = isRescale ? Text($"With parallelism {picture.Parallelism:#,0}{(picture.Asked > picture.Parallelism ? Text($" (no operator may have the {picture.Asked:#,0} asked for)") : "")} on {PlanWords.Count(picture.TaskManagers, "TaskManager")} the fullest one needs") : Text($"As it {(hasEnded ? "ran" : "runs now")}, with parallelism {picture.Parallelism:#,0}, a TaskManager needs");
        var have = picture.Held switch
        {
            null => "how many it holds nobody has told",
            { } held when held < picture.Required => Text($"it holds {held:#,0}, {picture.Required - held:#,0} too few to start"),
            { } held when held < picture.Recommended => Text($"it holds {held:#,0}: it starts, and starves under load"),
            { } held => Text($"it holds {held:#,0}"),
        };
        return Text($"{when} {picture.Required:#,0} buffers to start and {picture.Recommended:#,0} to run without waiting; {have}.");
    }

    /// <summary>What was assumed, and what stands in the way.</summary>
    public static ImmutableArray<string> Remarks(RescalePicture picture, JobAddress address)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(address);
        string?[] all =
        [
            !address.AsksForRescale ? null : address.TaskManagers.Length > 0
                ? Text($"Counted as spread evenly over {PlanWords.Count(picture.TaskManagers, "TaskManager")}: Flink does so only where it is told to (taskmanager.load-balance.mode; before 1.19 cluster.evenly-spread-out-slots).")
                : Text($"Counted as filling TaskManagers of {PlanWords.Count(picture.Slots, "slot")} one after the other, every slot for this job."),
            address.AsksForRescale && picture.TaskManagers > picture.Registered ? Text($"{PlanWords.Count(picture.TaskManagers - picture.Registered, "TaskManager")} more than the {picture.Registered:#,0} that are registered now.") : null,
            picture.HeldBack.IsEmpty ? null : $"Kept back by their maximum parallelism: {Names(picture.HeldBack)}. Changing a maximum means starting without state.",
            picture.Kept.IsEmpty ? null : $"Keep the parallelism that the code gave them: {Names(picture.Kept)}.",
            picture.Rebalanced > 0 ? Text($"{PlanWords.Count(picture.Rebalanced, "exchange")} that went one to one (FORWARD) would rebalance: producer and consumer no longer have the same parallelism.") : null,
            picture.Others > 0 ? Text($"{PlanWords.Count(picture.Others, "buffer")} of these are for other jobs: as many as they need on one TaskManager now.") : null,
        ];
        return [.. all.OfType<string>()];
    }

    private static string Names(ImmutableArray<JobVertex> vertices) => string.Join(", ", vertices.Take(MostNames).Select(vertex => Text($"{PlanWords.FirstOperator(vertex.Name)} ({vertex.Parallelism:#,0})")))
        + (vertices.Length > MostNames ? Text($" and {vertices.Length - MostNames:#,0} more") : "");

    private static string Text(DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);
}
