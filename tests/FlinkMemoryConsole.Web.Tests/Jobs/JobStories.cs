using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Jobs;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Tests.Jobs;

/// <summary>A job <c>clicks</c> of a source and a hash exchange to four subtasks of a sink, on TaskManagers <c>tm-1</c> and <c>tm-2</c> of two slots.</summary>
internal static class JobStories
{
    public const string Id = "clicks-id";

    public static readonly FlinkConfiguration Configuration = FlinkConfiguration.From(new Dictionary<string, string>
    {
        ["taskmanager.memory.process.size"] = "1g", ["taskmanager.memory.network.min"] = "1m", ["taskmanager.memory.network.max"] = "1m", ["taskmanager.numberOfTaskSlots"] = "2",
    });

    public static readonly JobGraph Graph = new([new("sink", "Enrich clicks -> Clicks: Writer", 4) { MaxParallelism = 128 }, new("source", "Source: Clicks", 4)], [new(1, 0, ShipStrategy.Hash, ExchangeType.PipelinedBounded)]);

    /// <summary>The cluster with the job.</summary>
    /// <param name="held">Buffers of each TaskManager.</param>
    public static EvidenceBuilder With(EvidenceBuilder cluster, int held = 4096, Func<JobEvidence, JobEvidence>? alter = null)
    {
        foreach (var id in new[] { "tm-1", "tm-2" })
        {
            cluster.WithTaskManager(id, alter: taskManager => taskManager with { Slots = 2, FreeSlots = 0, Memory = null, Windows = Rows(cluster.Now, (FlinkMetricNames.NettySegmentsTotal, held), (FlinkMetricNames.NettySegmentsUsed, 17)) });
        }

        return cluster.WithJob("clicks", alter: job => (alter ?? (same => same))(job with
        {
            Graph = Graph,
            Windows = Rows(cluster.Now, (FlinkMetricNames.NumRestarts, 3)),
            Checkpoints = new(12, 1, 0, [new(13, "COMPLETED", cluster.Now, TimeSpan.FromMilliseconds(1200), 34 << 20, null)]),
            Vertices = [Vertex("sink", Graph.Vertices[0].Name, cluster.Now, 700, [10, 400, 10, 20]), Vertex("source", Graph.Vertices[1].Name, cluster.Now, 100, [0, 0, 0, 0])],
        }));
    }

    /// <summary>A snapshot whose cluster has told its configuration.</summary>
    public static ClusterSnapshot Snapshot(Func<EvidenceBuilder, EvidenceBuilder> build, ClusterConnection? connection = null, FlinkConfiguration? configuration = null)
    {
        var snapshot = build(new EvidenceBuilder()).Snapshot(connection);
        return snapshot with { Evidence = snapshot.Evidence with { Configuration = configuration ?? Configuration } };
    }

    public static JobScene Scene(string query = "", int held = 4096, Func<JobEvidence, JobEvidence>? alter = null)
    {
        var snapshot = Snapshot(cluster => With(cluster, held, alter));
        return JobScene.Of(snapshot, snapshot.Evidence.Jobs[0], new(EvidenceBuilder.Start, snapshot.Evidence.Now), JobAddress.Read(query), new PageLinks("orders", TimeRange.Default));
    }

    public static RescalePicture Rescale(string query, int held = 4096, Func<JobEvidence, JobEvidence>? alter = null)
    {
        var scene = Scene(query, held, alter);
        return RescalePicture.Of(scene.Buffers.BuffersOrNull.ShouldNotBeNull(), scene.Address, registered: 2, slots: 2);
    }

    public static MetricWindows Rows(DateTimeOffset at, params (string Metric, double Value)[] values)
    {
        MetricWindows windows = new(360);
        windows.Append(at, values.Select(pair => KeyValuePair.Create(pair.Metric, pair.Value)));
        return windows;
    }

    public static VertexEvidence Vertex(string id, string name, DateTimeOffset at, double busy, double[] recordsIn) => new()
    {
        Id = id, Name = name, Parallelism = recordsIn.Length, Status = "RUNNING",
        Subtasks = [.. recordsIn.Select((_, index) => new SubtaskEvidence(index, index < 2 ? "tm-1" : "tm-2", "RUNNING", 0, EvidenceBuilder.Start, null, null))],
        Windows = Rows(at, [.. recordsIn.SelectMany((records, index) => new[] { Of(index, FlinkMetricNames.BusyTime, busy), Of(index, FlinkMetricNames.NumRecordsInPerSecond, records), Of(index, FlinkMetricNames.OutPoolUsage, index / 4.0) })]),
    };

    private static (string Metric, double Value) Of(int index, string metric, double value) => (string.Create(CultureInfo.InvariantCulture, $"{index}.{metric}"), value);
}
