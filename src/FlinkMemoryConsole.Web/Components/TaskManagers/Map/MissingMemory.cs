using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Shared.Memory;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Map;

/// <summary>
/// What no pool explains. Flink's REST API tells neither the process's resident memory nor the container's, so its size is unknown here; known are
/// the budget that is left for it and what would measure it.
/// </summary>
public sealed record MissingMemory
{
    /// <summary>What all pools that are seen hold, bytes; null where none is.</summary>
    public required double? Explained { get; init; }

    /// <summary>The addends of <see cref="Explained"/>, and the pools that are not in it.</summary>
    public required string ExplainedBy { get; init; }

    /// <summary>Total process memory, bytes; null where it is not known.</summary>
    public required long? Whole { get; init; }

    /// <summary>What of the budget is left for what no pool explains, bytes; null where JVM overhead is not known.</summary>
    public required double? Room { get; init; }

    /// <summary><see cref="Room"/> is a lower bound, as what is seen of JVM overhead is an upper one; else nothing of it is seen, and it is an upper bound.</summary>
    public required bool IsRoomAtLeast { get; init; }

    /// <summary>How <see cref="Room"/> came about.</summary>
    public required string RoomOf { get; init; }

    /// <summary>Pools above their budget, a sentence each: the process lives on what was meant for others.</summary>
    public required ImmutableArray<string> Overruns { get; init; }

    /// <summary>Mapped files, which belong to no component; null where there are none or they are not seen.</summary>
    public double? Mapped { get; init; }

    /// <summary>Threads of the JVM, each with a stack; null where they are not seen.</summary>
    public double? Threads { get; init; }

    /// <param name="map">The boxes with their uses.</param>
    public static MissingMemory Of(MemoryBox map)
    {
        ArgumentNullException.ThrowIfNull(map);

        var pools = map.All().Where(box => box.Use is not null && !PoolUses.Contained.Contains(box.Name, StringComparer.Ordinal)).ToList();
        var seen = pools.Where(box => box.Use!.Bytes is not null).ToList();
        var unseen = pools.Where(box => box.Use!.Bytes is null).Select(box => box.Name).ToList();
        var overhead = pools.FirstOrDefault(box => string.Equals(box.Name, MemoryComponentNames.Of(MemoryComponent.JvmOverhead), StringComparison.Ordinal));
        var overruns = pools.Where(box => box.Use!.Over > 0 && box.Bytes is not null).ToList();
        return new()
        {
            Explained = seen.Count == 0 ? null : seen.Sum(box => box.Use!.Bytes),
            ExplainedBy = string.Join(" + ", seen.Select(box => $"{box.Name} {(box.Use!.IsPart ? "≤ " : "")}{ByteSize.Text(box.Use.Bytes!.Value)}")) + (unseen.Count == 0 ? "" : $"; not seen: {string.Join(", ", unseen)}"),
            Whole = map.Bytes,
            Room = overhead?.Bytes is { } budget ? Math.Max(0, budget - (overhead.Use?.Bytes ?? 0) - overruns.Sum(box => box.Use!.Over)) : null,
            IsRoomAtLeast = overhead?.Use?.Bytes is not null,
            RoomOf = RoomIn(overhead, overruns),
            Overruns = [.. overruns.Select(box => $"{box.Name} is {ByteSize.Text(box.Use!.Over)} over its {ByteSize.Text(box.Use.Limit!.Value)}: the process takes that from what was meant for other memory.")],
        };
    }

    private static string RoomIn(MemoryBox? overhead, List<MemoryBox> overruns)
    {
        if (overhead?.Bytes is not { } budget)
        {
            return "the budget of JVM overhead is not known";
        }

        var cache = overhead.Use?.Bytes is { } bytes ? $" less at most {ByteSize.Text(bytes)} of code cache" : ", of which nothing is seen";
        return $"JVM overhead of {ByteSize.Text(budget)}{cache}{string.Concat(overruns.Select(box => $", less {ByteSize.Text(box.Use!.Over)} that {box.Name} takes"))}";
    }
}
