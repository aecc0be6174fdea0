using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Web.Components.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">In the legend and the readout.</param>
/// <param name="Color">A custom property of <c>tokens.css</c>: <c>--pool-heap</c>.</param>
/// <param name="Readings">Oldest first. Where the next one is far away there was nothing to read: the line is broken there.</param>
/// <param name="Line">The line that matters is thick, the noise behind it thin.</param>
public sealed record ChartSeries(string Name, string Color, IReadOnlyList<Reading> Readings, ChartLine Line = ChartLine.Thick);

public enum ChartLine
{
    Thick,
    Thin,
    Dashed,
}

/// <summary>A level across the chart, such as the limit that kills.</summary>
public sealed record ChartLimit(string Name, double Value, string Color = "--critical");

/// <summary>A moment across all charts: a deploy, a restart, a finding.</summary>
/// <param name="Breaks">No line goes on over it: what comes after is another process.</param>
public sealed record ChartMark(DateTimeOffset At, string Label, string Color = "--ink-3", bool Breaks = false)
{
    /// <summary>How an event of the cluster is marked.</summary>
    public static ChartMark Of(ClusterEvent happened) => new(happened.At, happened.Text, happened.Kind switch
    {
        ClusterEventKind.JobFailed or ClusterEventKind.TaskManagerLost or ClusterEventKind.FindingOpened => "--critical",
        ClusterEventKind.JobRestarted or ClusterEventKind.CheckpointFailed => "--warning",
        _ => "--ink-3",
    });
}

/// <summary>What the numbers of a chart are, and so how they are written.</summary>
public enum ChartUnit
{
    /// <summary>Binary units, one for the whole chart.</summary>
    Bytes,

    /// <summary>0 to 1, written in percent.</summary>
    Share,

    /// <summary>Counts, with thousands separated.</summary>
    Count,

    Milliseconds,

    PerMinute,
}
