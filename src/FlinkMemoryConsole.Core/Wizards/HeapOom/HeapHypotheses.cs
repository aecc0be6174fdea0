using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Wizards.Signs;
using FlinkMemoryConsole.Core.Wizards.Steps;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>Leak, undersized, skew or something else: each with its facts. A weight of 4 alone makes a hypothesis likely, 1 only decides between equals.</summary>
public static class HeapHypotheses
{
    public const string Leak = "leak";
    public const string Undersized = "undersized";
    public const string Skew = "skew";
    public const string Other = "other";

    private const double NearLimit = 0.7;

    public static ImmutableArray<Hypothesis> Judge(HeapSigns signs)
    {
        ArgumentNullException.ThrowIfNull(signs);
        return
        [
            Hypothesis.Of(Leak, "It leaks", LeakFacts(signs)),
            Hypothesis.Of(Undersized, "It is too small", UndersizedFacts(signs)),
            Hypothesis.Of(Skew, "One key is hot", SkewFacts(signs)),
            Hypothesis.Of(Other, "Something else in the heap", OtherFacts(signs)),
        ];
    }

    private static IEnumerable<WeighedFact?> LeakFacts(HeapSigns signs)
    {
        var growth = signs.Heap?.Growth;
        yield return growth switch
        {
            null => WeighedFact.WouldSettle("the level after collections over more time: too few collections were seen"),
            { Shape: GrowthShape.Steady } => At(signs, WeighedFact.For(3, $"the level after collections grew steadily for {Wording.Span(growth.Lasted)}, from {Wording.Size(growth.FromBytes)} to {Wording.Size(growth.ToBytes)}")),
            { Shape: GrowthShape.Flat } => At(signs, WeighedFact.Against(3, $"the level after collections is flat ({Wording.Size(growth.ToBytes)})")),
            { Shape: GrowthShape.Stopped } => At(signs, WeighedFact.Against(3, $"the level rose and then stopped at {Wording.Size(growth.ToBytes)}: what leaks does not stop")),
            { Shape: GrowthShape.Slowing } => At(signs, WeighedFact.Against(1, "the rise is slowing down: what leaks keeps its pace")),
            _ => null,
        };
        if (growth is { IsRising: true } && signs.Rate is { } rate)
        {
            yield return rate.IsConstant
                ? WeighedFact.For(2, $"it grows although the input is constant ({Wording.Rate(rate.After)})", rate.Source, growth.From, growth.To)
                : rate.Change > 0.5 ? WeighedFact.Against(2, $"the input grew too, from {Wording.Rate(rate.Before)} to {Wording.Rate(rate.After)}", rate.Source, growth.From, growth.To) : null;
        }

        yield return signs.OverRestart switch
        {
            { Survived: true } over => WeighedFact.For(3, $"a restart of the job did not free it ({Wording.Size(over.BeforeBytes)} before, {Wording.Size(over.AfterBytes)} after): something static or a thread holds it", signs.Heap!.Source, over.At),
            { } over => WeighedFact.For(0, $"a restart of the job freed it ({Wording.Size(over.BeforeBytes)} before, {Wording.Size(over.AfterBytes)} after): it hangs on the job's objects, not on something static", signs.Heap!.Source, over.At),
            null => null,
        };
        yield return StateAgainstHeap(signs);
        yield return signs.Trigger is { Kind: TriggerKind.Redeploy or TriggerKind.Rescale } trigger && growth is { IsRising: true }
            ? WeighedFact.For(1, $"it began after {trigger.Text}: compare the two versions", trigger.Source, trigger.At)
            : null;
        yield return Found(signs, HeapLook.JobClass, 5, "the histogram is led by a class of the job");
        yield return signs.Case.Answers[WizardStepKind.LookInside] is null ? WeighedFact.WouldSettle("two class histograms, a minute apart: the class that grew is it (step 4 has the command)") : null;
    }

    private static WeighedFact? StateAgainstHeap(HeapSigns signs)
    {
        if (signs.State is not { } state || signs.Heap?.Growth is not { IsRising: true } growth)
        {
            return null;
        }

        var rise = growth.ToBytes - growth.FromBytes;
        return state.GrownBytes > rise / 10 && state.OnHeap != false
            ? WeighedFact.For(1, $"the state in checkpoints grows with it ({Wording.Size(state.FirstBytes)} to {Wording.Size(state.LastBytes)}): state without an end", state.Source)
            : WeighedFact.For(1, $"the state in checkpoints is {Wording.Size(state.LastBytes)} and does not grow with it: what grows is outside Flink's state", state.Source);
    }

