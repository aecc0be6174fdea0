using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Monitoring.Polling.Jobs;
using FlinkMemoryConsole.Monitoring.Polling.Processes;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>Everything that is remembered of one cluster: what evidence is made of. Written by one poller, never read by anybody else.</summary>
/// <param name="name">The cluster's name.</param>
/// <param name="from">Since when it is watched.</param>
/// <param name="pace">How much is kept.</param>
internal sealed class ClusterHistory(string name, DateTimeOffset from, PollPace pace)
{
    public PollPace Pace => pace;

    public DateTimeOffset From => from;

    public ClusterIdentity? Identity { get; set; }

    public string? FlinkVersion { get; set; }

    /// <summary>Of the JobManager, for the times in logs.</summary>
    public TimeSpan? TimeZoneOffset { get; set; }

    public FlinkConfiguration Configuration { get; set; } = FlinkConfiguration.Empty;

    public TimeSpan HeartbeatInterval => FlinkDuration.Parse(Configuration["heartbeat.interval"]) ?? TimeSpan.FromSeconds(10);

    public DateTimeOffset? JobManagerRestartedAt { get; set; }

    public JobManagerHistory JobManager { get; } = new(pace);

    public Dictionary<string, TaskManagerHistory> TaskManagers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JobHistory> Jobs { get; } = new(StringComparer.Ordinal);

    public FailureTexts FailureTexts { get; } = new();

    public ClusterEvents Events { get; } = new();

    public CoverageNotes Coverage { get; } = new();

    /// <summary>The evidence at a moment. What is older than the window is forgotten here.</summary>
    public ClusterEvidence At(DateTimeOffset now)
    {
        var oldest = now - pace.Window;
        Forget(oldest);
        return new()
        {
            Cluster = name,
            From = from > oldest ? from : oldest,
            Now = now,
            FlinkVersion = FlinkVersion,
            Configuration = Configuration,
            JobManager = JobManager.Evidence,
            TaskManagers = [.. TaskManagers.Values.OrderBy(taskManager => taskManager.Id, StringComparer.Ordinal).Select(taskManager => taskManager.Evidence)],
            Jobs = [.. Jobs.Values.OrderByDescending(job => job.Latest.StartedAt).Select(job => job.Evidence)],
            FailureTexts = FailureTexts.Since(oldest),
            Events = Events.Since(oldest),
            Coverage = Coverage.All,
        };
    }

    private void Forget(DateTimeOffset oldest)
    {
        foreach (var gone in TaskManagers.Values.Where(taskManager => taskManager.Lives.EndedAt < oldest).Select(taskManager => taskManager.Id).ToList())
        {
            TaskManagers.Remove(gone);
        }

        foreach (var gone in Jobs.Values.Where(job => job.LastSeen < oldest || job.Latest.EndedAt < oldest).Select(job => job.Latest.Id).ToList())
        {
            Jobs.Remove(gone);
        }

        JobManager.Lives.Forget(oldest);
        foreach (var taskManager in TaskManagers.Values)
        {
            taskManager.Lives.Forget(oldest);
        }
    }
}
