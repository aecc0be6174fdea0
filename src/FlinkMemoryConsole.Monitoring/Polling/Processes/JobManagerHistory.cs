using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>What is known of the JobManager. Written by the poller only.</summary>
internal sealed class JobManagerHistory
{
    public JobManagerHistory(PollPace pace)
    {
        Windows = new(pace.Rows);
        Readings = new(Windows, pace);
    }

    public MetricWindows Windows { get; }

    public JobManagerMemory? Memory { get; set; }

    public ProcessReadings Readings { get; }

    public ProcessLives Lives { get; } = new();

    public CollectorNames Collectors { get; } = new();

    public JobManagerEvidence Evidence => new() { Windows = Windows, Lives = Lives.All, Memory = Memory };
}
