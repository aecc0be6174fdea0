using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>The whole process within a size: everything that can shrink pays, in the fewest changes.</summary>
internal sealed class FitCure(CureSearch search, ProcessBudget before)
{
    private const int MostChanges = 3;
    private const long Mebibyte = 1L << 20;

    /// <param name="remark">Goes with the answer where something changes.</param>
    public CureAnswer Solve(long limit, string? remark = null)
    {
        if (before.TotalProcess <= limit)
        {
            return new CureAnswer.Reached([], before, before);
        }

        var least = search.Process.Donors.Sum(donor => donor.LeastOf(before));
        if (limit >= least && (Within(limit) ?? Between(limit, least)) is { } found)
        {
            return CureRemarks.Describe(search, before, found, remark is null ? [] : [remark]);
        }

        var does = $"{(search.Process == CureProcess.TaskManager ? "A TaskManager" : "A JobManager")} with these options does not fit into {MemorySizeText.ToHumanReadable(Math.Max(0, limit))}";
        return Smallest(least) is { } nearest
            ? new CureAnswer.Impossible($"{does}: the smallest that Flink accepts and that leaves each component its least has {MemorySizeText.ToHumanReadable(least)}.", CureRemarks.Describe(search, before, nearest))
            : new CureAnswer.Impossible($"{does}: each of its components has its least already, {MemorySizeText.ToHumanReadable(before.TotalProcess)} together.", null);
    }

    private CureCandidate? Within(long limit) => search.Smallest([.. Candidates(limit).Concat(LargestThatFit(limit)).Distinct()], MostChanges, candidate => Price(candidate.Budget, limit) + (search.SetsBothTotals(candidate) ? 0.05 : 0));

    /// <summary>Unused room costs, and so does the component that shrinks most.</summary>
    private double? Price(ProcessBudget budget, long limit)
    {
        if (budget.TotalProcess > limit || !search.Process.Donors.All(donor => budget[donor.Component] >= donor.LeastOf(before)))
        {
            return null;
        }

        var deepest = search.Process.Donors
            .Where(donor => before[donor.Component] > 0)
            .Max(donor => (before[donor.Component] - budget[donor.Component]) / (double)before[donor.Component]);
        return ((limit - budget.TotalProcess) / (double)limit) + (deepest / 10);
    }

    private List<OptionChange> Candidates(long limit)
    {
        Dictionary<MemoryComponent, long> total = new() { [MemoryComponent.TotalProcess] = limit };
        List<Dictionary<MemoryComponent, long>> targets = [total];

        // What Flink makes of the limit alone tells how much of it is total Flink memory.
        var alone = search.Derive(search.Configuration.With(search.Process.Process.TotalFlink.Key, null).With(search.Process.Process.TotalProcess.Key, MemorySizeText.ToOption(limit)));
        var overhead = alone?.JvmOverhead ?? before.JvmOverhead;
        var flink = limit - before.JvmMetaspace - overhead;
        if (flink <= 0)
        {
            return search.ChangesTowards([.. targets]);
        }

        total[MemoryComponent.TotalFlink] = flink;
        var ratio = flink / (double)before.TotalFlink;
        var saved = before.TotalProcess - limit;
        targets.Add(search.Process.Donors.ToDictionary(donor => donor.Component, donor => Math.Max(donor.LeastOf(before), (long)(before[donor.Component] * ratio) / Mebibyte * Mebibyte)));
        targets.Add(search.Process.Donors.ToDictionary(donor => donor.Component, donor => Math.Max(donor.LeastOf(before), before[donor.Component] - saved)));
        targets.Add(new Dictionary<MemoryComponent, long> { [MemoryComponent.TotalFlink] = flink / Mebibyte * Mebibyte });
        return search.ChangesTowards([.. targets]);
    }

    /// <summary>Each size that alone makes the process fit, as large as it may then be: what is derived from it shrinks with it, so it need not give all that has to be saved.</summary>
    private IEnumerable<OptionChange> LargestThatFit(long limit)
    {
        foreach (var (option, component) in search.Process.Options)
        {
            if (component is { } part and not MemoryComponent.TotalProcess && LargestThatFits(option.Key, before[part] / Mebibyte, limit) is { } size)
            {
                yield return new OptionChange(option.Key, search.Configuration[option.Key], size);
            }
        }
    }

    /// <summary>In whole mebibytes, which people read. Null where no size of this option alone makes the process fit.</summary>
    private string? LargestThatFits(string key, long most, long limit)
    {
        var (tooSmall, tooLarge) = (-1L, most + 1);
        while (tooLarge - tooSmall > 1)
        {
            var middle = tooSmall + ((tooLarge - tooSmall) / 2);

            // What is refused is too small for the parts in it: the size that is there is accepted.
            (tooSmall, tooLarge) = Total(middle) > limit ? (tooSmall, middle) : (middle, tooLarge);
        }

        return tooSmall >= 0 && Total(tooSmall) <= limit ? Written(tooSmall) : null;

        long? Total(long mebibytes) => search.Derive(search.Configuration.With(key, Written(mebibytes)))?.TotalProcess;

        static string Written(long mebibytes) => MemorySizeText.ToOption(mebibytes * Mebibyte);
    }

    /// <summary>Where few changes do not reach a size: every component goes the same part of the way to its least, pinned by as many options as it takes.</summary>
    private CureCandidate? Between(long limit, long least)
    {
        var target = search.Process.Donors.ToDictionary(donor => donor.Component, donor => donor.LeastOf(before) + Share(before[donor.Component] - donor.LeastOf(before)));
        var left = limit - target.Values.Sum();
        foreach (var component in target.Keys.ToList())
        {
            // What rounding left: sizes add up to the limit as it was written.
            var more = Math.Min(left, before[component] - target[component]);
            target[component] += more;
            left -= more;
        }

        return search.Fewest(search.Pinned(WithTotals(target)), budget => budget.TotalProcess <= limit && IsBetween(budget));

        long Share(long room) => (long)((Int128)room * (limit - least) / (before.TotalProcess - least));
    }

    /// <summary>Each component at its least: nothing smaller can be asked for. Null where it is there already.</summary>
    private CureCandidate? Smallest(long least)
    {
        if (least == before.TotalProcess)
        {
            return null;
        }

        var target = WithTotals(search.Process.Donors.ToDictionary(donor => donor.Component, donor => donor.LeastOf(before)));
        return search.Smallest(search.ChangesTowards(target), MostChanges, candidate => IsLeast(candidate.Budget) ? candidate.Length + (search.SetsBothTotals(candidate) ? 100 : 0) : null)
            ?? search.Fewest(search.Pinned(target), IsLeast);

        bool IsLeast(ProcessBudget budget) => budget.TotalProcess == least && IsBetween(budget);
    }

    /// <summary>No component below its least, and none above what it has.</summary>
    private bool IsBetween(ProcessBudget budget) =>
        search.Process.Donors.All(donor => budget[donor.Component] >= donor.LeastOf(before) && budget[donor.Component] <= before[donor.Component]);

    private static Dictionary<MemoryComponent, long> WithTotals(Dictionary<MemoryComponent, long> parts)
    {
        var total = parts.Values.Sum();
        return new(parts)
        {
            [MemoryComponent.TotalProcess] = total,
            [MemoryComponent.TotalFlink] = total - parts[MemoryComponent.JvmMetaspace] - parts[MemoryComponent.JvmOverhead],
        };
    }
}
