using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>Direct buffers against the limit of direct memory, and mapped files beside.</summary>
public static class DirectPanelModel
{
    public static PanelPicture Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var used = scene.Read(FlinkMetricNames.DirectUsed);
        var last = used is [.., var reading] ? reading.Value : double.NaN;
        double? limit = scene.TaskManager?.Memory?.JvmDirect;
        return new(
            PanelPicture.StateOf(scene, FlinkMetricNames.DirectUsed),
            ByteSize.Text(last),
            PanelPicture.Facts(
                limit is > 0 and { } most ? $"direct ({ByteSize.Percent(last / most)} of {ByteSize.Text(most)})" : "direct",
                scene.TaskManager?.Memory?.Network is { } network ? $"{ByteSize.Text(network)} of it is network memory" : null,
                scene.Last(FlinkMetricNames.DirectCount) is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:#,0} buffers") : null,
                scene.Last(FlinkMetricNames.MappedUsed) is { } mapped ? $"{ByteSize.Text(mapped)} mapped" : null),
            [
                new("Direct and mapped memory over time", ChartUnit.Bytes,
                    PanelChart.Known(new("direct", "--pool-direct", used), new("mapped", "--pool-overhead", scene.Read(FlinkMetricNames.MappedUsed), ChartLine.Dashed)),
                    PanelChart.Limit("limit (-XX:MaxDirectMemorySize)", limit)),
            ]);
    }
}
