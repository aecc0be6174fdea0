using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>What a panel says: the one number with its meaning, and the charts that it is read from.</summary>
/// <param name="State">Loading, no data with its reason, fresh, or stale with its age.</param>
/// <param name="Number">For the large type: <c>744 MiB</c>.</param>
/// <param name="Meaning">What the number is, with the facts beside it.</param>
/// <param name="Charts">From top to bottom.</param>
public sealed record PanelPicture(PanelState State, string Number, string Meaning, ImmutableArray<PanelChart> Charts)
{
    internal const string NotAnswered = "Flink has no values of this process yet: they come some seconds after it has registered.";

    /// <summary>Facts beside a number, those that are known.</summary>
    internal static string Facts(params ReadOnlySpan<string?> facts) => string.Join(" · ", facts.ToArray().Where(fact => !string.IsNullOrEmpty(fact)));

    /// <summary>The state of a panel that lives of <paramref name="metric"/>.</summary>
    internal static PanelState StateOf(ProcessScene scene, string metric, string whyNone = NotAnswered) =>
        scene.StateOf(scene.Read(metric) is [.., var last] ? last.At : null, scene.Process.Windows.Last(metric)?.At, whyNone);
}

/// <summary>One chart of a panel.</summary>
/// <param name="Title">What is shown, for whoever cannot see it.</param>
/// <param name="Caption">Above it where a panel has several; null where the panel's title says it.</param>
public sealed record PanelChart(string Title, ChartUnit Unit, ImmutableArray<ChartSeries> Series, ImmutableArray<ChartLimit> Limits, string? Caption = null)
{
    /// <summary>As tall as two low charts with their captions, for a panel that stands beside such a one.</summary>
    internal const int Tall = 258;

    /// <summary>Of each of two charts in a panel.</summary>
    internal const int Low = 110;

    /// <summary>Pixels.</summary>
    public int Height { get; init; } = 170;

    /// <summary>A series with readings, else nothing: what was not read has no line and no legend.</summary>
    internal static ImmutableArray<ChartSeries> Known(params ReadOnlySpan<ChartSeries> series) => [.. series.ToArray().Where(line => line.Readings.Count > 0)];

    /// <summary>A limit line where the limit is known.</summary>
    internal static ImmutableArray<ChartLimit> Limit(string name, double? value) => value is > 0 and { } limit ? [new(name, limit)] : [];
}
