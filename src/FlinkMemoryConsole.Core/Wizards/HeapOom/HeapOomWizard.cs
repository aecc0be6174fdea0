using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Core.Wizards.Signs;
using FlinkMemoryConsole.Core.Wizards.Steps;

namespace FlinkMemoryConsole.Core.Wizards.HeapOom;

/// <summary>The wizard of a TaskManager's Java heap: it ran out, is about to, or is collected without end.</summary>
public sealed class HeapOomWizard : IWizard
{
    internal static readonly ImmutableArray<string> Served = [SymptomClass.HeapOom, SymptomClass.GcOverhead, SymptomClass.GcPressure];

    /// <summary>Above this share of its limit the level itself points at the heap.</summary>
    private const double Suspect = 0.7;

    /// <inheritdoc/>
    public ImmutableArray<string> Symptoms => Served;

    /// <inheritdoc/>
    public string Title => "Java heap";

    /// <inheritdoc/>
    public WizardTranscript Walk(WizardCase wizardCase)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        var signs = HeapSigns.Read(wizardCase);
        var hypotheses = HypothesesStep.Build(wizardCase, HeapHypotheses.Judge(signs));
        var cure = HeapCure.Build(signs, hypotheses.Chosen);
        ImmutableArray<WizardStep> beforeCheck =
        [
            ScopeStep.Build(wizardCase, signs.Levels, signs.Trigger, signs.Rate),
            AreaStep.Build(wizardCase, Level(signs), signs.Heap is { } heap && (heap.Growth is { IsRising: true } || heap.PeakShare > Suspect), signs.OtherPools),
            hypotheses,
            HeapLook.Build(signs),
            cure,
        ];
        var watch = HeapCheck.Baseline(signs, hypotheses.Chosen, cure.Cure?.Cure.Options ?? [], beforeCheck);
        var id = wizardCase.TaskManager?.Id ?? wizardCase.TaskManagerId ?? wizardCase.Baseline?.TaskManagerId;
        return new(id is null ? "Java heap" : $"Java heap of {id}", id, beforeCheck.Add(CheckStep.Build(Check(wizardCase, watch))), watch);
    }

    private static CheckResult Check(WizardCase wizardCase, CheckBaseline? watch) => wizardCase.Baseline switch
    {
        null when watch is null => new CheckResult.NotAsked("There is nothing to compare with yet: no TaskManager is known."),
        null => new CheckResult.NotAsked($"After your change the console watches the level after collections for {Wording.Span(CheckJudgement.WatchFor(watch, watch.LimitBytes))} or a little more, "
            + "and says: cured, not cured, or not enough data yet."),
        var baseline when wizardCase.Evidence.Now < baseline.At => new CheckResult.Waiting($"What is remembered is of {Wording.Clock(baseline.At, wizardCase.Evidence.Now)}, later than what is shown now."),
        var baseline => CheckJudgement.Judge(baseline, HeapCheck.Window(baseline, wizardCase, Served)),
    };

    private static WizardFact? Level(HeapSigns signs) => signs.Heap switch
    {
        { Growth: { } growth, LimitBytes: { } limit } heap when growth.Shape != GrowthShape.Flat =>
            new(FactStance.Supports, AreaStep.JavaHeap, $"level after collections {Wording.Size(growth.FromBytes)} → {Wording.Size(heap.PeakBytes!.Value)} of {Wording.Size(limit)}", heap.Source, growth.From, growth.To),
        { PeakBytes: { } peak, LimitBytes: { } limit } heap =>
            new(FactStance.Supports, AreaStep.JavaHeap, $"level after collections {Wording.Size(peak)} of {Wording.Size(limit)} ({Wording.Share(peak / limit)})", heap.Source, heap.Levels[0].At, heap.Levels[^1].At),
        _ => null,
    };
}
