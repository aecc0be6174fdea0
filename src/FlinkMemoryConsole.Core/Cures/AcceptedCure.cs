using System.Globalization;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>A configuration that Flink refuses becomes one that it accepts, in the fewest changes: a value put right, a total made large enough, a contradiction taken away.</summary>
internal sealed partial class AcceptedCure(CureSearch search)
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

        return search.Smallest([.. Candidates().DistinctBy(change => (change.Key, change.To))], MostChanges, candidate => Price(candidate.Budget)) is { } found
            ? CureRemarks.Describe(search, null, found)
            : new CureAnswer.Impossible($"No set of {MostChanges} changes makes Flink accept this configuration.", null);
    }

    /// <summary>The nearest to what was written: totals that were given should stay, and no component should starve.</summary>
    private double? Price(ProcessBudget budget)
    {
        var totals = new[] { (search.Process.Process.TotalProcess, MemoryComponent.TotalProcess), (search.Process.Process.TotalFlink, MemoryComponent.TotalFlink) };
        var moved = totals.Sum(total => SizeOf(total.Item1.Key) is { } written && written > 0 ? Math.Abs(budget[total.Item2] - written) / (double)written : 0);
        var heap = budget is TaskManagerBudget taskManager ? taskManager.TaskHeap : budget[MemoryComponent.JvmHeap];
        return moved + (heap < 64 * Mebibyte ? 10 : 0);
    }

    private IEnumerable<OptionChange> Candidates()
    {
        foreach (var key in search.Process.Options.SelectMany(option => new[] { option.Option.Key, option.Option.Alias }).OfType<string>())
        {
            if (search.Configuration[key] is { } written && PutRight(written) is { } right)
            {
                yield return new OptionChange(key, written, right);
            }
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
        for (var mebibytes = 256L; mebibytes <= 1 << 20; mebibytes += Math.Max(16, mebibytes / 16))
        {
            if (search.Derive(search.Configuration.With(total, MemorySizeText.ToOption(mebibytes * Mebibyte))) is not null)
            {
                yield return MemorySizeText.ToOption(mebibytes * Mebibyte);
                yield return MemorySizeText.ToOption((mebibytes + 512) * Mebibyte);
                yield break;
            }
        }
    }

    private long? SizeOf(string key) => search.Configuration[key] is { } text && MemorySizeText.TryParse(text, out var bytes, out _) ? bytes : null;

    /// <summary>What a person meant by <c>1.5g</c> or <c>4Gi</c>; null where the text is fine or cannot be guessed.</summary>
    private static string? PutRight(string written)
    {
        var match = HumanSize().Match(written.Trim());
        if (MemorySizeText.TryParse(written, out _, out _) || !match.Success
            || !decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var shift = 10 * (1 + "kmgt".IndexOf(match.Groups["unit"].Value, StringComparison.OrdinalIgnoreCase));
        var bytes = number * (1L << shift);
        return bytes <= long.MaxValue ? MemorySizeText.ToOption((long)bytes) : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,12}(\.[0-9]{1,6})?)\s*(?<unit>[kmgt])(i?b)?i?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HumanSize();
}
