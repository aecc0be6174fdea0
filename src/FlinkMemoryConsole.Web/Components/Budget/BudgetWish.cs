using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>A wish that can be chosen on the page.</summary>
/// <param name="Id">In the address.</param>
/// <param name="Name">On the page.</param>
/// <param name="Amount">What the amount means.</param>
/// <param name="Example">An amount to begin with.</param>
/// <param name="InContainer">Whether there is a choice of the process growing or something else shrinking.</param>
/// <param name="ToWish">From the amount (bytes, or a count), the choice, and the size of the process now.</param>
public sealed record BudgetWish(string Id, string Name, string Amount, string Example, bool InContainer, Func<long, bool, long, MemoryWish> ToWish)
{
    private const string Buffers = "buffers";

    /// <summary>For a TaskManager.</summary>
    public static ImmutableArray<BudgetWish> OfTaskManager { get; } =
    [
        new("task-heap", "More task heap", "how much more", "256m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreTaskHeap(bytes, inside)),
        new("managed", "More managed memory", "how much more", "256m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreManaged(bytes, inside)),
        new(Buffers, "Network for this many buffers", "number of buffers", "4000", InContainer: true, (count, inside, _) => new MemoryWish.NetworkBuffers(count, inside)),
        new("fit", "Fit into a container", "size of the process", "4g", InContainer: false, (bytes, _, _) => new MemoryWish.FitInto(bytes)),
        new("beside", "Room for a .NET worker in the same container", "what the worker needs", "600m", InContainer: false, (bytes, _, process) => new MemoryWish.RoomBeside(bytes, process)),
        new("metaspace", "More metaspace", "how much more", "128m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreOf(MemoryPart.JvmMetaspace, bytes, inside)),
        new("off-heap", "More task off-heap (direct memory)", "how much more", "128m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreOf(MemoryPart.TaskOffHeap, bytes, inside)),
        new("overhead", "More JVM overhead (native memory)", "how much more", "256m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreOf(MemoryPart.JvmOverhead, bytes, inside)),
        new("accepted", "Only that Flink accepts it", "", "", InContainer: false, (_, _, _) => new MemoryWish.Accepted()),
    ];

    /// <summary>For the JobManager.</summary>
    public static ImmutableArray<BudgetWish> OfJobManager { get; } =
    [
        new("heap", "More heap", "how much more", "512m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreJobManagerHeap(bytes, inside)),
        new("metaspace", "More metaspace", "how much more", "128m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreOfJobManager(MemoryPart.JvmMetaspace, bytes, inside)),
        new("off-heap", "More off-heap", "how much more", "128m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreOfJobManager(MemoryPart.TaskOffHeap, bytes, inside)),
        new("overhead", "More JVM overhead", "how much more", "128m", InContainer: true, (bytes, inside, _) => new MemoryWish.MoreOfJobManager(MemoryPart.JvmOverhead, bytes, inside)),
        new("accepted", "Only that Flink accepts it", "", "", InContainer: false, (_, _, _) => new MemoryWish.Accepted(OfJobManager: true)),
    ];

    /// <summary>The wish, or why the amount is none.</summary>
    public (MemoryWish? Wish, string? Problem) Read(string amount, bool inside, long processBytes) =>
        Amount.Length == 0 ? (ToWish(0, inside, processBytes), null)
        : MemorySizeText.TryParse(amount, out var number, out var failure) ? (ToWish(number, inside, processBytes), null)
        : (null, failure);
}
