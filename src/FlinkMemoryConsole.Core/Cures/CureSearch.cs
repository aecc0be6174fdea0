using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>Which process a cure is for, and how its budget is derived.</summary>
internal sealed record CureProcess(Func<FlinkConfiguration, FlinkVersion, ProcessBudget?> Derive, ImmutableArray<CureOption> Options, ProcessOptions Process, ImmutableArray<Donor> Donors)
{
    public static readonly CureProcess TaskManager = new(
        (configuration, version) => TaskManagerBudgets.Derive(configuration, version).BudgetOrNull,
        [
            new(TaskManagerOptions.Process.TotalProcess, MemoryComponent.TotalProcess),
            new(TaskManagerOptions.Managed, MemoryComponent.Managed),
            new(TaskManagerOptions.TaskHeap, MemoryComponent.TaskHeap),
            new(TaskManagerOptions.NetworkMin, MemoryComponent.Network),
            new(TaskManagerOptions.NetworkMax, MemoryComponent.Network),
            new(TaskManagerOptions.Process.TotalFlink, MemoryComponent.TotalFlink),
            new(TaskManagerOptions.TaskOffHeap, MemoryComponent.TaskOffHeap),
            new(TaskManagerOptions.Process.Metaspace, MemoryComponent.JvmMetaspace),
            new(TaskManagerOptions.Process.OverheadMin, MemoryComponent.JvmOverhead),
            new(TaskManagerOptions.Process.OverheadMax, MemoryComponent.JvmOverhead),
            new(TaskManagerOptions.ManagedFraction, null),
            new(TaskManagerOptions.NetworkFraction, null),
            new(TaskManagerOptions.NetworkBuffers, null),
            new(TaskManagerOptions.Process.OverheadFraction, null),
            new(TaskManagerOptions.FrameworkHeap, null),
            new(TaskManagerOptions.FrameworkOffHeap, null),
            new(TaskManagerOptions.Process.LegacyHeap, null),
            new(TaskManagerOptions.Process.LegacyHeapMebibytes, null),
        ],
        TaskManagerOptions.Process,
        [
            new(MemoryComponent.Managed, 0, 1),
            new(MemoryComponent.Network, TaskManagerOptions.NetworkMin.DefaultBytes, 2),
            new(MemoryComponent.TaskHeap, 64L << 20, 3),
            new(MemoryComponent.TaskOffHeap, long.MaxValue, 5),
            new(MemoryComponent.JvmMetaspace, long.MaxValue, 5),
            new(MemoryComponent.JvmOverhead, TaskManagerOptions.Process.OverheadMin.DefaultBytes, 8),
            new(MemoryComponent.FrameworkHeap, long.MaxValue, 9),
            new(MemoryComponent.FrameworkOffHeap, long.MaxValue, 9),
        ]);

    public static readonly CureProcess JobManager = new(
        (configuration, version) => JobManagerBudgets.Derive(configuration, version).BudgetOrNull,
        [
            new(JobManagerOptions.Process.TotalProcess, MemoryComponent.TotalProcess),
            new(JobManagerOptions.Heap, MemoryComponent.JvmHeap),
            new(JobManagerOptions.Process.TotalFlink, MemoryComponent.TotalFlink),
            new(JobManagerOptions.OffHeap, MemoryComponent.OffHeap),
            new(JobManagerOptions.Process.Metaspace, MemoryComponent.JvmMetaspace),
            new(JobManagerOptions.Process.OverheadMin, MemoryComponent.JvmOverhead),
            new(JobManagerOptions.Process.OverheadMax, MemoryComponent.JvmOverhead),
            new(JobManagerOptions.Process.OverheadFraction, null),
            new(JobManagerOptions.LimitDirectMemory, null),
            new(JobManagerOptions.Process.LegacyHeap, null),
            new(JobManagerOptions.Process.LegacyHeapMebibytes, null),
        ],
        JobManagerOptions.Process,
        [
            new(MemoryComponent.JvmHeap, 128L << 20, 1),
            new(MemoryComponent.OffHeap, JobManagerOptions.OffHeap.DefaultBytes, 3),
            new(MemoryComponent.JvmOverhead, JobManagerOptions.Process.OverheadMin.DefaultBytes, 8),
            new(MemoryComponent.JvmMetaspace, long.MaxValue, 9),
        ]);
}

