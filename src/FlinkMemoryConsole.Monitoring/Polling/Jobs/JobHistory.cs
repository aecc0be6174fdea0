using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Monitoring.Polling.Jobs;

/// <summary>What is known of one job in the window. Written by the poller only.</summary>
internal sealed class JobHistory
{
    private static readonly TimeSpan DetailsEvery = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, VertexHistory> _vertices = new(StringComparer.Ordinal);

    private string? _lastSignature;
    private int _roundsOfSignature;

    public JobHistory(string id, PollPace pace) => Latest = new() { Id = id, Name = id, State = "", Windows = new MetricWindows(pace.Rows) };

    /// <summary>As the cluster told it last; without vertices.</summary>
    public JobEvidence Latest { get; set; }

    /// <summary>When the cluster listed it last: a job can vanish (a JobManager without high availability that restarts).</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>It is not listed any more, though it had not ended.</summary>
    public bool HasVanished { get; set; }

    /// <summary>The last restart that was noted.</summary>
    public DateTimeOffset RestartedAt { get; set; }

    /// <summary>Completed and failed checkpoints as the metrics count them: a change means news.</summary>
    public string CheckpointCounts { get; set; } = "";

    /// <summary>False when Flink said that the job has none: each more question would be an error in its log.</summary>
    public bool HasCheckpoints { get; set; } = true;

    /// <summary>State and tasks: changes at each failure, restart and end.</summary>
    public ChangeGate Details { get; } = new(DetailsEvery);

    public ChangeGate Exceptions { get; } = new(DetailsEvery);

    public ChangeGate Checkpoints { get; } = new(DetailsEvery);

    public IReadOnlyCollection<VertexHistory> Vertices => _vertices.Values;

    public bool HasEnded => JobStates.HasEnded(Latest.State);

    /// <summary>A job that has ended changes no more: it is asked for in some rounds after its end, and never again.</summary>
    public bool LetIn(string signature) => string.Equals(_lastSignature, signature, StringComparison.Ordinal)
        ? ++_roundsOfSignature < 3
        : Begin(signature);

    private bool Begin(string signature)
    {
        (_lastSignature, _roundsOfSignature) = (signature, 0);
        return true;
    }

    public JobEvidence Evidence => Latest with { Vertices = [.. _vertices.Values.Select(vertex => vertex.Latest)] };

    public VertexHistory Vertex(string id, PollPace pace)
    {
        if (!_vertices.TryGetValue(id, out var vertex))
        {
            vertex = new(id, pace);
            _vertices.Add(id, vertex);
        }

        return vertex;
    }
}

/// <summary>What is known of one vertex. Written by the poller only.</summary>
internal sealed class VertexHistory(string id, PollPace pace)
{
    public VertexEvidence Latest { get; set; } = new() { Id = id, Name = id, Parallelism = 0, Status = "", Windows = new MetricWindows(pace.Rows) };

    public DateTimeOffset MetricsAskedAt { get; set; }
}

/// <summary>Flink's job states.</summary>
internal static class JobStates
{
    public static bool HasEnded(string state) => state is "FINISHED" or "FAILED" or "CANCELED";

    public static bool IsRestarting(string state) => state is "RESTARTING" or "FAILING";
}
