using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>The whole process within a size: everything that can shrink pays, in the fewest changes.</summary>
internal sealed class FitCure(CureSearch search, ProcessBudget before)
{
    private const int MostChanges = 3;
    private const int MostChangesForNearest = 2;
    private const long Mebibyte = 1L << 20;

    /// <param name="remark">Goes with the answer where something changes.</param>
    public CureAnswer Solve(long limit, string? remark = null)
    {
        if (before.TotalProcess <= limit)
        {
            return new CureAnswer.Reached([], before, before);
        }

        if (limit > 0 && Within(limit, MostChanges) is { } found)
        {
            return CureRemarks.Describe(search, before, found, remark is null ? [] : [remark]);
        }

        var nearest = Smallest(limit);
        var why = $"{(search.Process == CureProcess.TaskManager ? "A TaskManager" : "A JobManager")} with these options does not fit into {MemorySizeText.ToHumanReadable(Math.Max(0, limit))}"
            + (nearest is null ? "." : $": the smallest that Flink accepts and that leaves each component its least has {MemorySizeText.ToHumanReadable(nearest.Budget.TotalProcess)}.");
        return new CureAnswer.Impossible(why, nearest is null ? null : CureRemarks.Describe(search, before, nearest));
    }

    private CureCandidate? Within(long limit, int most) => search.Smallest(Candidates(limit), most, candidate => Price(candidate.Budget, limit));

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

    /// <summary>The smallest size that can be reached, to a mebibyte.</summary>
    private CureCandidate? Smallest(long limit)
    {
        var (below, above) = (Math.Max(0, limit) / Mebibyte, before.TotalProcess / Mebibyte);
        CureCandidate? found = null;
        while (below + 1 < above)
        {
            var middle = below + ((above - below) / 2);
            if (Within(middle * Mebibyte, MostChangesForNearest) is { } fits)
            {
                (found, above) = (fits, middle);
            }
            else
            {
                below = middle;
            }
        }

        return found;
    }
}
