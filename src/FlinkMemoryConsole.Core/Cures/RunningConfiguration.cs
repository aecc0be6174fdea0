using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>The configuration that a TaskManager really runs with, as near as its components tell.</summary>
/// <param name="Reported">What <c>/jobmanager/config</c> says, without what Flink's scripts have resolved for the JobManager and nobody wrote.</param>
/// <param name="Differences">
/// The fewest changes to <paramref name="Reported"/> that derive to the components which the TaskManager reports; empty where the report derives to them, or they are not known.
/// Another set may have been written: which, no REST path tells.
/// </param>
public sealed record RunningConfiguration(FlinkConfiguration Reported, ImmutableArray<OptionChange> Differences)
{
    /// <summary>One total, and perhaps one component, is what people set for TaskManagers alone; beyond that pinning everything is as good a guess.</summary>
    private const int MostDifferences = 3;

    /// <summary>The options as the TaskManager runs with them.</summary>
    public FlinkConfiguration Configuration { get; } = Differences.Aggregate(Reported, (changed, change) => changed.With(change.Key, change.To));

    /// <summary>The process was started with other memory options than the JobManager's configuration shows.</summary>
    public bool Differs => !Differences.IsEmpty;

    /// <summary>The components are those of a local execution, which are no budget: nothing is derived from them, and nothing proposed.</summary>
    public bool IsLocal { get; private init; }

    /// <summary>The configuration of a process that was started with the JobManager's.</summary>
    public static RunningConfiguration AsReported(FlinkConfiguration configuration, FlinkVersion version) => new(WrittenConfiguration.Of(configuration, version), []);

    /// <summary>The JobManager's view of <c>taskmanager.*</c>, and what has to differ from it for the components that the TaskManager reports.</summary>
    public static RunningConfiguration Of(TaskManagerEvidence? taskManager, FlinkConfiguration configuration, FlinkVersion version)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var reported = AsReported(configuration, version);
        if (taskManager?.Memory is not { } memory || Target(memory) is not { } target)
        {
            return reported;
        }

        if (LocalExecution.Is(memory))
        {
            return reported with { IsLocal = true };
        }

        CureSearch search = new(CureProcess.TaskManager, reported.Reported, version);
        if (search.Before is { } derived && IsExactly(derived, target))
        {
            return reported;
        }

        var found = search.Smallest(search.ChangesTowards(target), MostDifferences, candidate => IsExactly(candidate.Budget, target) ? candidate.Length : null);
        return new(reported.Reported, found?.Changes ?? search.Pinned(target));
    }

    /// <summary>As <see cref="CureSolver.Solve"/> from what runs; the changes are to what <see cref="Reported"/> says, so that with them all the result is what is promised.</summary>
    public CureAnswer Solve(FlinkVersion version, MemoryWish wish) => IsLocal ? new CureAnswer.Impossible(LocalExecution.Why, null) : CureSolver.Solve(Configuration, version, wish) switch
    {
        CureAnswer.Reached reached => ToReported(reached),
        CureAnswer.Impossible { Nearest: { } nearest } impossible => impossible with { Nearest = ToReported(nearest) },
        var answer => answer,
    };

    private CureAnswer.Reached ToReported(CureAnswer.Reached reached)
    {
        if (!Differs || reached.Changes.IsEmpty)
        {
            return reached;
        }

        var written = Differences.Concat(reached.Changes).GroupBy(change => change.Key, StringComparer.Ordinal)
            .Select(changes => new OptionChange(changes.Key, Reported[changes.Key], changes.Last().To))
            .Where(change => !string.Equals(change.From, change.To, StringComparison.Ordinal))
            .OrderBy(change => change.Key, StringComparer.Ordinal);
        return reached with
        {
            Changes = [.. written],
            Remarks = [.. reached.Remarks, "This TaskManager was started with other memory options than the JobManager's configuration shows. The changes are to the JobManager's, and contain what differs."],
        };
    }

    /// <summary>All components with their totals; null where the TaskManager has not told one, or tells what no process can have.</summary>
    private static Dictionary<MemoryComponent, long>? Target(TaskManagerMemory memory)
    {
        Dictionary<MemoryComponent, long> target = [];
        Int128 total = 0;
        foreach (var part in TaskManagerBudget.AllParts)
        {
            if (memory[part] is not ({ } bytes and >= 0))
            {
                return null;
            }

            target[part] = bytes;
            total += bytes;
        }

        if (total > long.MaxValue)
        {
            return null;
        }

        target[MemoryComponent.TotalProcess] = (long)total;
        target[MemoryComponent.TotalFlink] = target[MemoryComponent.TotalProcess] - target[MemoryComponent.JvmMetaspace] - target[MemoryComponent.JvmOverhead];
        return target;
    }

    private static bool IsExactly(ProcessBudget budget, Dictionary<MemoryComponent, long> target) => budget.Parts.All(part => budget[part] == target[part]);
}
