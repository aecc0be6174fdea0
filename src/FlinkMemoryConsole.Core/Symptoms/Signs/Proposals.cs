using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Symptoms.Signs;

/// <summary>What is proposed for a wish.</summary>
/// <param name="Options">As Flink accepts them; empty where no set of options fulfils it.</param>
/// <param name="Words">What to know before applying them: what shrinks, or why there are none.</param>
internal sealed record Proposal(ImmutableArray<OptionChange> Options, ImmutableArray<string> Words)
{
    public static Proposal None { get; } = new([], []);
}

/// <summary>Works proposals out.</summary>
internal static class Proposals
{
    /// <summary>A search takes milliseconds, and a fleet in trouble asks the same for each TaskManager at each poll: answers are kept as long as the configuration that they are for.</summary>
    private static readonly ConditionalWeakTable<FlinkConfiguration, ConcurrentDictionary<Asked, Proposal>> Answers = [];

    /// <summary>For a wish; none where there is no wish, or the version is not known.</summary>
    /// <param name="taskManager">Whose memory it is; null for the JobManager, and where none is known.</param>
    public static Proposal For(ClusterEvidence evidence, TaskManagerEvidence? taskManager, MemoryWish? wish) =>
        wish is not null && FlinkVersion.Parse(evidence.FlinkVersion) is { } version
            ? Answers.GetOrCreateValue(evidence.Configuration).GetOrAdd(new(taskManager?.Memory, version, wish), asked => Solve(evidence.Configuration, taskManager, asked))
            : Proposal.None;

    private static Proposal Solve(FlinkConfiguration configuration, TaskManagerEvidence? taskManager, Asked asked)
    {
        var running = RunningConfiguration.Of(taskManager, configuration, asked.Version);
        return running.Solve(asked.Version, asked.Wish) switch
        {
            CureAnswer.Reached reached => Of(reached),
            CureAnswer.Impossible { Nearest: { } nearest } impossible => Of(nearest, impossible.Why, "These options come nearest to it."),
            CureAnswer.Impossible impossible => new([], [impossible.Why]),
            _ => Proposal.None,
        };
    }

    private static Proposal Of(CureAnswer.Reached reached, params IEnumerable<string> first) =>
        new(reached.Changes, [.. first, .. reached.ShrinksInWords is { } shrinks ? [$"With these options {shrinks}."] : ImmutableArray<string>.Empty, .. reached.Remarks]);

    /// <summary>All that decides about an answer besides the configuration.</summary>
    private sealed record Asked(TaskManagerMemory? Memory, FlinkVersion Version, MemoryWish Wish);
}
