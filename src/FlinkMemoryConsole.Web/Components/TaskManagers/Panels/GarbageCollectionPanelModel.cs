using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>Collections per minute and share of time, for each collector of the JVM.</summary>
public static class GarbageCollectionPanelModel
{
    /// <summary>Rates between readings that are nearer are mostly noise: Flink's own values are ten seconds old at times.</summary>
    private static readonly TimeSpan RateOver = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan NumberOver = TimeSpan.FromMinutes(5);

    public static PanelPicture Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var (windows, shown) = (scene.Process.Windows, scene.Shown);
        var collectors = GarbageCollectors.Of(windows);
        var counts = collectors.Where(collector => collector.CountsCollections).Select(collector => Line(scene, collector, GarbageCollectors.CollectionsPerMinute(windows, collector, RateOver))).ToImmutableArray();
        var shares = collectors.Select(collector => Line(scene, collector, GarbageCollectors.TimeShare(windows, collector, RateOver))).ToImmutableArray();
        var end = scene.LostAt is { } lost && lost < shown.To ? lost : shown.To;
        var from = end - NumberOver > shown.From ? end - NumberOver : shown.From;
        var pauses = GarbageCollectors.PauseShare(windows, from, end);
        return new(
            State(scene, collectors),
            pauses is { } share ? ByteSize.Percent(share) : "–",
            PanelPicture.Facts(
                pauses is null ? "fewer than two readings in these minutes" : $"of the last {Durations.Text(end - from)} in pauses",
                GarbageCollectors.ConcurrentShare(windows, from, end) is > 0 and { } beside ? $"{ByteSize.Percent(beside)} beside the threads" : null,
                Counted(scene, collectors, from, end)),
            [
                new("Share of time per collector", ChartUnit.Share, PanelChart.Known(shares.AsSpan()), [], "Share of time") { Height = PanelChart.Low },
                new("Collections per minute per collector", ChartUnit.PerMinute, PanelChart.Known(counts.AsSpan()), [], "Collections per minute") { Height = PanelChart.Low },
            ]);
    }

    /// <summary>The JVM's own name and what that collector does.</summary>
    internal static string NameOf(GarbageCollector collector)
    {
        var part = collector.Part switch
        {
            CollectedPart.Young => "young",
            CollectedPart.Old => collector.Name.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) || !collector.StopsTheWorld ? "old, concurrent" : "old, full",
            _ => collector.StopsTheWorld ? "whole heap" : "whole heap, concurrent",
        };
        return collector is { Part: CollectedPart.Young, StopsTheWorld: false } ? $"young, concurrent ({Plain(collector)})" : $"{part} ({Plain(collector)})";
    }

    private static string Plain(GarbageCollector collector) => collector.Name.Replace('_', ' ');

    private static ChartSeries Line(ProcessScene scene, GarbageCollector collector, IReadOnlyList<Reading> rates)
    {
        var color = (collector.Part, collector.StopsTheWorld) switch
        {
            (CollectedPart.Old, true) when !collector.Name.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) => "--warning",
            (CollectedPart.Young, _) => "--pool-heap",
            (CollectedPart.Whole, true) => "--pool-heap",
            _ => "--pool-overhead",
        };
        return new(NameOf(collector), color, [.. rates.Where(rate => rate.At >= scene.Shown.From && rate.At <= scene.Shown.To)], collector.StopsTheWorld ? ChartLine.Thick : ChartLine.Dashed);
    }

    private static string? Counted(ProcessScene scene, IReadOnlyList<GarbageCollector> collectors, DateTimeOffset from, DateTimeOffset to)
    {
        var counted = collectors.Where(collector => collector.CountsCollections)
            .Select(collector => (collector.Part, Count: GarbageCollectors.Collections(scene.Process.Windows, collector, from, to)))
            .Where(entry => entry.Count is not null)
            .GroupBy(entry => entry.Part)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Sum(entry => entry.Count!.Value):0} {group.Key.ToString().ToLowerInvariant()}"))
            .ToList();
        return counted.Count == 0 ? null : $"{string.Join(", ", counted)} collections";
    }

    private static PanelState State(ProcessScene scene, IReadOnlyList<GarbageCollector> collectors)
    {
        var newest = collectors.Select(collector => scene.Read(collector.CountMetric)).Where(readings => readings.Count > 0).Select(readings => (DateTimeOffset?)readings[^1].At).Max();
        var ever = collectors.Select(collector => scene.Process.Windows.Last(collector.CountMetric)?.At).Max();
        return scene.StateOf(newest, ever, "No collector has been seen yet: their names are asked for when the process first answers for its metrics.");
    }
}
