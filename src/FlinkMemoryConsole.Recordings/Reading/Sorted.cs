namespace FlinkMemoryConsole.Recordings.Reading;

internal static class Sorted
{
    /// <summary>Index of the last item whose moment is not after <paramref name="at"/>; -1 where there is none.</summary>
    public static int LastAtOrBefore<T>(List<T> items, Func<T, long> moment, long at)
    {
        int low = 0, high = items.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (moment(items[middle]) <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>A recorder whose clock was set back must not break the order that the search needs.</summary>
    public static long NotBefore(long at, long previous) => Math.Max(at, previous);
}
