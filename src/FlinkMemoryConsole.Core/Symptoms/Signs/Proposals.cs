using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Option changes for a wish, as Flink accepts them.</summary>
internal static class Proposals
{
    /// <summary>The process grows by what is asked for, everything else stays; empty where no set of options does it, or the version is not known.</summary>
    /// <param name="taskManager">Whose memory it is; null for the JobManager, and where none is known.</param>
    public static ImmutableArray<OptionChange> For(ClusterEvidence evidence, TaskManagerEvidence? taskManager, MemoryWish wish)
    {
        if (FlinkVersion.Parse(evidence.FlinkVersion) is not { } version)
        {
            return [];
        }

        return RunningConfiguration.Of(taskManager, evidence.Configuration, version).Solve(version, wish) switch
        {
            CureAnswer.Reached reached => reached.Changes,
            CureAnswer.Impossible { Nearest: { } nearest } => nearest.Changes,
            _ => [],
        };
    }
}
