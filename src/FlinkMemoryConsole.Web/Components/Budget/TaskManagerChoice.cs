using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>TaskManagers that report the same sizes, one of them standing for all.</summary>
public sealed record TaskManagerChoice(TaskManagerEvidence Shown, ImmutableArray<string> Ids)
{
    /// <summary>For the list to choose from.</summary>
    public string Label => Ids.Length == 1 ? Shown.Id : $"{Shown.Id} and {Ids.Length - 1} alike";

    /// <summary>Those that are there now, in the cluster's order. One that has not told its sizes is left out where another has.</summary>
    /// <param name="asked">Stands for those like it; may be gone, or never have been.</param>
    public static ImmutableArray<TaskManagerChoice> Of(IEnumerable<TaskManagerEvidence> taskManagers, string asked)
    {
        var alive = taskManagers.Where(process => process.IsAlive || IsAsked(process)).ToList();
        var told = alive.Exists(process => process.Memory is not null) ? alive.Where(process => process.Memory is not null) : alive;
        return [.. told.GroupBy(process => process.Memory).Select(alike => new TaskManagerChoice(alike.FirstOrDefault(IsAsked) ?? alike.First(), [.. alike.Select(process => process.Id)]))];

        bool IsAsked(TaskManagerEvidence process) => string.Equals(process.Id, asked, StringComparison.Ordinal);
    }
}
