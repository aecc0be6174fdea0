using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>One component grows by some bytes: inside the same container at the cost of others, or with the container and nothing else changed.</summary>
internal sealed class GrowthCure(CureSearch search, ProcessBudget before, MemoryComponent wished)
{
    /// <summary>Sets of more changes are not looked at: Flink's rules never need more to pin every component.</summary>
    private const int MostChanges = 5;

    private const int MostChangesInside = 3;

    public CureAnswer Solve(long bytes, bool containerUnchanged)
    {
        if (bytes <= 0)
        {
            return bytes == 0
                ? new CureAnswer.Reached([], before, before)
                : new CureAnswer.Impossible($"A wish for {bytes} bytes more is none.", null);
        }

        if (bytes > long.MaxValue - before.TotalProcess)
        {
            return new CureAnswer.Impossible($"{MemorySizeText.ToHumanReadable(bytes)} more is more than Flink can count.", null);
        }

        return containerUnchanged ? InsideTheContainer(bytes) : WithTheContainer(bytes);
    }

    private CureAnswer WithTheContainer(long bytes)
    {
        var target = Target((wished, bytes));
        var found = search.Smallest(search.ChangesTowards(target), MostChanges, candidate => IsExactly(candidate.Budget, target) ? Oddity(candidate) : null);
        if (found is not null)
        {
            return Reached(found);
        }

        // Not to the byte: others may grow a little, none may shrink.
        var near = search.Smallest(
            search.ChangesTowards(target),
            MostChangesInside,
            candidate => candidate.Budget[wished] >= target[wished] && before.Parts.All(part => candidate.Budget[part] >= before[part]) ? candidate.Budget.TotalProcess + Oddity(candidate) : null);
        return near is not null
            ? Reached(near)
            : new CureAnswer.Impossible($"No set of {MostChangesInside} changes gives {Name(wished)} {MemorySizeText.ToHumanReadable(bytes)} more and leaves the others what they have.", null);
    }

    private CureAnswer InsideTheContainer(long bytes)
    {
        var givers = search.Process.Donors.Where(donor => donor.Component != wished).ToList();
        var spare = givers.Sum(giver => before[giver.Component] - giver.LeastOf(before));
        if (bytes <= spare && Inside(bytes, givers) is { } found)
        {
            return Reached(found);
        }

        var why = $"{Name(wished)} cannot grow by {MemorySizeText.ToHumanReadable(bytes)} within {MemorySizeText.ToHumanReadable(before.TotalProcess)}: "
            + $"the other components can spare {MemorySizeText.ToHumanReadable(spare)} "
            + $"({string.Join(", ", givers.Where(giver => giver.Floor != long.MaxValue).Select(giver => $"{Name(giver.Component)} {MemorySizeText.ToHumanReadable(before[giver.Component] - giver.LeastOf(before))}"))}).";
        return new CureAnswer.Impossible(why, Nearest(Math.Min(spare, bytes), givers) ?? (WithTheContainer(bytes) as CureAnswer.Reached));
    }

    private CureAnswer.Reached? Nearest(long spare, List<Donor> givers) => spare > 0 && Inside(spare, givers) is { } most ? Reached(most) : null;

    private CureCandidate? Inside(long bytes, List<Donor> givers)
    {
        var targets = givers.Where(giver => before[giver.Component] - giver.LeastOf(before) >= bytes)
            .Select(giver => Target((wished, bytes), (giver.Component, -bytes)))
            .Append(InOrder(bytes, givers))
            .ToList();
        var byAny = search.Smallest(search.ChangesTowards([.. targets]), MostChangesInside, candidate => Price(candidate.Budget, bytes, givers) + Oddity(candidate));
        return byAny ?? targets.Select(target => search.Smallest(search.ChangesTowards(target), MostChanges, candidate => IsExactly(candidate.Budget, target) ? Oddity(candidate) : null))
            .OfType<CureCandidate>()
            .MinBy(candidate => candidate.Changes.Length);
    }

    /// <summary>Of ways that give the same, one that sets a second total is the worse, and one that names what is wished is the better: less than any byte counts.</summary>
    private double Oddity(CureCandidate candidate) => (search.SetsBothTotals(candidate) ? 0.5 : 0) + (search.Names(candidate, wished) ? 0 : 0.25);

    /// <summary>What shrinks, weighed by how much that hurts; null where the wish is missed, the container changes, something else grows or a giver falls below its floor.</summary>
    private double? Price(ProcessBudget budget, long bytes, List<Donor> givers)
    {
        var isFulfilled = budget.TotalProcess == before.TotalProcess && budget[wished] == before[wished] + bytes;
        return isFulfilled && givers.TrueForAll(giver => budget[giver.Component] <= before[giver.Component] && budget[giver.Component] >= giver.LeastOf(before))
            ? givers.Sum(giver => (double)(before[giver.Component] - budget[giver.Component]) * giver.Reluctance)
            : null;
    }

    /// <summary>The givers pay one after the other, the one that it hurts least first.</summary>
    private Dictionary<MemoryComponent, long> InOrder(long bytes, List<Donor> givers)
    {
        List<(MemoryComponent, long)> shifts = [(wished, bytes)];
        var left = bytes;
        foreach (var giver in givers.OrderBy(giver => giver.Reluctance))
        {
            var gives = Math.Min(left, before[giver.Component] - giver.LeastOf(before));
            shifts.Add((giver.Component, -gives));
            left -= gives;
        }

        return Target([.. shifts]);
    }

    private Dictionary<MemoryComponent, long> Target(params ReadOnlySpan<(MemoryComponent Component, long Delta)> shifts)
    {
        Dictionary<MemoryComponent, long> target = before.Parts.ToDictionary(part => part, part => before[part]);
        foreach (var (component, delta) in shifts)
        {
            target[component] += delta;
        }

        target[MemoryComponent.TotalProcess] = before.Parts.Sum(part => target[part]);
        target[MemoryComponent.TotalFlink] = target[MemoryComponent.TotalProcess] - target[MemoryComponent.JvmMetaspace] - target[MemoryComponent.JvmOverhead];
        return target;
    }

    private bool IsExactly(ProcessBudget budget, Dictionary<MemoryComponent, long> target) => before.Parts.All(part => budget[part] == target[part]);

    private CureAnswer.Reached Reached(CureCandidate found) => CureRemarks.Describe(search, before, found);

    private static string Name(MemoryComponent component) => MemoryComponentNames.InSentence(component);
}
