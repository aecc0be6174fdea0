using System.Globalization;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>Turns what the search found into an answer for people: what pays, and what to know before applying it.</summary>
internal static class CureRemarks
{
    public static CureAnswer.Reached Describe(CureSearch search, ProcessBudget? before, CureCandidate found, params IEnumerable<string> more)
    {
        var changes = found.Changes.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new CureAnswer.Reached(changes, before, found.Budget) { Remarks = [.. Remarks(search, before, found), .. more] };
    }

    private static IEnumerable<string> Remarks(CureSearch search, ProcessBudget? before, CureCandidate found)
    {
        if (before is not null && found.Budget.TotalProcess > before.TotalProcess)
        {
            yield return $"Total process memory grows from {Print(before.TotalProcess)} to {Print(found.Budget.TotalProcess)}: the container's limit must grow with it.";
        }

        if (before is not null && found.Budget is TaskManagerBudget after && after.Managed < before[MemoryComponent.Managed])
        {
            yield return after.Managed > 0
                ? "Managed memory is what RocksDB, ForSt, batch operators and Python work in: with one of them in use, less of it costs speed."
                : "No managed memory is left: only for jobs with their state on the heap. RocksDB and ForSt would flush all the time, batch sorts, hash tables and Python would not start.";
        }

        if (before is TaskManagerBudget had && found.Budget is TaskManagerBudget has)
        {
            if (has.NetworkBuffers < had.NetworkBuffers)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{has.NetworkBuffers:#,0} network buffers are left of {had.NetworkBuffers:#,0}: a job that needs more of them is refused.");
            }

            if (has.TaskHeap < had.TaskHeap)
            {
                yield return "What jobs keep alive has to fit into the smaller heap: compare its level after collections.";
            }
        }

        foreach (var legacy in new[] { search.Process.Process.LegacyHeap.Key, search.Process.Process.LegacyHeapMebibytes.Key })
        {
            if (search.Configuration[legacy] is not null && !found.Changes.Any(change => string.Equals(change.Key, legacy, StringComparison.Ordinal)))
            {
                yield return search.Version >= LegacyHeap.Removed ? $"Flink {search.Version} ignores {legacy}, which counts only up to 1.20: it can be removed."
                    : IsSetAfter(LegacyHeap.TargetOf(search.Process.Process).Key) ? $"{legacy} does nothing beside {LegacyHeap.TargetOf(search.Process.Process).Key}: it can be removed."
                    : $"{legacy} is an option of Flink up to 1.20; write {LegacyHeap.SuccessorOf(search.Process.Process, search.Configuration).Key} before the next upgrade.";
            }
        }

        bool IsSetAfter(string key) => found.Changes.Aggregate(search.Configuration, (changed, change) => changed.With(change.Key, change.To))[key] is not null;
    }

    private static string Print(long bytes) => MemorySizeText.ToHumanReadable(bytes);
}
