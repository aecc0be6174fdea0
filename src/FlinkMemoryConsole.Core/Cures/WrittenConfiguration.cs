using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>
/// What somebody wrote, out of what a JobManager reports: Flink's scripts start it with five options of its memory that they have resolved to bytes
/// (<c>-D jobmanager.memory.heap.size=…b</c> and so on), and <c>/jobmanager/config</c> shows these like any other.
/// </summary>
internal static class WrittenConfiguration
{
    private static readonly ImmutableArray<string> Resolved =
        [JobManagerOptions.Heap.Key, JobManagerOptions.OffHeap.Key, JobManagerOptions.Process.Metaspace.Key, JobManagerOptions.Process.OverheadMin.Key, JobManagerOptions.Process.OverheadMax.Key];

    /// <summary>
    /// As few of the five as give the JobManager the same memory; the configuration itself where they are not those of the scripts. One of them that was written and says what
    /// would be derived anyway is lost, which changes nothing.
    /// </summary>
    public static FlinkConfiguration Of(FlinkConfiguration reported, FlinkVersion version)
    {
        if (!AreOfTheScripts(reported) || JobManagerBudgets.Derive(reported, version).BudgetOrNull is not { } running)
        {
            return reported;
        }

        return Enumerable.Range(0, 1 << Resolved.Length)
            .OrderBy(kept => int.PopCount(kept))
            .Select(kept => Resolved.Where((_, index) => (kept >> index & 1) == 0).Aggregate(reported, (fewer, key) => fewer.With(key, null)))
            .First(fewer => JobManagerBudgets.Derive(fewer, version).BudgetOrNull is { } budget && running.Parts.All(part => budget[part] == running[part]));
    }

    private static bool AreOfTheScripts(FlinkConfiguration reported) =>
        Resolved.All(key => reported[key] is { } value && value.EndsWith('b') && value.AsSpan(..^1).IndexOfAnyExceptInRange('0', '9') < 0)
        && string.Equals(reported[JobManagerOptions.Process.OverheadMin.Key], reported[JobManagerOptions.Process.OverheadMax.Key], StringComparison.Ordinal);
}
