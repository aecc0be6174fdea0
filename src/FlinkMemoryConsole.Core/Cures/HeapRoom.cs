namespace FlinkMemoryConsole.Core.Cures;

/// <summary>How much heap a live set calls for: the same answer in a finding and in its wizard.</summary>
public static class HeapRoom
{
    /// <summary>A live set that fills half of the heap leaves collectors the room that they need; more is waste.</summary>
    public const double ComfortableShare = 0.5;

    /// <summary>Smaller steps are not worth a restart.</summary>
    private const long Step = 64L << 20;

    /// <summary>What to add to the heap, bytes: enough that the live set fills half of it, and at least half as much as there is. A multiple of 64 MiB.</summary>
    /// <param name="liveBytes">Level after collections; of a heap that was full, no more than its limit is known.</param>
    public static long MoreBytes(double liveBytes, double limitBytes)
    {
        var more = Math.Max(limitBytes / 2, (Math.Min(liveBytes, limitBytes) / ComfortableShare) - limitBytes);
        return (long)Math.Ceiling(more / Step) * Step;
    }
}
