using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>Option changes for a wish, as Flink accepts them.</summary>
internal static class Proposals
{
    /// <summary>A search takes milliseconds, and a fleet in trouble asks the same for each TaskManager at each poll: answers are kept as long as the configuration that they are for.</summary>
    private static readonly ConditionalWeakTable<FlinkConfiguration, ConcurrentDictionary<Asked, ImmutableArray<OptionChange>>> Answers = [];

    /// <summary>The process grows by what is asked for, everything else stays; empty where no set of options does it, or the version is not known.</summary>
    /// <param name="taskManager">Whose memory it is; null for the JobManager, and where none is known.</param>
    public static ImmutableArray<OptionChange> For(ClusterEvidence evidence, TaskManagerEvidence? taskManager, MemoryWish wish) =>
        FlinkVersion.Parse(evidence.FlinkVersion) is { } version
            ? Answers.GetOrCreateValue(evidence.Configuration).GetOrAdd(new(taskManager?.Memory, version, wish), asked => Solve(evidence.Configuration, taskManager, asked))
            : [];

    private static ImmutableArray<OptionChange> Solve(FlinkConfiguration configuration, TaskManagerEvidence? taskManager, Asked asked) =>
        RunningConfiguration.Of(taskManager, configuration, asked.Version).Solve(asked.Version, asked.Wish) switch
        {
            CureAnswer.Reached reached => reached.Changes,
            CureAnswer.Impossible { Nearest: { } nearest } => nearest.Changes,
            _ => [],
        };

    /// <summary>All that decides about an answer besides the configuration.</summary>
    private sealed record Asked(TaskManagerMemory? Memory, FlinkVersion Version, MemoryWish Wish);
}
