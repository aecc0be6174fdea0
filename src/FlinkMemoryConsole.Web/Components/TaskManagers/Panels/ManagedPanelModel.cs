using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>Managed memory: reserved against what Flink gave.</summary>
public static class ManagedPanelModel
{
    public static PanelPicture Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var used = scene.Read(FlinkMetricNames.ManagedUsed);
        var last = used is [.., var reading] ? reading.Value : double.NaN;
        var total = scene.Last(FlinkMetricNames.ManagedTotal) ?? scene.TaskManager?.Memory?.Managed;
        var meaning = (total, last) switch
        {
            (null, _) => "reserved; what was given is not known",
            (0, _) => "reserved: this TaskManager has no managed memory",
            ({ } given, 0) => $"reserved of {ByteSize.Text(given)}: no operator and no state backend asks for any",
            ({ } given, _) => $"reserved ({ByteSize.Percent(last / given)} of {ByteSize.Text(given)})",
        };
        return new(
            PanelPicture.StateOf(scene, FlinkMetricNames.ManagedUsed),
            ByteSize.Text(last),
            PanelPicture.Facts(meaning, last > 0 && last >= total ? "full by design where RocksDB or a sorter has it" : null),
            [
                new("Managed memory over time", ChartUnit.Bytes, PanelChart.Known(new ChartSeries("reserved", "--pool-managed", used)), total is > 0 and { } line ? [new("given", line, "--pool-managed")] : []) { Height = PanelChart.Tall },
            ]);
    }
}
