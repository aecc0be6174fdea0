using System.Collections.Immutable;
using FlinkMemoryConsole.Monitoring.Clusters;

namespace FlinkMemoryConsole.Testing.Clusters;

/// <summary>A shelf over a folder of a test. It opens files whose content is <c>a recording</c> into the directory, and refuses all others.</summary>
public sealed class FakeRecordingShelf(FakeClusterDirectory directory, string folder) : IRecordingShelf
{
    public string Folder => folder;

    public ImmutableArray<RecordingCapture> Captures { get; private set; } = [];

    public async Task<RecordingAnswer> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return new RecordingAnswer.Refused($"There is no file {path}.");
        }

        return await File.ReadAllTextAsync(path, cancellationToken) is "a recording"
            ? new RecordingAnswer.Opened(directory.Open(Path.GetFileName(path).Split('.')[0], new FakeRecordingTransport()))
            : new RecordingAnswer.Refused($"{path} is no recording.");
    }

    public Task CloseAsync(string cluster)
    {
        directory.Close(cluster);
        return Task.CompletedTask;
    }

    public RecordingAnswer StartCapture(string cluster)
    {
        RecordingCapture capture = new(cluster, Path.Combine(folder, $"{cluster}.jsonl.gz"), EvidenceBuilder.Start, EndedAt: null);
        Captures = [capture, .. Captures];
        return new RecordingAnswer.Capturing(capture);
    }

    public Task StopCaptureAsync(string cluster)
    {
        Captures = [.. Captures.Select(capture => capture with { EndedAt = capture.EndedAt ?? EvidenceBuilder.Start.AddMinutes(1) })];
        return Task.CompletedTask;
    }
}
