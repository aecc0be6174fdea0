using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>How much heap a case calls for.</summary>
/// <param name="MoreBytes">To add to the task heap.</param>
/// <param name="Why">The reckoning in one sentence.</param>
/// <param name="LastsFor">For a leak: how long from the start of the process until it is full again; null else, or while the pace is unknown.</param>
public sealed record HeapNeed(long MoreBytes, string Why, TimeSpan? LastsFor)
{
    /// <summary>What to add, or null where the present size of the heap is not known.</summary>
    /// <param name="hypothesis">The one that counts.</param>
    public static HeapNeed? Of(HeapSigns signs, string? hypothesis)
    {
        ArgumentNullException.ThrowIfNull(signs);
        if (signs.Heap is not { LimitBytes: { } limit } heap)
        {
            return null;
        }

        var more = HeapRoom.MoreBytes(signs.HasFailed ? limit : heap.PeakBytes ?? 0, limit);
        return new(more, Reason(signs, heap, limit), hypothesis is HeapHypotheses.Leak ? Lasts(heap, limit + more) : null);
    }

    private static string Reason(HeapSigns signs, HeapHistory heap, double limit) => heap.PeakBytes switch
    {
        _ when signs.HasFailed => $"it needed more than the {Wording.Size(limit)} it has when it failed; where what is alive fills half of the heap, collections stay cheap",
        null => $"half as much again as the {Wording.Size(limit)} of now; what is alive in it has not been seen",
        { } peak when peak / HeapRoom.ComfortableShare <= limit * 1.5 => $"half as much again as the {Wording.Size(limit)} of now, of which {Wording.Size(peak)} are alive after collections",
        { } peak => $"{Wording.Size(peak)} are alive after collections; where they fill half of the heap, collections stay cheap",
    };

    private static TimeSpan? Lasts(HeapHistory heap, double newLimit) =>
        heap.Growth is { IsRising: true, BytesPerSecond: > 0 } growth
            ? TimeSpan.FromSeconds(Math.Min((newLimit - growth.FromBytes) / growth.BytesPerSecond, TimeSpan.FromDays(365).TotalSeconds))
            : null;
}
