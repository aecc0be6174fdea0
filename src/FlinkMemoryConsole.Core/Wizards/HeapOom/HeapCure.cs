using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Wizards.Steps;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>Fifth step: options with values and advice on code, by the hypothesis that counts.</summary>
public static class HeapCure
{
    public const string Grow = "grow";
    public const string Keep = "keep";
    public const string RocksDb = "rocksdb";
    public const string CodeOnly = "code";

    private const string StateBackendKey = "state.backend.type";

    public static WizardStep Build(HeapSigns signs, string? hypothesis)
    {
        ArgumentNullException.ThrowIfNull(signs);
        var need = HeapNeed.Of(signs, hypothesis);
        var options = Options(signs, need);
        var suggested = need is null ? CodeOnly : Grow;
        var chosen = options.FirstOrDefault(option => string.Equals(option.Id, signs.Case.Answers[WizardStepKind.Cure], StringComparison.Ordinal))?.Id ?? suggested;
        var proposal = Propose(signs, hypothesis, need, chosen);
        return new()
        {
            Kind = WizardStepKind.Cure,
            Question = "What to change?",
            Answer = Answer(signs, hypothesis, need, proposal, chosen),
            Options = options,
            Suggested = suggested,
            Chosen = chosen,
            Facts = need is null || chosen is CodeOnly or RocksDb ? [] : [new(FactStance.Context, chosen, $"{Wording.Size(need.MoreBytes)} more: {need.Why}", signs.Heap?.Source)],
            Cure = proposal,
        };
    }

    private static ImmutableArray<WizardOption> Options(HeapSigns signs, HeapNeed? need) =>
    [
        .. need is null ? ImmutableArray<WizardOption>.Empty : [new(Grow, "More heap, larger process"), new(Keep, "More heap, same process size")],
        .. signs.State is { OnHeap: not false } ? ImmutableArray.Create(new WizardOption(RocksDb, "State out of the heap (RocksDB)")) : [],
        new(CodeOnly, "Code only"),
    ];

    private static CureProposal Propose(HeapSigns signs, string? hypothesis, HeapNeed? need, string chosen)
    {
        var advice = HeapCodeAdvice.For(hypothesis, signs);
        ImmutableArray<string> code = [.. advice.Select(item => item.Title)];
        var expect = Expect(hypothesis, chosen);
        return chosen switch
        {
            Grow or Keep when need is not null => WithHeap(signs, need, chosen is Keep) is var solved && solved.Cure.Options.IsEmpty
                ? solved with { Cure = new([], code, expect), Advice = advice }
                : solved with { Cure = solved.Cure with { Code = code, Expect = expect }, Advice = advice, LastsFor = need.LastsFor },
            RocksDb => new() { Cure = new([new(StateBackendKey, signs.Case.Evidence.Configuration[StateBackendKey], "rocksdb")], code, expect), Advice = advice, SideEffects = RocksDbEffects },
            _ => new() { Cure = new([], code, expect), Advice = advice },
        };
    }

    private static CureProposal WithHeap(HeapSigns signs, HeapNeed need, bool containerUnchanged)
    {
        if (signs.Case.Evidence.Configuration.Options.IsEmpty)
        {
            return new() { Cure = Cure.None, Impossible = "the cluster's configuration has not been read, and changes to an unknown one would be guesses" };
        }

        var running = RunningConfiguration.Of(signs.Heap?.TaskManager, signs.Case.Evidence.Configuration, signs.Version);
        return running.Solve(signs.Version, new MemoryWish.MoreTaskHeap(need.MoreBytes, containerUnchanged)) switch
        {
            CureAnswer.Reached { After: TaskManagerBudget after } reached => new()
            {
                Cure = new(reached.Changes, [], ""),
                Before = reached.Before as TaskManagerBudget,
                After = after,
                SideEffects = [.. Effects(reached)],
            },
            CureAnswer.Impossible impossible => new()
            {
                Cure = Cure.None,
                Impossible = impossible.Why,
                SideEffects = impossible.Nearest is { } nearest ? [$"The nearest that Flink accepts: {Wording.List([.. nearest.Changes.Select(change => $"{change.Key}: {change.To}")])}"] : [],
            },
            _ => new() { Cure = Cure.None, Impossible = "no set of options gives the task heap more memory" },
        };
    }

    private static IEnumerable<string> Effects(CureAnswer.Reached reached)
    {
        foreach (var remark in reached.Remarks)
        {
            yield return remark;
        }

        if (reached.Before is { } before && reached.After.TotalProcess > before.TotalProcess)
        {
            yield return $"Each TaskManager takes {Wording.Size(reached.After.TotalProcess - before.TotalProcess)} more of its host or container: raise the container's limit with it where it is set by hand.";
        }

        yield return "Takes effect when the TaskManagers are started again; jobs go on from their last checkpoint.";
    }

    private static readonly ImmutableArray<string> RocksDbEffects =
    [
        "State then lives in managed memory and on local disk: each access serialises, so throughput falls, often by half or more.",
        "A checkpoint of the HashMap backend cannot be restored into RocksDB: take a canonical savepoint (flink savepoint --type canonical) and start from it.",
        "Up to Flink 1.20 and later alike the JAR flink-statebackend-rocksdb must be there (Flink's distribution has it); managed memory must not be zero.",
    ];

    private static string Answer(HeapSigns signs, string? hypothesis, HeapNeed? need, CureProposal proposal, string chosen)
    {
        if (proposal.Impossible is { } why)
        {
            return $"No options: {why}";
        }

        var vertex = signs.Case.Finding?.Vertex is { } name ? $"operator {name}" : "the job's code";
        var heap = need is not null && chosen is Grow or Keep ? $"{Wording.Size(need!.MoreBytes)} more task heap" : null;
        return (hypothesis, chosen) switch
        {
            (_, RocksDb) => "Move the state out of the heap: RocksDB keeps it in managed memory and on disk.",
            (HeapHypotheses.Leak, _) when heap is not null => $"{Capital(vertex)} keeps what it should drop: that is the cure. To win time, {heap}{Lasting(proposal)}.",
            (HeapHypotheses.Leak, _) => $"{Capital(vertex)} keeps what it should drop: find it and let it go.",
            (HeapHypotheses.Skew, _) => $"Spread the hot key of {signs.Skew?.Vertex ?? vertex}{(heap is null ? "" : $"; until then, {heap}")}.",
            (_, CodeOnly) => $"Make {vertex} hold less.",
            (null, _) => $"Whatever the cause, {heap} gives it room; what shows then tells more.",
            _ => $"Give it {heap}.",
        };
    }

    private static string Lasting(CureProposal proposal) =>
        proposal.LastsFor is { } lasts ? $" keeps it alive for about {Wording.Span(lasts)} from its start" : "";

    private static string Expect(string? hypothesis, string chosen) => (hypothesis, chosen) switch
    {
        (HeapHypotheses.Leak, Grow or Keep) => "The level after collections reaches the limit later, and still reaches it, until the code is changed; after that it is flat at constant input.",
        (HeapHypotheses.Leak, _) => "The level after collections is flat at constant input.",
        (_, RocksDb) => "The level after collections no longer follows the size of the state.",
        (HeapHypotheses.Skew, CodeOnly) => "The subtasks get equally many records, and the TaskManagers' levels come together.",
        _ => "The level after collections finds its place below 85 % of the new limit and stays there; nothing fails.",
    };

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}
