using System.Collections.Immutable;
using FlinkMemoryConsole.Monitoring.Inspection;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Threads;

/// <summary>What a thread dump says, alone or beside the one before it.</summary>
/// <param name="States">How many threads are in each state, the most frequent first.</param>
/// <param name="Deadlocks">Circles of threads that wait for each other; each begins and ends with the same one.</param>
/// <param name="Chains">Blocked threads with whom they wait for, up to the one that holds it all up.</param>
/// <param name="Stuck">Task threads that were at the same place in both dumps; empty without a second dump.</param>
public sealed record ThreadsPicture(
    ImmutableArray<ThreadInfo> Threads,
    ImmutableArray<(string State, int Count)> States,
    ImmutableArray<ImmutableArray<string>> Deadlocks,
    ImmutableArray<ImmutableArray<string>> Chains,
    ImmutableArray<ThreadInfo> Stuck)
{
    private const int FramesThatTell = 6;

    /// <summary>A task that waits for its next element has nothing to do: it is idle, not stuck.</summary>
    private const string IdleFrame = "TaskMailboxImpl.take";

    public static ThreadsPicture Of(ThreadDump dump, ThreadDump? before = null)
    {
        ArgumentNullException.ThrowIfNull(dump);

        var holders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var thread in dump.Threads.Where(thread => thread.BlockedBy is not null))
        {
            holders.TryAdd(thread.Name, thread.BlockedBy!);
        }

        var paths = holders.Keys.Select(name => PathFrom(name, holders)).ToList();
        return new(
            dump.Threads,
            [.. dump.Threads.GroupBy(thread => thread.State.Length == 0 ? "state not known" : thread.State, StringComparer.Ordinal).Select(group => (group.Key, group.Count())).OrderByDescending(state => state.Item2)],
            [.. paths.Where(path => string.Equals(path[0], path[^1], StringComparison.Ordinal)).DistinctBy(path => string.Join('\n', path.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), StringComparer.Ordinal)],
            [.. paths.Where(path => path.Distinct(StringComparer.Ordinal).Count() == path.Length).OrderByDescending(path => path.Length)],
            [.. StuckIn(dump, before)]);
    }

    /// <summary>A thread that runs a subtask: Flink names it <c>Map (2/4)#0</c>.</summary>
    public static bool IsTask(ThreadInfo thread)
    {
        ArgumentNullException.ThrowIfNull(thread);

        var open = thread.Name.LastIndexOf(" (", StringComparison.Ordinal);
        var rest = open < 0 ? "" : thread.Name[(open + 2)..];
        return rest.Contains(")#", StringComparison.Ordinal) && rest.Length > 0 && char.IsAsciiDigit(rest[0]) && rest.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>The thread as text, for the clipboard.</summary>
    public static string Text(ThreadInfo thread)
    {
        ArgumentNullException.ThrowIfNull(thread);

        var on = thread.BlockedOn is null ? "" : $" on {thread.BlockedOn}";
        var by = thread.BlockedBy is null ? "" : $" owned by \"{thread.BlockedBy}\"";
        return $"\"{thread.Name}\" {thread.State}{on}{by}\n{string.Join('\n', thread.Stack.Select(frame => $"    at {frame}"))}";
    }

    private static ImmutableArray<string> PathFrom(string name, Dictionary<string, string> holders)
    {
        List<string> path = [name];
        while (holders.TryGetValue(path[^1], out var holder))
        {
            var isCircle = path.Contains(holder, StringComparer.Ordinal);
            path.Add(holder);
            if (isCircle)
            {
                break;
            }
        }

        return [.. path];
    }

    private static IEnumerable<ThreadInfo> StuckIn(ThreadDump dump, ThreadDump? before)
    {
        var earlier = (before?.Threads ?? []).Where(IsTask).GroupBy(thread => thread.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => Place(group.First()), StringComparer.Ordinal);
        return dump.Threads.Where(thread => IsTask(thread) && !thread.Stack.IsEmpty && earlier.TryGetValue(thread.Name, out var place)
            && string.Equals(place, Place(thread), StringComparison.Ordinal)
            && !thread.Stack.Take(FramesThatTell).Any(frame => frame.Contains(IdleFrame, StringComparison.Ordinal)));
    }

    private static string Place(ThreadInfo thread) => string.Join('\n', thread.Stack.Take(FramesThatTell));
}
