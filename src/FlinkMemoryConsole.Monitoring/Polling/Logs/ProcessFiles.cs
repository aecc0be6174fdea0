using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.Monitoring.Polling.Logs;

/// <summary>The files of one process: a TaskManager's and the JobManager's are asked for under different paths.</summary>
internal abstract class ProcessFiles(string path)
{
    /// <summary>The REST path of the process, <c>/taskmanagers/tm-1</c>.</summary>
    public string Path => path;

    public abstract Task<FlinkAnswer<LogListResponse>> ListAsync(CancellationToken cancellationToken);

    public abstract Task<FlinkAnswer<TextChunk>> ReadLogAsync(TextWindow window, CancellationToken cancellationToken);

    public abstract Task<FlinkAnswer<TextChunk>> ReadStdoutAsync(TextWindow window, CancellationToken cancellationToken);

    public abstract Task<FlinkAnswer<TextChunk>> ReadFileAsync(string name, TextWindow window, CancellationToken cancellationToken);

    public sealed class OfJobManager(FlinkClient client) : ProcessFiles("/jobmanager")
    {
        public override Task<FlinkAnswer<LogListResponse>> ListAsync(CancellationToken cancellationToken) => client.JobManager.GetLogsAsync(cancellationToken);

        public override Task<FlinkAnswer<TextChunk>> ReadLogAsync(TextWindow window, CancellationToken cancellationToken) =>
            client.JobManager.GetLogAsync(window, cancellationToken);

        public override Task<FlinkAnswer<TextChunk>> ReadStdoutAsync(TextWindow window, CancellationToken cancellationToken) =>
            client.JobManager.GetStdoutAsync(window, cancellationToken);

        public override Task<FlinkAnswer<TextChunk>> ReadFileAsync(string name, TextWindow window, CancellationToken cancellationToken) =>
            client.JobManager.GetLogFileAsync(name, window, cancellationToken);
    }

    public sealed class OfTaskManager(FlinkClient client, string id) : ProcessFiles($"/taskmanagers/{id}")
    {
        public override Task<FlinkAnswer<LogListResponse>> ListAsync(CancellationToken cancellationToken) => client.TaskManagers.GetLogsAsync(id, cancellationToken);

        public override Task<FlinkAnswer<TextChunk>> ReadLogAsync(TextWindow window, CancellationToken cancellationToken) =>
            client.TaskManagers.GetLogAsync(id, window, cancellationToken);

        public override Task<FlinkAnswer<TextChunk>> ReadStdoutAsync(TextWindow window, CancellationToken cancellationToken) =>
            client.TaskManagers.GetStdoutAsync(id, window, cancellationToken);

        public override Task<FlinkAnswer<TextChunk>> ReadFileAsync(string name, TextWindow window, CancellationToken cancellationToken) =>
            client.TaskManagers.GetLogFileAsync(id, name, window, cancellationToken);
    }
}
