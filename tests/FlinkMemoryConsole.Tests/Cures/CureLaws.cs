using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Tests.Budget;

namespace FlinkMemoryConsole.Tests.Cures;

/// <summary>What holds for every cure of every configuration.</summary>
public class CureLaws
{
    private static readonly Gen<FlinkVersion> Versions = Gen.OneOf(new FlinkVersion(1, 20), FlinkVersion.Newest);

    private static readonly Gen<FlinkConfiguration> Configurations = Gen.Int.Select(seed => FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager: true)));

    private static readonly Gen<FlinkConfiguration> JobManagerConfigurations = Gen.Int.Select(seed => FlinkConfiguration.From(new DrawnConfigurations(seed).Next(taskManager: false)));

    /// <summary>With the container.</summary>
    private static readonly Gen<MemoryWish> Growths = Gen.OneOf<MemoryWish>(
        Gen.Long[1, 3L << 30].Select(bytes => (MemoryWish)new MemoryWish.MoreTaskHeap(bytes, ContainerUnchanged: false)),
        Gen.Long[1, 3L << 30].Select(bytes => (MemoryWish)new MemoryWish.MoreManaged(bytes, ContainerUnchanged: false)),
        Gen.Select(Gen.Enum<MemoryPart>(), Gen.Long[1, 1L << 30]).Select((part, bytes) => (MemoryWish)new MemoryWish.MoreOf(part, bytes, ContainerUnchanged: false)),
        Gen.Long[1, 60_000].Select(count => (MemoryWish)new MemoryWish.NetworkBuffers(count, ContainerUnchanged: false)));

    private static readonly Gen<MemoryWish> JobManagerGrowths = Gen.OneOf<MemoryWish>(
        Gen.Select(Gen.Long[1, 3L << 30], Gen.Bool).Select((bytes, inside) => (MemoryWish)new MemoryWish.MoreJobManagerHeap(bytes, inside)),
        Gen.Select(Gen.Enum<MemoryPart>(), Gen.Long[1, 1L << 30], Gen.Bool).Select((part, bytes, inside) => (MemoryWish)new MemoryWish.MoreOfJobManager(part, bytes, inside)));

    private static readonly Gen<MemoryWish> Wishes = Gen.OneOf<MemoryWish>(
        Gen.Select(Gen.Long[1, 3L << 30], Gen.Bool).Select((bytes, inside) => (MemoryWish)new MemoryWish.MoreTaskHeap(bytes, inside)),
        Gen.Select(Gen.Long[1, 3L << 30], Gen.Bool).Select((bytes, inside) => (MemoryWish)new MemoryWish.MoreManaged(bytes, inside)),
        Gen.Select(Gen.Enum<MemoryPart>(), Gen.Long[1, 1L << 30], Gen.Bool).Select((part, bytes, inside) => (MemoryWish)new MemoryWish.MoreOf(part, bytes, inside)),
        Gen.Select(Gen.Long[1, 60_000], Gen.Int[0, 2].Select(way => way == 2 ? (bool?)null : way == 1)).Select((count, inside) => (MemoryWish)new MemoryWish.NetworkBuffers(count, inside)),
        Gen.Long[300L << 20, 20L << 30].Select(bytes => (MemoryWish)new MemoryWish.FitInto(bytes)),
        Gen.Select(Gen.Long[0, 2L << 30], Gen.Long[1L << 30, 20L << 30]).Select((bytes, limit) => (MemoryWish)new MemoryWish.RoomBeside(bytes, limit)),
        Gen.Const((MemoryWish)new MemoryWish.Accepted()));

    [Fact]
    public void A_cure_gives_what_it_promised_when_Flink_derives_it_again() =>
        Gen.Select(Configurations, Versions, Wishes).Sample(
            (configuration, version, wish) =>
            {
                var answer = CureSolver.Solve(configuration, version, wish);
                var cures = answer switch
                {
                    CureAnswer.Reached reached => [reached],
                    CureAnswer.Impossible { Nearest: { } nearest } => [nearest],
                    _ => Array.Empty<CureAnswer.Reached>(),
                };
                return Array.TrueForAll(cures, cure => IsKept(cure, configuration, version)) && (answer is not CureAnswer.Reached promised || IsFulfilled(promised, wish));
            },
            iter: 300);

    [Fact]
    public void Nothing_shrinks_when_the_container_grows_and_no_change_is_superfluous() =>
        Gen.Select(Configurations, Versions, Growths).Sample((configuration, version, wish) => IsFair(configuration, version, wish, ofJobManager: false), iter: 200);

    [Fact]
    public void The_JobManagers_cures_give_what_they_promised() =>
        Gen.Select(JobManagerConfigurations, Versions, JobManagerGrowths).Sample((configuration, version, wish) => IsFair(configuration, version, wish, ofJobManager: true), iter: 200);

    [Fact]
    public void A_wish_for_nothing_changes_nothing() =>
        Gen.Select(Configurations, Versions, Gen.Bool).Sample(
            (configuration, version, inside) => new MemoryWish[] { new MemoryWish.MoreTaskHeap(0, inside), new MemoryWish.MoreManaged(0, inside), new MemoryWish.NetworkBuffers(0, inside), new MemoryWish.FitInto(long.MaxValue) }
                .Select(wish => CureSolver.Solve(configuration, version, wish))
                .All(answer => answer is CureAnswer.Impossible { Nearest: null or { Before: null } } or CureAnswer.Reached { Changes: [] }),
            iter: 300);

    /// <summary>Kept; inside the container its size stays, beyond it nothing shrinks; without any one of its changes something else comes out.</summary>
    private static bool IsFair(FlinkConfiguration configuration, FlinkVersion version, MemoryWish wish, bool ofJobManager)
    {
        if (CureSolver.Solve(configuration, version, wish) is not CureAnswer.Reached { Before: { } before } reached)
        {
            return true;
        }

        var isInside = wish is MemoryWish.MoreJobManagerHeap { ContainerUnchanged: true } or MemoryWish.MoreOfJobManager { ContainerUnchanged: true };
        return IsWhole(Derive(reached.Changes))
            && (isInside ? reached.After.TotalProcess == before.TotalProcess : reached.Shrinks.IsEmpty)
            && reached.Changes.All(change => !IsWhole(Derive(reached.Changes.Remove(change))));

        ProcessBudget? Derive(IEnumerable<OptionChange> changes)
        {
            var changed = changes.Aggregate(configuration, (changing, change) => changing.With(change.Key, change.To));
            return ofJobManager ? JobManagerBudgets.Derive(changed, version).BudgetOrNull : TaskManagerBudgets.Derive(changed, version).BudgetOrNull;
        }

        bool IsWhole(ProcessBudget? derived) => derived is not null && derived.Parts.All(part => derived[part] == reached.After[part]);
    }

    private static bool IsKept(CureAnswer.Reached cure, FlinkConfiguration configuration, FlinkVersion version)
    {
        var changed = cure.Changes.Aggregate(configuration, (changing, change) => changing.With(change.Key, change.To));
        return TaskManagerBudgets.Derive(changed, version).BudgetOrNull is { } derived
            && derived.Parts.All(part => derived[part] == cure.After[part])
            && cure.Changes.All(change => string.Equals(configuration[change.Key], change.From, StringComparison.Ordinal));
    }

    private static bool IsFulfilled(CureAnswer.Reached cure, MemoryWish wish)
    {
        var (before, after) = (cure.Before, (TaskManagerBudget)cure.After);
        return wish switch
        {
            MemoryWish.MoreTaskHeap(var bytes, var inside) => after.TaskHeap >= before![MemoryComponent.TaskHeap] + bytes && IsInside(inside),
            MemoryWish.MoreManaged(var bytes, var inside) => after.Managed >= before![MemoryComponent.Managed] + bytes && IsInside(inside),
            MemoryWish.NetworkBuffers(var count, var inside) => after.NetworkBuffers >= count && IsInside(inside is true),
            MemoryWish.FitInto(var bytes) => after.TotalProcess <= bytes,
            MemoryWish.RoomBeside(var bytes, var limit) => after.TotalProcess + bytes <= limit,
            _ => true,
        };

        bool IsInside(bool inside) => !inside || after.TotalProcess == before!.TotalProcess;
    }
}
