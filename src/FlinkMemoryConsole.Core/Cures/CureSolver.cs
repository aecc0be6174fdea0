using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Cures;

/// <summary>Finds the smallest set of option changes that fulfils a wish and that Flink accepts as a whole.</summary>
public static class CureSolver
{
    /// <summary>The changes to <paramref name="configuration"/> that fulfil the wish, in the keys of <paramref name="version"/>.</summary>
    public static CureAnswer Solve(FlinkConfiguration configuration, FlinkVersion version, MemoryWish wish) => throw new NotSupportedException();
}