    private static IEnumerable<WeighedFact?> UndersizedFacts(HeapSigns signs)
    {
        var growth = signs.Heap?.Growth;
        var share = signs.Heap?.PeakShare;
        yield return growth switch
        {
            { Shape: GrowthShape.Flat or GrowthShape.Stopped } when share >= NearLimit => At(signs, WeighedFact.For(4, $"the level after collections stands at {Wording.Share(share.Value)} of the limit without rising: the job needs that much, and leaves too little room")),
            { Shape: GrowthShape.Flat or GrowthShape.Stopped } => At(signs, WeighedFact.Against(3, $"the level stands at {Wording.Share(share ?? 0)} of the limit: there is room")),
            { Shape: GrowthShape.Slowing } => At(signs, WeighedFact.For(2, $"the rise is slowing down ({Wording.Speed(growth.BytesPerSecond)} now): it may find its level above the limit")),
            { Shape: GrowthShape.Steady } when signs.Rate is { IsConstant: true } => At(signs, WeighedFact.Against(2, "it grows at one pace at constant input, with no sign of an end")),
            { Shape: GrowthShape.Steady } => At(signs, WeighedFact.Against(1, "it grows at one pace with no sign of an end")),
            null when signs.HasFailed => WeighedFact.For(1, "it failed, and no rise was seen before"),
            _ => null,
        };
        yield return signs.Rate is { Change: > 0.5 } rate && growth is { IsRising: true }
            ? WeighedFact.For(3, $"it grows with the input, which went from {Wording.Rate(rate.Before)} to {Wording.Rate(rate.After)}", rate.Source)
            : null;
        yield return signs.Trigger is { Kind: TriggerKind.ConfigurationChange or TriggerKind.Rescale } trigger
            ? WeighedFact.For(3, $"it began after {trigger.Text}", trigger.Source, trigger.At)
            : null;
        yield return EnoughBefore(signs);
        yield return Found(signs, HeapLook.Nothing, 3, "two histograms show no class that grows");
    }

    private static WeighedFact? EnoughBefore(HeapSigns signs) =>
        signs.Trigger is { Kind: TriggerKind.Redeploy, At: var at } && signs.Heap is { Life: { } life } heap && heap.Levels.Count(level => level.At < at) >= 4
            ? WeighedFact.Against(2, $"it was enough for {Wording.Span(at - life.From)} before the redeploy", heap.Source, life.From, at)
            : null;

    private static IEnumerable<WeighedFact?> SkewFacts(HeapSigns signs)
    {
        var id = signs.Heap?.TaskManager.Id;
        yield return signs.Skew switch
        {
            null => WeighedFact.WouldSettle("record counts of the subtasks: none were read of a vertex with two or more"),
            { Factor: >= SubtaskSkew.Noticeable } skew when string.Equals(skew.TaskManagerId, id, StringComparison.Ordinal) || skew.TaskManagerId is null =>
                WeighedFact.For(skew.Factor >= 5 ? 6 : 4, $"subtask {skew.Hottest} of {skew.Vertex} gets {skew.Factor:0.#} times the records of the others{(skew.TaskManagerId is null ? "" : ", and runs here")}", skew.Source),
            { Factor: >= SubtaskSkew.Noticeable } skew => WeighedFact.Against(1, $"the subtask that gets most ({skew.Hottest} of {skew.Vertex}) runs on {skew.TaskManagerId}", skew.Source),
            { } skew => WeighedFact.Against(3, $"the subtasks of {skew.Vertex} get equally many records, within {Wording.Share(Math.Max(0.01, skew.Factor - 1))} of each other", skew.Source),
        };
        var affected = ScopeStep.Affected(signs.Case, signs.Levels).Length;
        var scope = signs.Case.Answers[WizardStepKind.Scope];
        yield return (signs.Levels.Length, scope) switch
        {
            (_, ScopeStep.All) or ( > 1, null) when scope is ScopeStep.All || affected == signs.Levels.Length =>
                WeighedFact.Against(3, "all TaskManagers show it alike"),
            ( > 1, ScopeStep.One) or ( > 1, null) when scope is ScopeStep.One || affected == 1 =>
                WeighedFact.For(2, $"only one of {signs.Levels.Length} TaskManagers shows it", signs.Heap?.Source),
            _ => null,
        };
        yield return signs.State is { OnHeap: true } state && state.GrownBytes > state.FirstBytes / 2 && signs.Skew is { Factor: >= SubtaskSkew.Noticeable }
            ? WeighedFact.For(1, $"its keyed state lives on the heap and grows ({Wording.Size(state.FirstBytes)} to {Wording.Size(state.LastBytes)} in checkpoints)", state.Source)
            : null;
        yield return Found(signs, HeapLook.StateClass, 2, "the histogram is led by classes of Flink's state");
    }

    private static IEnumerable<WeighedFact?> OtherFacts(HeapSigns signs)
    {
        yield return signs.Heap?.Growth is { Shape: GrowthShape.Jump } jump
            ? At(signs, WeighedFact.For(4, $"the level jumped from {Wording.Size(jump.FromBytes)} to {Wording.Size(jump.ToBytes)} at once: one large object, batch or broadcast"))
            : null;
        yield return signs.Jobs.Length switch
        {
            0 => WeighedFact.WouldSettle("the jobs that run on this TaskManager: none is known"),
            1 => WeighedFact.Against(1, $"only {signs.Jobs[0].Name} runs here"),
            _ when signs.Jobs.Select(job => job.Name).Distinct(StringComparer.Ordinal).Count() > 1 =>
                WeighedFact.For(2, $"several jobs share this heap: {Wording.List([.. signs.Jobs.Select(job => job.Name).Distinct(StringComparer.Ordinal)])}", "/jobs/overview"),
            _ => null,
        };
        yield return Found(signs, HeapLook.Buffers, 5, "the histogram is led by byte and char arrays");
    }

    private static WeighedFact? Found(HeapSigns signs, string look, int weight, string text) =>
        string.Equals(signs.Case.Answers[WizardStepKind.LookInside], look, StringComparison.Ordinal) ? WeighedFact.For(weight, $"{text}, as you saw") : null;

    private static WeighedFact At(HeapSigns signs, WeighedFact fact) =>
        fact with { Fact = fact.Fact with { Source = signs.Heap?.Source, From = signs.Heap?.Growth?.From, To = signs.Heap?.Growth?.To } };
}
