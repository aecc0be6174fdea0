using System.Collections.Immutable;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.FlinkRest.Texts;
using FlinkMemoryConsole.Monitoring.Polling.Logs;

namespace FlinkMemoryConsole.Monitoring.Inspection;

/// <summary>Asks Flink when a person looks.</summary>
/// <param name="client">The cluster.</param>
/// <param name="clock">Says when something was seen.</param>
internal sealed class ProcessInspector(FlinkClient client, TimeProvider clock) : IProcessInspector
{
    /// <summary>What a person can read, from the end.</summary>
    private const int LogBytes = 512 << 10;

    private const string JobManager = "jobmanager";

    public async Task<Look<LogTail>> ReadLogAsync(string processId, LogFile file, CancellationToken cancellationToken)
    {
        ProcessFiles files = IsJobManager(processId) ? new ProcessFiles.OfJobManager(client) : new ProcessFiles.OfTaskManager(client, processId);
        var window = TextWindow.Tail(LogBytes);
        return Look(file == LogFile.Log ? await files.ReadLogAsync(window, cancellationToken) : await files.ReadStdoutAsync(window, cancellationToken), Tail);
    }

    public async Task<Look<ThreadDump>> ReadThreadDumpAsync(string processId, CancellationToken cancellationToken) => Look(
        IsJobManager(processId)
            ? await client.JobManager.GetThreadDumpAsync(cancellationToken)
            : await client.TaskManagers.GetThreadDumpAsync(processId, cancellationToken),
        dump => new ThreadDump([.. dump.ThreadInfos.Select(thread => ThreadText.Parse(thread.ThreadName, thread.StringifiedThreadInfo ?? ""))]));

    public async Task<Look<FlameGraph>> ReadFlameGraphAsync(string jobId, string vertexId, CancellationToken cancellationToken) =>
        await client.Jobs.GetFlameGraphAsync(jobId, vertexId, null, null, cancellationToken) switch
        {
            FlinkAnswer<FlameGraphResponse>.Answered { Value: { State: FlameGraphState.Ready, Data: { } root } } => new Look<FlameGraph>.Seen(Translate(root), clock.GetUtcNow()),
            FlinkAnswer<FlameGraphResponse>.Answered { Value.State: var state } => new Look<FlameGraph>.NotSeen(Why(state)),
            FlinkAnswer<FlameGraphResponse>.Failed failed => new Look<FlameGraph>.NotSeen(failed.Reason),
            _ => throw new InvalidOperationException("An answer is Answered or Failed."),
        };

    private Look<TSeen> Look<T, TSeen>(FlinkAnswer<T> answer, Func<T, TSeen> translate) => answer switch
    {
        FlinkAnswer<T>.Answered answered => new Look<TSeen>.Seen(translate(answered.Value), clock.GetUtcNow()),
        FlinkAnswer<T>.Failed failed => new Look<TSeen>.NotSeen(failed.Reason),
        _ => throw new InvalidOperationException("An answer is Answered or Failed."),
    };

    private static bool IsJobManager(string processId) => string.Equals(processId, JobManager, StringComparison.Ordinal);

    /// <summary>Whole lines: where reading began in the middle of one, it is left out.</summary>
    private static LogTail Tail(TextChunk chunk)
    {
        var isCut = chunk.From > 0;
        var lines = chunk.Text.Split('\n').Select(line => line.TrimEnd('\r')).Skip(isCut ? 1 : 0).ToList();
        if (lines is [.., ""])
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return new([.. lines], isCut ? null : 1, isCut);
    }

    private static FlameGraph Translate(FlameGraphNodeResponse node) => new(node.Name, node.Value ?? 0, [.. node.Children.Select(Translate)]);

    private static string Why(FlameGraphState state) => state switch
    {
        FlameGraphState.Disabled => "Flame graphs are switched off: set rest.flamegraph.enabled: true and restart the JobManager.",
        FlameGraphState.NotRunning => "The operator does not run: it has ended, or it is restarting.",
        _ => "Flink has begun to take samples; look again in some seconds.",
    };
}
