using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>What is known of one TaskManager id over all of its lives in the window. Written by the poller only.</summary>
internal sealed class TaskManagerHistory
{
    private DateTimeOffset? _heartbeat;
    private DateTimeOffset _heartbeatMovedAt;

    public TaskManagerHistory(string id, PollPace pace)
    {
        var windows = new MetricWindows(pace.Rows);
        Latest = new() { Id = id, Windows = windows };
        Readings = new(windows, pace);
    }

    public string Id => Latest.Id;

    /// <summary>As the cluster listed it last.</summary>
    public TaskManagerEvidence Latest { get; set; }

    public ProcessReadings Readings { get; }

    public ProcessLives Lives { get; } = new();

    public CollectorNames Collectors { get; } = new();

    /// <summary>No heartbeat for more than two intervals.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Flink goes on answering its last values.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Questions that go to the process itself would hang.</summary>
    public bool Hangs => IsSilent || IsFrozen;

    public TaskManagerEvidence Evidence => Latest with { Lives = Lives.All };

    /// <summary>Whether heartbeats go on is told by their time stamps moving, not by their age: the JobManager's clock is not the console's.</summary>
    public void SeeHeartbeat(DateTimeOffset now, DateTimeOffset? heartbeat, TimeSpan interval)
    {
        if (heartbeat != _heartbeat || heartbeat is null)
        {
            _heartbeat = heartbeat;
            _heartbeatMovedAt = now;
        }

        IsSilent = now - _heartbeatMovedAt > 2 * interval;
    }
}