/// <summary>An option that a cure may change.</summary>
/// <param name="Component">What its value decides about; null for one that is only ever removed.</param>
internal sealed record CureOption(MemoryOption Option, MemoryComponent? Component);

/// <summary>A part that may pay for a wish.</summary>
/// <param name="Floor">It never pays below this (or below what it has, where that is less).</param>
/// <param name="Reluctance">How much it hurts to take a byte from it, against the others.</param>
internal sealed record Donor(MemoryComponent Component, long Floor, int Reluctance)
{
    /// <summary>The least that may be left of it.</summary>
    public long LeastOf(ProcessBudget before) => Math.Min(before[Component], Floor);
}

/// <summary>A configuration with changes, and what Flink makes of it.</summary>
internal sealed record CureCandidate(ImmutableArray<OptionChange> Changes, ProcessBudget Budget)
{
    public int Removals => Changes.Count(change => change.To is null);

    /// <summary>Characters of all values: of two ways to the same, people would write the shorter, <c>2g</c> and not <c>2684354564b</c>.</summary>
    public int Length => Changes.Sum(change => change.To?.Length ?? 0);
}

/// <summary>Tries sets of option changes, smaller sets first, each derived as Flink would: what it finds is accepted by Flink by construction.</summary>
internal sealed class CureSearch(CureProcess process, FlinkConfiguration configuration, FlinkVersion version)
{
    public CureProcess Process => process;

    public FlinkConfiguration Configuration => configuration;

    public FlinkVersion Version => version;

    public ProcessBudget? Before { get; } = process.Derive(configuration, version);

    /// <summary>The best of the smallest sets that pass.</summary>
    /// <param name="candidates">Changes to combine, those with the same key exclude each other.</param>
    /// <param name="most">The largest set to try.</param>
    /// <param name="price">What a set and its budget cost, less is better; null where it does not fulfil the wish.</param>
    public CureCandidate? Smallest(IReadOnlyList<OptionChange> candidates, int most, Func<CureCandidate, double?> price)
    {
        for (var size = 1; size <= most; size++)
        {
            Round round = new(this, candidates, price);
            round.Try(configuration, [], 0, size);
            if (round.Best is { } best)
            {
                return best;
            }
        }

        return null;
    }

    /// <summary>Changes that pin components to these sizes, and those that take away what is set.</summary>
    public List<OptionChange> ChangesTowards(params IReadOnlyList<IReadOnlyDictionary<MemoryComponent, long>> targets)
    {
        List<OptionChange> changes = [];
        foreach (var (option, component) in process.Options)
        {
            var now = configuration[option.Key];
            if (component is { } pinned)
            {
                changes.AddRange(targets
                    .Where(target => target.TryGetValue(pinned, out var bytes) && bytes >= 0)
                    .Select(target => target[pinned])
                    .Distinct()
                    .Where(bytes => now is null || !MemorySizeText.TryParse(now, out var set, out _) || set != bytes)
                    .Select(bytes => new OptionChange(option.Key, now, MemorySizeText.ToOption(bytes))));
            }
        }

        return [.. changes, .. Removals()];
    }

    /// <summary>Takes away each option of the process that is set, under whichever name.</summary>
    public IEnumerable<OptionChange> Removals() => process.Options
        .SelectMany(option => new[] { option.Option.Key, option.Option.Alias })
        .OfType<string>()
        .Where(key => configuration[key] is not null)
        .Select(key => new OptionChange(key, configuration[key], null));

