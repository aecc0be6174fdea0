using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>Classes: a leak of class loaders shows as a step at every restart of a job.</summary>
public static class MetaspacePanelModel
{
    public static PanelPicture Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var used = scene.Read(FlinkMetricNames.MetaspaceUsed);
        var last = used is [.., var reading] ? reading.Value : double.NaN;
        double? budget = scene.TaskManager?.Memory?.JvmMetaspace ?? (scene.Process as JobManagerEvidence)?.Memory?.JvmMetaspace;
        var limit = scene.Last(FlinkMetricNames.MetaspaceMax) ?? budget;
        return new(
            PanelPicture.StateOf(scene, FlinkMetricNames.MetaspaceUsed),
            ByteSize.Text(last),
            PanelPicture.Facts(limit is > 0 and { } most ? $"in use ({ByteSize.Percent(last / most)} of {ByteSize.Text(most)})" : "in use; no limit is known", Classes(scene)),
            [
                new("Metaspace over time", ChartUnit.Bytes,
                    PanelChart.Known(new("in use", "--pool-metaspace", used), new("committed", "--pool-overhead", scene.Read(FlinkMetricNames.MetaspaceCommitted), ChartLine.Dashed)),
                    PanelChart.Limit("limit (-XX:MaxMetaspaceSize)", limit)),
            ]);
    }

    private static string? Classes(ProcessScene scene) =>
        scene.Last(FlinkMetricNames.ClassesLoaded) is { } loaded
            ? string.Create(CultureInfo.InvariantCulture, $"{loaded - (scene.Last(FlinkMetricNames.ClassesUnloaded) ?? 0):#,0} classes, {scene.Last(FlinkMetricNames.ClassesUnloaded) ?? 0:#,0} unloaded since start")
            : null;
}
