using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>How much heap a case calls for.</summary>
/// <param name="MoreBytes">To add to the task heap; a multiple of 64 MiB.</param>
/// <param name="Why">The reckoning in one sentence.</param>
/// <param name="LastsFor">For a leak: how long from the start of the process until it is full again; null else, or while the pace is unknown.</param>
public sealed record HeapNeed(long MoreBytes, string Why, TimeSpan? LastsFor)
{
    private const long Step = 64L << 20;

    /// <summary>Live data above this share of the heap makes collections dear.</summary>
    private const double Comfortable = 0.7;

    private const double ComfortableUnderPressure = 0.6;

    /// <summary>What to add, or null where the present size of the heap is not known.</summary>
    /// <param name="hypothesis">The one that counts.</param>
    public static HeapNeed? Of(HeapSigns signs, string? hypothesis)
    {
        ArgumentNullException.ThrowIfNull(signs);
        if (signs.Heap is not { } heap || (heap.TaskManager.Memory?.JvmHeap ?? heap.LimitBytes) is not { } present)
        {
            return null;
        }

        var peak = heap.PeakBytes ?? 0;
        var (target, why) = (hypothesis, signs.HasFailed && !IsPressure(signs)) switch
        {
            (HeapHypotheses.Leak, _) => (present * 1.5, $"half as much again as the {Wording.Size(present)} of now, to win time"),
            (_, true) => (present * 2, $"the {Wording.Size(present)} of now were not enough, and how much more is needed cannot be seen from a heap that was full: twice as much, to be lowered to the level that shows"),
            _ => Roomy(peak, present, IsPressure(signs) ? ComfortableUnderPressure : Comfortable),
        };
        var more = Math.Max(target - present, present / 4);
        var rounded = (long)Math.Ceiling(more / Step) * Step;
        return new(rounded, why, hypothesis is HeapHypotheses.Leak ? Lasts(heap, rounded) : null);
    }

    private static (double Target, string Why) Roomy(double peak, double present, double share) => peak / share > present * 1.25
        ? (peak / share, $"the level after collections reaches {Wording.Size(peak)}; at {Wording.Share(share)} of the heap collections stay cheap")
        : (present * 1.25, $"a quarter more than the {Wording.Size(present)} of now; the level after collections reaches {Wording.Size(peak)}");

    private static TimeSpan? Lasts(HeapHistory heap, double more) =>
        heap.Growth is { IsRising: true, BytesPerSecond: > 0 } growth && heap.LimitBytes is { } limit
            ? TimeSpan.FromSeconds(Math.Min((limit + more - growth.FromBytes) / growth.BytesPerSecond, TimeSpan.FromDays(365).TotalSeconds))
            : null;

    private static bool IsPressure(HeapSigns signs) => string.Equals(signs.Case.Symptom, SymptomClass.GcPressure, StringComparison.OrdinalIgnoreCase);
}
