using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>Finds the smallest set of option changes that fulfils a wish and that Flink accepts as a whole.</summary>
/// <remarks>Every answer was derived as Flink derives it, so what is promised is what the changed configuration gives. Takes milliseconds.</remarks>
public static class CureSolver
{
    /// <summary>Who gives a sixteenth of what it has does not miss it.</summary>
    private const int LittleShare = 16;

    /// <summary>The changes to <paramref name="configuration"/> that fulfil the wish, in the keys of <paramref name="version"/>. Never throws for what a configuration may hold.</summary>
    public static CureAnswer Solve(FlinkConfiguration configuration, FlinkVersion version, MemoryWish wish)
    {
        var process = wish is MemoryWish.MoreJobManagerHeap or MemoryWish.MoreOfJobManager or MemoryWish.Accepted { OfJobManager: true } ? CureProcess.JobManager : CureProcess.TaskManager;
        CureSearch search = new(process, configuration, version);
        if (wish is MemoryWish.Accepted)
        {
            return new AcceptedCure(search).Solve();
        }

        if (LocalExecution.Is(configuration))
        {
            return new CureAnswer.Impossible(LocalExecution.Why, null);
        }

        return search.Before is { } before
            ? Solve(search, before, wish)
            : new CureAnswer.Impossible("Flink refuses the configuration as it is: that comes first.", new AcceptedCure(search).Solve() as CureAnswer.Reached);
    }

    private static CureAnswer Solve(CureSearch search, ProcessBudget before, MemoryWish wish) => wish switch
    {
        MemoryWish.MoreTaskHeap(var bytes, var inside) => new GrowthCure(search, before, MemoryComponent.TaskHeap).Solve(bytes, inside),
        MemoryWish.MoreManaged(var bytes, var inside) => new GrowthCure(search, before, MemoryComponent.Managed).Solve(bytes, inside),
        MemoryWish.MoreOf(var part, var bytes, var inside) => new GrowthCure(search, before, ComponentOf(part)).Solve(bytes, inside),
        MemoryWish.MoreJobManagerHeap(var bytes, var inside) => new GrowthCure(search, before, MemoryComponent.JvmHeap).Solve(bytes, inside),
        MemoryWish.MoreOfJobManager(var part, var bytes, var inside) =>
            new GrowthCure(search, before, part is MemoryPart.TaskOffHeap ? MemoryComponent.OffHeap : ComponentOf(part)).Solve(bytes, inside),
        MemoryWish.NetworkBuffers(var count, var inside) => Buffers(search, (TaskManagerBudget)before, count, inside),
        MemoryWish.FitInto(var bytes) => new FitCure(search, before).Solve(bytes),
        MemoryWish.RoomBeside(var bytes, var limit) => Room(search, before, bytes, limit),
        _ => throw new ArgumentOutOfRangeException(nameof(wish), wish, "No such wish."),
    };

    private static CureAnswer Buffers(CureSearch search, TaskManagerBudget before, long count, bool? inside)
    {
        if (before.SegmentSize is not { } segment)
        {
            return new CureAnswer.Impossible($"A TaskManager does not start its network like this: {before.NetworkFault?.Message.TrimEnd('.')}. That comes first.", null);
        }

        return count > long.MaxValue / segment
            ? new CureAnswer.Impossible($"{count} buffers of {segment} bytes are more than Flink can count.", null)
            : Buffers(new GrowthCure(search, before, MemoryComponent.Network), Math.Max(0, (count * segment) - before.Network), inside);
    }

    private static CureAnswer Buffers(GrowthCure cure, long bytes, bool? inside)
    {
        if (inside is { } decided)
        {
            return cure.Solve(bytes, decided);
        }

        var grown = cure.Solve(bytes, containerUnchanged: false);
        if (cure.Solve(bytes, containerUnchanged: true) is not CureAnswer.Reached kept)
        {
            return grown;
        }

        if (kept.Shrinks.All(shift => -shift.Delta <= shift.Before / LittleShare) && kept.Changes.Length < ((grown as CureAnswer.Reached)?.Changes.Length ?? int.MaxValue))
        {
            return kept;
        }

        return grown is not CureAnswer.Reached { Changes.IsEmpty: false } reached ? grown : reached with
        {
            Remarks = [.. reached.Remarks, $"With the container unchanged, {kept.ShrinksInWords ?? "nothing gets smaller"}."],
        };
    }

    private static CureAnswer Room(CureSearch search, ProcessBudget before, long bytes, long limit)
    {
        if (bytes < 0 || limit <= 0 || bytes >= limit)
        {
            var smallest = (new FitCure(search, before).Solve(0) as CureAnswer.Impossible)?.Nearest;
            return new CureAnswer.Impossible($"A container of {MemorySizeText.ToHumanReadable(Math.Max(0, limit))} has no room for {MemorySizeText.ToHumanReadable(Math.Max(0, bytes))} beside a TaskManager.", smallest);
        }

        var remark = "Where Flink itself sizes the container (native Kubernetes, the operator), its limit follows total process memory: "
            + $"set kubernetes.taskmanager.memory.limit-factor so that the container keeps {MemorySizeText.ToHumanReadable(limit)}.";
        return new FitCure(search, before).Solve(limit - bytes, remark);
    }

    private static MemoryComponent ComponentOf(MemoryPart part) => part switch
    {
        MemoryPart.TaskOffHeap => MemoryComponent.TaskOffHeap,
        MemoryPart.JvmMetaspace => MemoryComponent.JvmMetaspace,
        _ => MemoryComponent.JvmOverhead,
    };
}
