using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>The heap that a wizard speaks of, and what could be seen at all.</summary>
public sealed partial class WizardAside : LiveComponent
{
    private IReadOnlyList<ChartSeries> _series = [];
    private IReadOnlyList<ChartLimit> _limits = [];
    private IReadOnlyList<ChartMark> _marks = [];
    private TimeSpanOfRange _span;

    /// <summary>Null where the cluster does not know it.</summary>
    [Parameter]
    public TaskManagerEvidence? TaskManager { get; set; }

    protected override void OnSnapshot()
    {
        if (TaskManager is null || Snapshot is null)
        {
            (_series, _limits, _marks) = ([], [], []);
            return;
        }

        // A cluster that is watched since three minutes fills the chart, not its last twentieth.
        _span = Shown.From < Snapshot.Evidence.From && Range.Follows ? Shown with { From = Snapshot.Evidence.From } : Shown;
        var used = TaskManager.Windows.Read(FlinkMetricNames.HeapUsed, _span.From, _span.To);
        _series = used.Count == 0 ? [] :
        [
            new("Used", "--pool-heap", used, ChartLine.Thin),
            new("After collections", "--pool-heap", HeapAfterCollections.Of(TaskManager.Windows, _span.From, _span.To)),
        ];
        _limits = TaskManager.Windows.Last(FlinkMetricNames.HeapMax) is { } limit ? [new("Limit", limit.Value)] : [];
        _marks = [.. Snapshot.Evidence.Events.Select(ChartMark.Of)];
    }
}