    /// <summary>Every part as in <paramref name="target"/>, and nothing left that would derive one. Flink accepts it where the parts add up to the totals.</summary>
    public ImmutableArray<OptionChange> Pinned(IReadOnlyDictionary<MemoryComponent, long> target)
    {
        var pinned = process.Options
            .Select(option => (option.Option.Key, option.Component))
            .Concat([(TaskManagerOptions.FrameworkHeap.Key, MemoryComponent.FrameworkHeap), (TaskManagerOptions.FrameworkOffHeap.Key, MemoryComponent.FrameworkOffHeap)])
            .Where(option => option.Component is { } component && target.ContainsKey(component))
            .ToDictionary(option => option.Key, option => MemorySizeText.ToOption(target[option.Component!.Value]), StringComparer.Ordinal);
        return
        [
            .. pinned.Select(pin => new OptionChange(pin.Key, configuration[pin.Key], pin.Value)),
            .. Removals().Where(removal => !pinned.ContainsKey(removal.Key)),
        ];
    }

    /// <summary>As few of these changes as still pass, where none of them can be left out any more; the last are left out first. Null where all of them together do not pass.</summary>
    public CureCandidate? Fewest(ImmutableArray<OptionChange> changes, Func<ProcessBudget, bool> passes)
    {
        var best = Passing(changes, passes);
        for (var tried = int.MaxValue; best is not null && best.Changes.Length < tried;)
        {
            tried = best.Changes.Length;
            foreach (var change in best.Changes.Reverse())
            {
                best = Passing(best.Changes.Remove(change), passes) ?? best;
            }
        }

        return best;
    }

    /// <summary>Whether one of these changes sets an option of this very component: it says what is meant, and goes on doing so when the process grows.</summary>
    public bool Names(CureCandidate candidate, MemoryComponent component) => candidate.Changes.Any(change =>
        change.To is not null && process.Options.Any(option => option.Component == component && string.Equals(option.Option.Key, change.Key, StringComparison.Ordinal)));

    /// <summary>Whether total process and total Flink memory are both set by these changes, where they were not before: Flink derives what is left between them, and people should not have to.</summary>
    public bool SetsBothTotals(CureCandidate candidate)
    {
        return IsSet(candidate, process.Process.TotalProcess.Key) && IsSet(candidate, process.Process.TotalFlink.Key)
            && (configuration[process.Process.TotalProcess.Key] is null || configuration[process.Process.TotalFlink.Key] is null);

        bool IsSet(CureCandidate changed, string key) =>
            (changed.Changes.FirstOrDefault(change => string.Equals(change.Key, key, StringComparison.Ordinal)) is { } change ? change.To : configuration[key]) is not null;
    }

    public ProcessBudget? Derive(FlinkConfiguration changed) => process.Derive(changed, version);

    private CureCandidate? Passing(ImmutableArray<OptionChange> changes, Func<ProcessBudget, bool> passes) =>
        Derive(changes.Aggregate(configuration, (changed, change) => changed.With(change.Key, change.To))) is { } budget && passes(budget) ? new(changes, budget) : null;

    private sealed class Round(CureSearch search, IReadOnlyList<OptionChange> candidates, Func<CureCandidate, double?> price)
    {
        private double _bestPrice;

        public CureCandidate? Best { get; private set; }

        public void Try(FlinkConfiguration changed, ImmutableArray<OptionChange> changes, int from, int left)
        {
            if (left == 0)
            {
                Judge(changed, changes);
                return;
            }

            for (var i = from; i <= candidates.Count - left; i++)
            {
                var next = candidates[i];
                if (!changes.Any(change => string.Equals(change.Key, next.Key, StringComparison.Ordinal)))
                {
                    Try(changed.With(next.Key, next.To), changes.Add(next), i + 1, left - 1);
                }
            }
        }

        private void Judge(FlinkConfiguration changed, ImmutableArray<OptionChange> changes)
        {
            if (search.Derive(changed) is not { } budget)
            {
                return;
            }

            CureCandidate candidate = new(changes, budget);
            if (price(candidate) is not { } cost)
            {
                return;
            }

            if (Best is null || candidate.Removals < Best.Removals || (candidate.Removals == Best.Removals && cost < _bestPrice))
            {
                (Best, _bestPrice) = (candidate, cost);
            }
        }
    }
}
