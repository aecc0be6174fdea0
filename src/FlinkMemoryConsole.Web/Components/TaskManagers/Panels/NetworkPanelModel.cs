using System.Globalization;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Charts;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>Network memory: segments of the process, and the fullest buffer pools of its subtasks.</summary>
public static class NetworkPanelModel
{
    private const string InPoolUsage = "Shuffle.Netty.Input.Buffers.inPoolUsage";
    private const string OutPoolUsage = "Shuffle.Netty.Output.Buffers.outPoolUsage";

    /// <summary>Operators are asked one after the other within a round.</summary>
    private static readonly TimeSpan OneRound = TimeSpan.FromSeconds(5);

    public static PanelPicture Of(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var used = scene.Read(FlinkMetricNames.NettySegmentsUsed);
        var total = scene.Last(FlinkMetricNames.NettySegmentsTotal);
        var (input, output) = (FullestPools(scene, InPoolUsage), FullestPools(scene, OutPoolUsage));
        var last = used is [.., var reading] ? reading.Value : double.NaN;
        return new(
            PanelPicture.StateOf(scene, FlinkMetricNames.NettySegmentsUsed),
            double.IsNaN(last) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{last:#,0}"),
            PanelPicture.Facts(
                total is > 0 and { } all ? string.Create(CultureInfo.InvariantCulture, $"of {all:#,0} segments in use ({ByteSize.Percent(last / all)})") : "segments in use",
                scene.Last(FlinkMetricNames.NettyRequestedUsage) is { } requested ? $"{ByteSize.Percent(requested / 100)} requested{(requested > 100 ? ": more than there is" : "")}" : null,
                input is [.., var fullest] ? $"fullest input pool {ByteSize.Percent(fullest.Value)}" : null,
                output is [.., var outFullest] ? $"fullest output pool {ByteSize.Percent(outFullest.Value)}" : null),
            [
                new("Network segments over time", ChartUnit.Count,
                    PanelChart.Known(
                        new("in use", "--pool-network", used),
                        new("available", "--pool-overhead", scene.Read(FlinkMetricNames.NettySegmentsAvailable), ChartLine.Thin),
                        new("requested", "--pool-network", Requested(scene), ChartLine.Dashed)),
                    PanelChart.Limit("all segments", total), "Segments") { Height = PanelChart.Low },
                new("Fullest buffer pools of its subtasks over time", ChartUnit.Share,
                    PanelChart.Known(new("input pools", "--pool-network", input), new("output pools", "--accent", output, ChartLine.Dashed)), [], "Fullest pool of its subtasks") { Height = PanelChart.Low },
            ]);
    }

    /// <summary>Flink gives what is requested in percent of all segments, exclusive buffers not counted.</summary>
    private static IReadOnlyList<Reading> Requested(ProcessScene scene)
    {
        var totals = scene.Read(FlinkMetricNames.NettySegmentsTotal).ToDictionary(reading => reading.At, reading => reading.Value);
        return [.. scene.Read(FlinkMetricNames.NettyRequestedUsage).Where(reading => totals.ContainsKey(reading.At)).Select(reading => reading with { Value = reading.Value / 100 * totals[reading.At] })];
    }

    /// <summary>The highest value of each round among the subtasks that run here now.</summary>
    private static IReadOnlyList<Reading> FullestPools(ProcessScene scene, string metric) =>
    [
        .. scene.Snapshot.Evidence.Jobs.SelectMany(job => job.Vertices)
            .SelectMany(vertex => vertex.Subtasks
                .Where(subtask => string.Equals(subtask.TaskManagerId, scene.ProcessId, StringComparison.Ordinal))
                .SelectMany(subtask => vertex.Windows.Read(string.Create(CultureInfo.InvariantCulture, $"{subtask.Index}.{metric}"), scene.Shown.From, scene.Shown.To)))
            .GroupBy(reading => reading.At.UtcTicks / OneRound.Ticks)
            .OrderBy(round => round.Key)
            .Select(round => round.MaxBy(reading => reading.Value)),
    ];
}
