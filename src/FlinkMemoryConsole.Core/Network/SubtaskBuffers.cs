namespace FlinkMemoryConsole.Core.Network;

/// <summary>Network buffers of one side of an exchange, or a sum of several.</summary>
/// <param name="Required">Reserved before the task runs: without them the job is refused.</param>
/// <param name="Wanted">What it uses at most when it may; pools without a limit count twice what they require, as Flink's own usage metric does.</param>
/// <param name="Exclusive">The part of both that belongs to remote channels for good.</param>
/// <param name="Overdraft">Taken beyond all that, when there are free ones, to finish a record.</param>
/// <param name="OnRestore">Borrowed by local channels while an unaligned checkpoint is restored; on top of what is required.</param>
public readonly record struct SubtaskBuffers(long Required, long Wanted, long Exclusive, long Overdraft, long OnRestore)
{
    /// <summary>The part of what is required that the pool may shift: floating buffers of a gate, all of a result partition.</summary>
    public long Floating => Required - Exclusive;

    public static SubtaskBuffers operator +(SubtaskBuffers left, SubtaskBuffers right) => new(
        left.Required + right.Required, left.Wanted + right.Wanted, left.Exclusive + right.Exclusive, left.Overdraft + right.Overdraft, left.OnRestore + right.OnRestore);

    /// <summary>So many alike.</summary>
    public static SubtaskBuffers operator *(SubtaskBuffers one, long count) => new(one.Required * count, one.Wanted * count, one.Exclusive * count, one.Overdraft * count, one.OnRestore * count);
}
