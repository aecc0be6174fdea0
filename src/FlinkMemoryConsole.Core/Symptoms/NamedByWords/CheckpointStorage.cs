using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.NamedByWords;

/// <summary>Checkpoints that the JobManager keeps in its heap, and how to move them out of it.</summary>
/// <param name="Changes">Empty where checkpoints are not in the heap, or no directory is set: Flink refuses the storage <c>filesystem</c> without one.</param>
/// <param name="Advice">
/// The same for a person, in the keys of the cluster's version; empty where they are in a file system already. That is so, too, where a directory is set and the storage is not
/// (<c>CheckpointStorageLoader.createDefaultCheckpointStorage</c>).
/// </param>
internal sealed record CheckpointStorage(ImmutableArray<OptionChange> Changes, ImmutableArray<string> Advice)
{
    /// <summary>From here on the options are <c>execution.checkpointing.*</c>, and the names before still count.</summary>
    private static readonly FlinkVersion Renamed = new(1, 20);

    public static CheckpointStorage Of(ClusterEvidence evidence)
    {
        ImmutableArray<string> storage = ["execution.checkpointing.storage", "state.checkpoint-storage"];
        ImmutableArray<string> directory = ["execution.checkpointing.dir", "state.checkpoints.dir"];
        if (FlinkVersion.Parse(evidence.FlinkVersion) < Renamed)
        {
            (storage, directory) = ([storage[1]], [directory[1]]);
        }

        var options = evidence.Configuration;
        var decides = storage.FirstOrDefault(key => options[key] is not null);
        var isInHeap = decides is not null && (Names(options[decides], "jobmanager") || Names(options[decides], "JobManagerCheckpointStorage"));
        var hasDirectory = directory.Any(key => !string.IsNullOrWhiteSpace(options[key]));
        return new(
            isInHeap && hasDirectory ? [new OptionChange(decides!, options[decides!], "filesystem")] : [],
            (decides is null ? hasDirectory : Names(options[decides], "filesystem")) ? [] : [$"Keep checkpoints in a file system ({decides ?? storage[0]}: filesystem with {directory[0]}), not in the JobManager's heap."]);
    }

    private static bool Names(string? storage, string name) => string.Equals(storage?.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
