using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;
using FlinkMemoryConsole.Core.Metrics;

namespace FlinkMemoryConsole.Testing.Evidence;

/// <summary>Evidence as a test needs it: seconds from a start, sizes in MiB, ten seconds between readings as Flink has them.</summary>
public sealed class ClusterEvidenceBuilder
{
    private readonly List<TaskManagerBuilder> _taskManagers = [];
    private readonly List<FailureText> _texts = [];
    private readonly List<ClusterEvent> _events = [];
    private readonly List<JobEvidence> _jobs = [];
    private double _now;

    /// <summary>When all seconds begin.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A moment of the story.</summary>
    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    public ClusterEvidenceBuilder With(TaskManagerBuilder taskManager)
    {
        ArgumentNullException.ThrowIfNull(taskManager);

        _taskManagers.Add(taskManager);
        _now = Math.Max(_now, taskManager.LastSecond);
        return this;
    }

    /// <summary>A failure in its own words, classified as the console does.</summary>
    public ClusterEvidenceBuilder Saying(double at, string text, string? process = null, string? job = null, string? source = null)
    {
        var said = FailureTextClassifier.Classify(text, process is "jobmanager" ? process : null);
        _texts.Add(new(At(at), source ?? (job is null ? $"/taskmanagers/{process}/log:1" : $"/jobs/{job}/exceptions"), process, job, text, said.Class, said.IsConsequence));
        _now = Math.Max(_now, at);
        return this;
    }

    public ClusterEvidenceBuilder Happening(double at, ClusterEventKind kind, string subject)
    {
        _events.Add(new(At(at), kind, subject, $"{subject} {kind}"));
        return this;
    }

    public ClusterEvidenceBuilder With(JobEvidence job)
    {
        _jobs.Add(job);
        return this;
    }

    /// <summary>A job of one operator behind a source, a subtask on each of these TaskManagers with these records.</summary>
    public ClusterEvidenceBuilder WithJob(string id, string state, string @operator, params (string TaskManager, long Records)[] subtasks) => With(new JobEvidence
    {
        Id = id,
        Name = id,
        State = state,
        StartedAt = Start,
        Windows = new(8),
        Vertices =
        [
            Vertex("v1", "Source: input -> Read input", subtasks),
            Vertex("v2", $"{@operator} -> output: Writer", subtasks),
        ],
    });

    /// <summary>At a moment that is later than everything so far.</summary>
    public ClusterEvidenceBuilder Until(double seconds)
    {
        _now = seconds;
        return this;
    }

    public ClusterEvidence Build() => new()
    {
        Cluster = "test",
        From = Start,
        Now = At(_now),
        FlinkVersion = "1.20.5",
        JobManager = new() { Windows = new(8), Lives = [new(Start, null, "jobmanager")] },
        TaskManagers = [.. _taskManagers.Select(taskManager => taskManager.Build())],
        Jobs = [.. _jobs],
        FailureTexts = [.. _texts.OrderBy(text => text.At)],
        Events = [.. _events.OrderBy(happened => happened.At)],
    };

    private static VertexEvidence Vertex(string id, string name, (string TaskManager, long Records)[] subtasks) => new()
    {
        Id = id,
        Name = name,
        Parallelism = subtasks.Length,
        Status = "RUNNING",
        Windows = new(8),
        Subtasks = [.. subtasks.Select((subtask, i) => new SubtaskEvidence(i, subtask.TaskManager, "RUNNING", 0, Start, subtask.Records, null))],
    };
}
