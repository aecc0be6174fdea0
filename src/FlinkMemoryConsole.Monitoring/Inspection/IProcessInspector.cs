using System.Collections.Immutable;

namespace FlinkMemoryConsole.Monitoring.Inspection;

/// <summary>Questions that are asked only when a person looks: each has its own time limit, and none holds up the metrics round.</summary>
public interface IProcessInspector
{
    /// <summary>The end of a process's log, and of its rolled logs and stdout.</summary>
    /// <param name="processId">A TaskManager's id, or <c>jobmanager</c>.</param>
    Task<Look<LogTail>> ReadLogAsync(string processId, LogFile file, CancellationToken cancellationToken);

    Task<Look<ThreadDump>> ReadThreadDumpAsync(string processId, CancellationToken cancellationToken);

    Task<Look<FlameGraph>> ReadFlameGraphAsync(string jobId, string vertexId, CancellationToken cancellationToken);
}

/// <summary>What a look brought: something seen, or the reason why not.</summary>
public abstract record Look<T>
{
    private Look()
    {
    }

    public sealed record Seen(T Value, DateTimeOffset At) : Look<T>;

    /// <param name="Why">In words for a person: <em>the TaskManager does not answer</em>.</param>
    public sealed record NotSeen(string Why) : Look<T>;
}

public enum LogFile
{
    Log,
    Stdout,
}

/// <summary>The last lines of a log.</summary>
/// <param name="FirstLine">Number of the first line that is here, counted from 1 in the whole file; null where the file was not read from its beginning.</param>
/// <param name="IsCut">There is more before.</param>
public sealed record LogTail(ImmutableArray<string> Lines, long? FirstLine, bool IsCut);

/// <summary>All threads of a JVM.</summary>
public sealed record ThreadDump(ImmutableArray<ThreadInfo> Threads);

/// <summary>One thread: its name, its state as the JVM says it (RUNNABLE, BLOCKED, WAITING, TIMED_WAITING), and its stack, topmost frame first.</summary>
public sealed record ThreadInfo(string Name, string State, ImmutableArray<string> Stack, string? BlockedOn, string? BlockedBy);

/// <summary>A frame of Flink's flame graph with the number of samples in it.</summary>
public sealed record FlameGraph(string Name, long Samples, ImmutableArray<FlameGraph> Children);
