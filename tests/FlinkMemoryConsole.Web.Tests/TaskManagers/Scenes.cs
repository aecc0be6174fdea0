using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.TaskManagers;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

/// <summary>Scenes of one TaskManager <c>tm-1</c>, of the last twenty minutes.</summary>
internal static class Scenes
{
    public const long MiB = 1024 * 1024;

    public static ProcessScene Of(Func<EvidenceBuilder, EvidenceBuilder> build, ClusterConnection? connection = null, TimeSpanOfRange? shown = null)
    {
        var builder = build(new EvidenceBuilder());
        var snapshot = builder.Snapshot(connection);
        return ProcessScene.Of(snapshot, "tm-1", snapshot.Evidence.TaskManager("tm-1")!, shown ?? new(EvidenceBuilder.Start, builder.Now));
    }

    /// <summary>A TaskManager with these readings, ten seconds apart, the last one now.</summary>
    public static ProcessScene With(params (string Metric, double[] Values)[] metrics) =>
        Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Windows = Rows(cluster.Now, metrics) }));

    public static MetricWindows Rows(DateTimeOffset last, params (string Metric, double[] Values)[] metrics)
    {
        MetricWindows windows = new(360);
        var rows = metrics.Max(metric => metric.Values.Length);
        for (var i = 0; i < rows; i++)
        {
            windows.Append(last.AddSeconds(-10 * (rows - 1 - i)), metrics.Where(metric => i < metric.Values.Length).Select(metric => KeyValuePair.Create(metric.Metric, metric.Values[i])));
        }

        return windows;
    }
}
