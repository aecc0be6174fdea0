using System.Collections.Immutable;

namespace FlinkMemoryConsole.Monitoring.Clusters;

/// <summary>Recordings at runtime: open a file as a cluster, and write what a live cluster answers into a file.</summary>
public interface IRecordingShelf
{
    /// <summary>Where captures are written, and where the page looks for files to open.</summary>
    string Folder { get; }

    /// <summary>Captures of this run, newest first, ended ones too.</summary>
    ImmutableArray<RecordingCapture> Captures { get; }

    /// <summary>Opens a recording; it stands in <see cref="IClusterDirectory.Clusters"/> from then on and is played from its end ("all of it is known").</summary>
    Task<RecordingAnswer> OpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>Takes an opened recording out of the directory. Live clusters stay.</summary>
    Task CloseAsync(string cluster);

    /// <summary>Begins to write everything that this live cluster answers to the console into a new file in <see cref="Folder"/>.</summary>
    RecordingAnswer StartCapture(string cluster);

    /// <summary>Ends the capture and closes its file.</summary>
    Task StopCaptureAsync(string cluster);
}

/// <summary>What became of a wish about recordings.</summary>
public abstract record RecordingAnswer
{
    private RecordingAnswer()
    {
    }

    /// <summary>The recording is open under this name.</summary>
    public sealed record Opened(WatchedCluster Cluster) : RecordingAnswer;

    /// <summary>The capture runs.</summary>
    public sealed record Capturing(RecordingCapture Capture) : RecordingAnswer;

    /// <param name="Why">In words for a person, with the path.</param>
    public sealed record Refused(string Why) : RecordingAnswer;
}

/// <summary>A capture of a live cluster.</summary>
/// <param name="EndedAt">Null while it runs.</param>
public sealed record RecordingCapture(string Cluster, string Path, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
