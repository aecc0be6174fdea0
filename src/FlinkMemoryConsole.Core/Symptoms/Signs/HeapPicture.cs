using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>The heap of one life of a process, up to a moment.</summary>
/// <param name="Limit">Bytes that the heap can have.</param>
/// <param name="Used">Fresh measurements of what was in use.</param>
/// <param name="Levels">After collections.</param>
/// <param name="Thorough">After collections of the old generation or the whole heap.</param>
internal sealed record HeapPicture(
    ProcessEvidence Process, string Id, DateTimeOffset From, DateTimeOffset To, double Limit, IReadOnlyList<Reading> Used, IReadOnlyList<Reading> Levels, IReadOnlyList<Reading> Thorough)
{
    /// <summary>Null where nothing is known of this process's heap.</summary>
    public static HeapPicture? Of(ProcessEvidence process, string id, DateTimeOffset from, DateTimeOffset to)
    {
        var used = FreshReadings.Of(process.Windows.Read(FlinkMetricNames.HeapUsed, from, to));
        return MemoryArea.HeapLimit(process) is { } limit && limit > 0 && used.Count > 0
            ? new(process, id, from, to, limit, used, HeapAfterCollections.Of(process.Windows, from, to), HeapAfterCollections.OfThoroughCollections(process.Windows, from, to))
            : null;
    }

    /// <summary>Of the present life, until now.</summary>
    public static HeapPicture? Now(ProcessEvidence process, string id, DateTimeOffset now) =>
        process is { IsAlive: true, Since: { } since } ? Of(process, id, since, now) : null;

    public string MetricsPath => Id is Entities.JobManager ? "/jobmanager/metrics" : $"/taskmanagers/{Id}/metrics";

    public Reading? LastLevel => Levels is [.., var last] ? last : null;

    /// <summary>The last level, or what was in use where no collection was seen.</summary>
    public Reading Latest => LastLevel is { } level && Used[^1].Value < level.Value * 1.5 && level.At >= Used[^1].At.AddMinutes(-1) ? level : Used[^1];

    public double Share(Reading reading) => reading.Value / Limit;

    /// <summary>Share of time in pauses over the last readings of this span; null where they do not reach over half of it.</summary>
    public double? PauseShare(TimeSpan over) => PauseShareAt(To, over);

    public double? PauseShareAt(DateTimeOffset at, TimeSpan over)
    {
        var (from, to) = (at - over, at);
        var known = Used.Where(reading => reading.At >= from && reading.At <= to).ToList();
        return known.Count >= 2 && known[^1].At - known[0].At >= over / 2 ? GarbageCollectors.PauseShare(Process.Windows, known[0].At, known[^1].At) : null;
    }

    /// <summary>Share of time that collectors worked beside the threads.</summary>
    public double? ConcurrentShareAt(DateTimeOffset at, TimeSpan over) => GarbageCollectors.ConcurrentShare(Process.Windows, at - over, at);

    /// <summary>Full collections per minute: those of the old generation that stop all threads.</summary>
    public double? FullCollectionsPerMinuteAt(DateTimeOffset at, TimeSpan over)
    {
        var full = GarbageCollectors.Of(Process.Windows).Where(collector => collector is { Part: CollectedPart.Old, StopsTheWorld: true, CountsCollections: true }).ToList();
        var known = Used.Where(reading => reading.At >= at - over && reading.At <= at).ToList();
        return full.Count == 0 || known.Count < 2
            ? null
            : full.Sum(collector => GarbageCollectors.Collections(Process.Windows, collector, known[0].At, known[^1].At) ?? 0) / (known[^1].At - known[0].At).TotalMinutes;
    }

    /// <summary>Collectors of the Parallel family: the only ones that end with <c>GC overhead limit exceeded</c>.</summary>
    public bool IsParallel => GarbageCollectors.Of(Process.Windows).Any(collector => collector.Name.StartsWith("PS_", StringComparison.Ordinal));

    /// <summary>What the windows show, as evidence.</summary>
    public ImmutableArray<EvidenceItem> Facts()
    {
        var facts = ImmutableArray.CreateBuilder<EvidenceItem>();
        facts.Add(new("JVM heap in use, last measured", $"{Phrase.Bytes(Used[^1].Value)} of {Phrase.Bytes(Limit)} ({Phrase.Percent(Share(Used[^1]))})", Used[^1].At, MetricsPath));
        if (LastLevel is { } level)
        {
            facts.Add(new("heap after collections", $"{Phrase.Bytes(level.Value)} ({Phrase.Percent(Share(level))}), {Phrase.Bytes(Levels[0].Value)} at {Phrase.Time(Levels[0].At)}", level.At, MetricsPath));
        }

        var last = Used[^1].At;
        if (PauseShareAt(last, TimeSpan.FromMinutes(1)) is { } pauses)
        {
            facts.Add(new("share of time in collection pauses, last minute", Phrase.Percent(pauses), last, MetricsPath));
        }

        if (FullCollectionsPerMinuteAt(last, TimeSpan.FromMinutes(1)) is { } full and > 0)
        {
            facts.Add(new("full collections", $"{Phrase.Number(full)} a minute", last, MetricsPath));
        }

        return facts.ToImmutable();
    }
}
