using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Option changes for a wish, as Flink accepts them.</summary>
internal static class Proposals
{
    /// <summary>The process grows by what is asked for, everything else stays; empty where no set of options does it, or the version is not known.</summary>
    public static ImmutableArray<OptionChange> For(ClusterEvidence evidence, MemoryWish wish)
    {
        if (FlinkVersion.Parse(evidence.FlinkVersion) is not { } version)
        {
            return [];
        }

        return CureSolver.Solve(evidence.Configuration, version, wish) switch
        {
            CureAnswer.Reached reached => reached.Changes,
            CureAnswer.Impossible { Nearest: { } nearest } => nearest.Changes,
            _ => [],
        };
    }
}
