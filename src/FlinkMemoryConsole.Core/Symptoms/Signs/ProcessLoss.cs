using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.FailureTexts;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>How a TaskManager went.</summary>
internal enum WayOfLoss
{
    /// <summary>It stopped answering while its process may have lived on: its heartbeat timed out.</summary>
    FellSilent,

    /// <summary>It ended itself.</summary>
    ShutDown,

    /// <summary>Its process was gone from one moment to the next.</summary>
    Vanished,
}

/// <summary>A TaskManager that was lost.</summary>
/// <param name="At">When it was lost, as far as the JobManager knows.</param>
/// <param name="From">When the life began that ended so.</param>
/// <param name="Said">What was said of it; null when it only disappeared.</param>
internal sealed record ProcessLoss(TaskManagerEvidence TaskManager, DateTimeOffset From, DateTimeOffset At, WayOfLoss Way, FailureText? Said)
{
    private static readonly Regex Heartbeat = LinearRegex.Of(@"heartbeat of TaskManager with id .{1,200} timed out", RegexOptions.IgnoreCase);
    private static readonly Regex ShuttingDown = LinearRegex.Of(@"TaskExecutor is shutting down|Fatal error occurred while executing the TaskManager|produced an uncaught exception\. Stopping the process");
    private static readonly Regex Unreachable = LinearRegex.Of(@"TaskManager with id .{1,200} is no longer reachable|Connection unexpectedly closed by remote task ?manager|TaskManager .{0,200}was lost");

    private static readonly TimeSpan Around = TimeSpan.FromSeconds(90);

    public string Words => Way switch
    {
        WayOfLoss.FellSilent => "stopped answering",
        WayOfLoss.ShutDown => "shut itself down",
        _ => "vanished",
    };

    /// <summary>All losses in the evidence, oldest first; one for each life that ended.</summary>
    public static IReadOnlyList<ProcessLoss> Of(ClusterEvidence evidence)
    {
        List<ProcessLoss> losses = [];
        foreach (var taskManager in evidence.TaskManagers)
        {
            var said = evidence.FailureTexts.Where(text => WayIn(text.Text) is not null && Speaks(text, taskManager.Id)).ToList();
            foreach (var life in taskManager.Lives)
            {
                var until = life.Until ?? DateTimeOffset.MaxValue;
                var words = said.Find(text => text.At >= life.From && (life.Until is null || (text.At - until).Duration() <= Around));
                if (words is not null || life.Until is not null)
                {
                    var at = words is not null && words.At < until ? words.At : until;
                    losses.Add(new(taskManager, life.From, at, words is null ? WayOfLoss.Vanished : WayIn(words.Text)!.Value, words));
                }
            }
        }

        return [.. losses.OrderBy(loss => loss.At).ThenBy(loss => loss.TaskManager.Id, StringComparer.Ordinal)];
    }

    /// <summary>Whether a text tells that a TaskManager was lost.</summary>
    public static bool IsLoss(FailureText text) => WayIn(text.Text) is not null;

    /// <summary>Whether a text speaks of this TaskManager: it said it, or it is named.</summary>
    public static bool Speaks(FailureText text, string id) => string.Equals(text.ProcessId, id, StringComparison.Ordinal) || Names(text.Text, id);

    private static bool Names(string text, string id)
    {
        for (var at = text.IndexOf(id, StringComparison.Ordinal); at >= 0; at = text.IndexOf(id, at + 1, StringComparison.Ordinal))
        {
            var end = at + id.Length;
            if (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                return true;
            }
        }

        return false;
    }

    private static WayOfLoss? WayIn(string text) =>
        Heartbeat.IsMatch(text) ? WayOfLoss.FellSilent
        : ShuttingDown.IsMatch(text) ? WayOfLoss.ShutDown
        : Unreachable.IsMatch(text) ? WayOfLoss.Vanished
        : null;
}
