using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>Something that a person may want of a configuration.</summary>
/// <param name="Id">As it stands in the address.</param>
/// <param name="Label">For the list to choose from.</param>
/// <param name="SizeLabel">For the field beside it.</param>
/// <param name="CanGrow">The process may grow for it, or stay as large as it is.</param>
/// <param name="Make">The wish from the amount (bytes, or buffers), whether the process stays as large as it is, and the container's limit in bytes.</param>
public sealed record WishKind(string Id, string Label, string SizeLabel, bool CanGrow, Func<long, bool, long, MemoryWish> Make)
{
    /// <summary>The amount is a number of buffers and no memory size.</summary>
    public bool IsCount { get; init; }

    /// <summary>It speaks of a container's limit too.</summary>
    public bool NeedsLimit { get; init; }

    /// <summary>The amount to begin with.</summary>
    public Func<ProcessBudget, long> Start { get; init; } = _ => 256L << 20;

    /// <summary>The end of the slider.</summary>
    public Func<ProcessBudget, long> Most { get; init; } = budget => budget.TotalProcess;

    /// <summary>The amount from what a person wrote; null where it cannot be read, with the reason.</summary>
    public long? Read(string text, out string failure)
    {
        failure = "Write a whole number of buffers, such as 4000.";
        return IsCount
            ? long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null
            : MemorySizeText.TryParseTyped(text, out var bytes, out failure) ? bytes : null;
    }

    /// <summary>The amount as a person may write it.</summary>
    public string Write(long amount) => IsCount ? amount.ToString(CultureInfo.InvariantCulture) : MemorySizeText.ToOption(amount);
}

/// <summary>What can be wished for.</summary>
public static class WishKinds
{
    private const string MoreBy = "By how much";

    /// <summary>For a TaskManager.</summary>
    public static ImmutableArray<WishKind> OfTaskManager { get; } =
    [
        new("task-heap", "More task heap", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreTaskHeap(bytes, inside)),
        new("managed", "More managed memory", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreManaged(bytes, inside)),
        new("buffers", "Network memory for so many buffers", "Buffers", CanGrow: true, (count, inside, _) => new MemoryWish.NetworkBuffers(count, inside))
        {
            IsCount = true,
            Start = budget => ((budget as TaskManagerBudget)?.NetworkBuffers ?? 2000) * 2,
            Most = budget => budget is TaskManagerBudget { SegmentSize: { } segment } taskManager ? taskManager.TotalFlink / segment : 10_000,
        },
        new("metaspace", "More metaspace", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreOf(MemoryPart.JvmMetaspace, bytes, inside)),
        new("task-off-heap", "More task off-heap memory", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreOf(MemoryPart.TaskOffHeap, bytes, inside)),
        new("overhead", "More JVM overhead", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreOf(MemoryPart.JvmOverhead, bytes, inside)),
        new("fit", "Fit the process into", "Total process memory", CanGrow: false, (bytes, _, _) => new MemoryWish.FitInto(bytes))
        {
            Start = budget => Math.Max(1L << 30, budget.TotalProcess >> 30 << 30),
            Most = budget => budget.TotalProcess * 2,
        },
        new("beside", "Room for another process (a .NET worker)", "It needs", CanGrow: false, (bytes, _, limit) => new MemoryWish.RoomBeside(bytes, limit))
        {
            NeedsLimit = true,
            Start = _ => 600L << 20,
        },
    ];

    /// <summary>For a JobManager.</summary>
    public static ImmutableArray<WishKind> OfJobManager { get; } =
    [
        new("heap", "More heap", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreJobManagerHeap(bytes, inside)),
        new("metaspace", "More metaspace", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreOfJobManager(MemoryPart.JvmMetaspace, bytes, inside)),
        new("off-heap", "More off-heap memory", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreOfJobManager(MemoryPart.TaskOffHeap, bytes, inside)),
        new("overhead", "More JVM overhead", MoreBy, CanGrow: true, (bytes, inside, _) => new MemoryWish.MoreOfJobManager(MemoryPart.JvmOverhead, bytes, inside)),
    ];

    /// <summary>For the process that the address speaks of.</summary>
    public static ImmutableArray<WishKind> Of(bool isJobManager) => isJobManager ? OfJobManager : OfTaskManager;
}
