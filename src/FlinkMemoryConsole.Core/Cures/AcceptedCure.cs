using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>A configuration that Flink refuses becomes one that it accepts, in the fewest changes: a value put right, a total made large enough, a contradiction taken away.</summary>
internal sealed class AcceptedCure(CureSearch search)
{
    private const int MostChanges = 3;
    private const long Mebibyte = 1L << 20;

    /// <summary>What Flink ships with.</summary>
    private readonly string _shippedTotal = search.Process == CureProcess.TaskManager ? "1728m" : "1600m";

    public CureAnswer Solve()
    {
        if (search.Before is { } valid)
        {
            return new CureAnswer.Reached([], valid, valid);
        }

        var found = search.Smallest([.. Candidates().DistinctBy(change => (change.Key, change.To))], MostChanges, candidate => Price(candidate.Budget)) ?? search.Fewest(StartingOver(), HasRoom);
        return found is not null
            ? CureRemarks.Describe(search, null, found, found.Changes.Where(change => change.To is not null && string.Equals(change.To, InMebibytes(change.From), StringComparison.Ordinal)).Select(UnitRemark))
            : new CureAnswer.Impossible("Flink refuses this configuration even without its memory options.", null);
    }

    /// <summary>The size that Flink ships with, and nothing else of what decides about memory.</summary>
    private ImmutableArray<OptionChange> StartingOver()
    {
        var total = search.Process.Process.TotalProcess.Key;
        return [new OptionChange(total, search.Configuration[total], _shippedTotal), .. Counts(), .. search.Removals().Where(removal => !string.Equals(removal.Key, total, StringComparison.Ordinal))];
    }

    /// <summary>The nearest to what was written: totals that were given should stay, and no component should starve.</summary>
    private double? Price(ProcessBudget budget)
    {
        var (process, flink) = (Meant(search.Process.Process.TotalProcess.Key), Meant(search.Process.Process.TotalFlink.Key));
        var moved = process is null && flink is null
            ? Legacy is { } legacy ? Moved(legacy, budget[SuccessorComponent]) : Moved(Size(_shippedTotal), budget.TotalProcess)
            : Moved(process, budget.TotalProcess) + Moved(flink, budget.TotalFlink);

        // No distance outweighs a starving heap: a size that was written far too small is left far behind by everything that works.
        return (moved / (1 + moved)) + (HasRoom(budget) ? 0 : 1);
    }

    private static double Moved(long? from, long to) => from is { } bytes && bytes > 0 ? Math.Abs(to - bytes) / (double)bytes : 0;

    private static bool HasRoom(ProcessBudget budget) => budget[budget is TaskManagerBudget ? MemoryComponent.TaskHeap : MemoryComponent.JvmHeap] >= 64 * Mebibyte;

    private IEnumerable<OptionChange> Candidates()
    {
        foreach (var key in search.Process.Options.SelectMany(option => new[] { option.Option.Key, option.Option.Alias }).OfType<string>())
        {
            if (search.Configuration[key] is { } written && MemorySizeText.ReadMeant(written) is { } meant)
            {
                yield return new OptionChange(key, written, MemorySizeText.ToOption(meant));
            }

            if (FlinkOptions.FindAny(key) is { Type: "MemorySize" } && InMebibytes(search.Configuration[key]) is { } withUnit)
            {
                yield return new OptionChange(key, search.Configuration[key], withUnit);
            }
        }

        foreach (var count in Counts())
        {
            yield return count;
        }

        if (Legacy is { } legacy)
        {
            yield return new OptionChange(Successor.Key, search.Configuration[Successor.Key], MemorySizeText.ToOption(legacy));
        }

        var total = search.Process.Process.TotalProcess.Key;
        foreach (var size in TotalsThatFit(total).Append(_shippedTotal))
        {
            yield return new OptionChange(total, search.Configuration[total], size);
        }

        // Without one of the options Flink may know what its value should have been.
        foreach (var removal in search.Removals())
        {
            if (search.Derive(search.Configuration.With(removal.Key, null)) is { } without && search.Process.Options.FirstOrDefault(option => string.Equals(option.Option.Key, removal.Key, StringComparison.Ordinal))?.Component is { } component)
            {
                yield return removal with { To = MemorySizeText.ToOption(without[component]) };
            }

            yield return removal;
        }
    }

    /// <summary>The smallest total process memory that Flink accepts with all else as it is, and one with a heap to work in.</summary>
    private IEnumerable<string> TotalsThatFit(string total)
    {
        var smallest = Sizes().FirstOrDefault(mebibytes => Derived(mebibytes) is not null);
        if (smallest == 0)
        {
            return [];
        }

        var roomy = Sizes().Prepend(smallest + 512).FirstOrDefault(mebibytes => mebibytes >= smallest && Derived(mebibytes) is { } budget && HasRoom(budget));
        return roomy == 0 ? [Written(smallest)] : [Written(smallest), Written(roomy)];

        ProcessBudget? Derived(long mebibytes) => search.Derive(search.Configuration.With(total, Written(mebibytes)));

        static string Written(long mebibytes) => MemorySizeText.ToOption(mebibytes * Mebibyte);

        static IEnumerable<long> Sizes()
        {
            for (var mebibytes = 256L; mebibytes <= 1 << 20; mebibytes += Math.Max(16, mebibytes / 16))
            {
                yield return mebibytes;
            }
        }
    }

    /// <summary>Slots and cores as Flink takes them where they are not set.</summary>
    private IEnumerable<OptionChange> Counts()
    {
        if (search.Process != CureProcess.TaskManager)
        {
            yield break;
        }

        var (slots, cores) = (TaskManagerOptions.Slots.Key, TaskManagerOptions.Cores.Key);
        var count = search.Configuration[slots] is { } text && JavaText.ParseInt(text) is > 0 and var readable ? readable : (int?)null;
        if (search.Configuration[slots] is { } writtenSlots && count is null)
        {
            yield return new OptionChange(slots, writtenSlots, "1");
        }

        if (search.Configuration[cores] is { } writtenCores)
        {
            yield return new OptionChange(cores, writtenCores, (count ?? 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What the keys of old give, which Flink 2.0 and later ignore; null where they are not set.</summary>
    private long? Legacy => Meant(search.Process.Process.LegacyHeap.Key) ?? (search.Configuration[search.Process.Process.LegacyHeapMebibytes.Key] is { } mebibytes ? Size($"{mebibytes}m") : null);

    private MemoryOption Successor => LegacyHeap.SuccessorOf(search.Process.Process, search.Configuration);

    private MemoryComponent SuccessorComponent => search.Process.Options.First(option => option.Option == Successor).Component!.Value;

    /// <summary>The size that was written, or meant where Flink cannot read it.</summary>
    private long? Meant(string key) => search.Configuration[key] is { } text && MemorySizeText.TryParseTyped(InMebibytes(text) ?? text, out var bytes, out _) ? bytes : null;

    /// <summary><c>4096m</c> for <c>4096</c>: a number without a unit that is too small to be meant as bytes. Null for all else.</summary>
    private static string? InMebibytes(string? text) => long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && number is > 0 and < Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{number}m")
        : null;

    private static string UnitRemark(OptionChange change) => $"{change.Key}: {change.From} has no unit, and Flink takes it for bytes. It is read as mebibytes here.";

    private static long? Size(string text) => MemorySizeText.TryParse(text, out var bytes, out _) ? bytes : null;
}
