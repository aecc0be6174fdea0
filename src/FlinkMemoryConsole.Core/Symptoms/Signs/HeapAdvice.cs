using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Cures and competing causes that all troubles of a TaskManager's heap share.</summary>
internal static class HeapAdvice
{
    /// <summary>More heap where that helps, and what to change in the code where it does not.</summary>
    /// <param name="failed">The heap ran out: it needed at least its limit, whatever was measured last.</param>
    public static Cure Cure(ClusterEvidence evidence, HeapPicture? heap, Culprit? culprit, bool failed, string expect)
    {
        var more = heap is null ? 0 : HeapRoom.MoreBytes(failed ? heap.Limit : heap.Latest.Value, heap.Limit);
        var proposal = Proposals.For(evidence, heap?.Process as TaskManagerEvidence, more > 0 ? new MemoryWish.MoreTaskHeap(more, ContainerUnchanged: false) : null);
        return new(proposal.Options, [.. proposal.Words, .. Code(culprit)], expect);
    }

    public static ImmutableArray<string> Code(Culprit? culprit)
    {
        var place = culprit is null ? "the operator" : culprit.Operator;
        var code = ImmutableArray.CreateBuilder<string>();
        code.Add($"Java: bound what {place} keeps: no static or instance collection without eviction (a size or time limit), state in Flink's keyed state with a TTL (StateTtlConfig) instead of fields, no elements collected in memory before they are emitted.");
        code.Add($"C#: in {place} look for Dictionary, List or ConcurrentDictionary fields that only grow, static caches without SizeLimit or expiry (MemoryCache), event handlers that are never removed; send results on one by one instead of batching them for the JVM, which holds each batch on its heap.");
        if (culprit?.Job.StateBackend?.Contains("HashMap", StringComparison.OrdinalIgnoreCase) is true)
        {
            code.Add("The job keeps its state on the heap (HashMapStateBackend): where state is what grows, state.backend.type: rocksdb moves it to managed memory and disk; give states a TTL.");
        }

        return code.ToImmutable();
    }

    /// <summary>What else could look the same, and why it does not here.</summary>
    public static ImmutableArray<CompetingCause> Competing(TaskManagerEvidence taskManager, HeapPicture? heap, bool named)
    {
        var others = ImmutableArray.CreateBuilder<CompetingCause>();
        others.Add(new(
            SymptomClass.ContainerOomKilled,
            "A container that exceeds its limit loses the process in the same way.",
            named ? "The JVM itself said that its heap was full." : $"The heap was at {(heap is null ? "its limit" : Phrase.Percent(heap.Share(heap.Used[^1])))} and rising; only the container's status (exit code 137, OOMKilled) could exclude a kill."));
        return others.ToImmutable().AddRange(OtherAreas(taskManager, heap));
    }

    /// <summary>The other memory areas of the JVM, where they were measured and had room.</summary>
    public static ImmutableArray<CompetingCause> OtherAreas(TaskManagerEvidence taskManager, HeapPicture? heap)
    {
        var others = ImmutableArray.CreateBuilder<CompetingCause>();
        if (Flat(taskManager, MemoryArea.Metaspace, heap) is { } metaspace)
        {
            others.Add(new(SymptomClass.MetaspaceOom, "A full metaspace makes a process fall silent too.", $"Metaspace stood at {metaspace}."));
        }

        if (Flat(taskManager, MemoryArea.Direct, heap) is { } direct)
        {
            others.Add(new(SymptomClass.DirectMemoryOom, "Direct memory has a limit of its own.", $"Direct memory stood at {direct}."));
        }

        return others.ToImmutable();
    }

    private static string? Flat(TaskManagerEvidence taskManager, MemoryArea area, HeapPicture? heap)
    {
        var readings = taskManager.Windows.Read(area.Metric, heap?.From ?? DateTimeOffset.MinValue, heap?.To ?? DateTimeOffset.MaxValue);
        return readings is [.., var last] && area.Limit(taskManager) is { } limit && last.Value < 0.9 * limit ? $"{Phrase.Bytes(last.Value)} of {Phrase.Bytes(limit)}" : null;
    }

    /// <summary>What was not to be had and would make surer.</summary>
    public static ImmutableArray<string> Missing(HeapPicture? heap, bool named)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        if (!named)
        {
            missing.Add("The failure's own words: no OutOfMemoryError in any log or exception that could be read.");
        }

        if (heap is null)
        {
            missing.Add("Metrics of the JVM heap of this TaskManager.");
        }

        missing.Add("A class histogram or heap dump: it would name the objects that fill the heap.");
        return missing.ToImmutable();
    }

    /// <summary>The last rise of the heap: its slope, or null where it does not rise.</summary>
    public static Trend? LastRise(HeapPicture heap) => Trend.Fit([.. heap.Levels.TakeLast(6)]) is { PerSecond: > 0 } trend ? trend : null;
}
