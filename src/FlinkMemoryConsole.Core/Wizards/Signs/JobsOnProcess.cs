using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>Which jobs use a TaskManager.</summary>
public static class JobsOnProcess
{
    /// <summary>
    /// Jobs that run a subtask on it now or were last seen there, the one that the finding names first. A TaskManager that is gone runs nothing:
    /// then the named job counts, or all when none is named.
    /// </summary>
    public static ImmutableArray<JobEvidence> Of(WizardCase wizardCase)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        var jobs = wizardCase.Evidence.Jobs;
        var id = wizardCase.TaskManager?.Id;
        var there = jobs.Where(job => job.Vertices.Any(vertex => vertex.Subtasks.Any(subtask => string.Equals(subtask.TaskManagerId, id, StringComparison.Ordinal)))).ToArray();
        var named = jobs.Where(job => string.Equals(job.Name, wizardCase.Finding?.Job, StringComparison.Ordinal)).Take(1).ToArray();
        var all = named.Concat(there).DistinctBy(job => job.Id, StringComparer.Ordinal).ToImmutableArray();
        return all.IsEmpty ? jobs : all;
    }
}
