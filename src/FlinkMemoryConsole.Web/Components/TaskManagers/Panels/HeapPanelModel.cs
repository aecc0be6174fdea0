using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>The heap: the level after collections over the saw-tooth, and where it leads.</summary>
public static class HeapPanelModel
{
    /// <summary>Slower than this share of the limit in an hour is no news.</summary>
    private const double SlowestShareAnHour = 0.02;

    public static PanelPicture Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var (windows, shown) = (scene.Process.Windows, scene.Shown);
        var used = scene.Read(FlinkMetricNames.HeapUsed);
        var levels = Settled(HeapAfterCollections.Of(windows, shown.From, shown.To));
        var max = scene.Last(FlinkMetricNames.HeapMax);
        var (number, meaning) = (levels, used) switch
        {
            ([.., var level], _) => (level.Value, "after collections"),
            (_, [.., var last]) => (last.Value, "in use; no collection was seen in this time"),
            _ => (double.NaN, ""),
        };
        return new(
            PanelPicture.StateOf(scene, FlinkMetricNames.HeapUsed),
            ByteSize.Text(number),
            PanelPicture.Facts(max is > 0 and { } limit ? $"{meaning} ({ByteSize.Percent(number / limit)} of {ByteSize.Text(limit)})" : meaning, Speed(scene, levels, max), FullAt(scene)),
            [
                new("Java heap over time", ChartUnit.Bytes,
                    PanelChart.Known(
                        new("after collections", "--pool-heap", levels),
                        new("in use", "--pool-heap", used, ChartLine.Thin),
                        new("committed", "--pool-overhead", scene.Read(FlinkMetricNames.HeapCommitted), ChartLine.Dashed)),
                    PanelChart.Limit("limit (Heap.Max)", max)) { Height = PanelChart.Tall },
            ]);
    }

    /// <summary>The newest level may not have seen enough collections yet, and then it stands somewhere in the saw: where it is above the one before, it does not count yet.</summary>
    private static IReadOnlyList<Reading> Settled(IReadOnlyList<Reading> levels) => levels is [.., var before, var newest] && newest.Value > before.Value ? [.. levels.SkipLast(1)] : levels;

    /// <summary>Of the present life only: a new process begins with an empty heap.</summary>
    private static string? Speed(ProcessScene scene, IReadOnlyList<Reading> levels, double? max)
    {
        var born = scene.Process.Since ?? DateTimeOffset.MinValue;
        return Trend.Fit([.. levels.Where(level => level.At >= born)]) is { Confidence: >= 0.5 } trend && max is { } limit && Math.Abs(trend.PerSecond) * 3600 / limit >= SlowestShareAnHour
            ? $"{(trend.PerSecond > 0 ? "+" : "")}{ByteSize.Text(trend.PerSecond * 60)}/min"
            : null;
    }

    private static string? FullAt(ProcessScene scene) =>
        scene.Findings.FirstOrDefault(finding => finding is { Until: null, Class: SymptomClass.HeapOom or SymptomClass.JobManagerHeapOom, LimitAt: not null }) is { LimitAt: { } at } && at > scene.Now
            ? string.Create(CultureInfo.InvariantCulture, $"full at {Durations.At(at, scene.Now)} UTC if nothing changes")
            : null;
}
