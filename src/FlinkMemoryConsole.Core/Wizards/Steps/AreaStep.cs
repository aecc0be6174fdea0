using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.Steps;

/// <summary>Second step of every wizard: which memory, by the failure's own words and by the pools.</summary>
public static class AreaStep
{
    public const string JavaHeap = "java-heap";
    public const string Metaspace = "metaspace";
    public const string Direct = "direct";
    public const string Managed = "managed";

    private static readonly ImmutableArray<WizardOption> Options =
        [new(JavaHeap, "Java heap"), new(Metaspace, "Metaspace"), new(Direct, "Direct memory"), new(Managed, "Managed memory")];

    /// <param name="heap">The heap's own story, as a fact and as the sentence that the step answers with.</param>
    /// <param name="heapSuspect">Whether the heap's numbers alone point at it.</param>
    public static WizardStep Build(WizardCase wizardCase, WizardFact? heap, bool heapSuspect, ImmutableArray<PoolMove> others)
    {
        ArgumentNullException.ThrowIfNull(wizardCase);
        var words = Words(wizardCase);
        var suggested = words.Select(text => AreaOf(text.Class)).FirstOrDefault(area => area is not null)
            ?? (heapSuspect ? JavaHeap : others.Where(pool => pool.RiseShare > 0.2 && pool.Share > 0.8).MaxBy(pool => pool.RiseShare)?.Pool)
            ?? (wizardCase.Finding is null ? null : JavaHeap);
        var chosen = wizardCase.Answers[WizardStepKind.Area] ?? suggested;
        return new()
        {
            Kind = WizardStepKind.Area,
            Question = "Which memory runs out?",
            Answer = Answer(chosen, heap, others),
            Options = Options,
            Suggested = suggested,
            Chosen = chosen,
            Facts =
            [
                .. words.Take(3).Select(text => new WizardFact(FactStance.Supports, AreaOf(text.Class), $"its own words: {NamingLine(text.Text)}", text.Source, text.At)),
                .. heap is null ? [new WizardFact(FactStance.WouldSettle, JavaHeap, "the heap of this TaskManager was not read, or too few collections were seen")] : ImmutableArray.Create(heap),
                .. others.Select(pool => new WizardFact(pool.IsStill ? FactStance.Contradicts : FactStance.Context, pool.Pool, PoolInWords(pool), pool.Source)),
            ],
        };
    }

    private static string Answer(string? chosen, WizardFact? heap, ImmutableArray<PoolMove> others)
    {
        var still = others.Where(pool => pool.IsStill).Select(pool => pool.Name).ToArray();
        var others_ = still.Length == 0 ? "" : $"; {Wording.List(still)} did not move";
        return chosen switch
        {
            null => "Nothing seen so far points at one kind of memory.",
            JavaHeap => $"The Java heap{(heap is null ? "" : $": {heap.Text}")}{others_}.",
            _ => $"{Options.First(option => string.Equals(option.Id, chosen, StringComparison.Ordinal)).Label}: not what the steps below are about; go by the finding of that memory.",
        };
    }

    private static string PoolInWords(PoolMove pool) =>
        pool.IsStill
            ? $"{pool.Name} stayed at {Wording.Size(pool.LastBytes)}{OfLimit(pool)}"
            : $"{pool.Name} went from {Wording.Size(pool.FirstBytes)} to {Wording.Size(pool.LastBytes)}{OfLimit(pool)}";

    private static string OfLimit(PoolMove pool) => pool.LimitBytes is { } limit ? $" of {Wording.Size(limit)}" : "";

    private static FailureText[] Words(WizardCase wizardCase)
    {
        var id = wizardCase.TaskManager?.Id;
        var named = wizardCase.Evidence.FailureTexts.Where(text => !text.IsConsequence && AreaOf(text.Class) is not null).ToArray();
        var own = named.Where(text => string.Equals(text.ProcessId, id, StringComparison.Ordinal)).ToArray();
        return own.Length > 0 ? own : [.. named.Where(text => text.ProcessId is null)];
    }

    private static string? AreaOf(string? symptom) => symptom switch
    {
        SymptomClass.HeapOom or SymptomClass.GcOverhead or SymptomClass.GcPressure => JavaHeap,
        SymptomClass.MetaspaceOom => Metaspace,
        SymptomClass.DirectMemoryOom => Direct,
        SymptomClass.ManagedMemoryExhausted => Managed,
        _ => null,
    };

    /// <summary>The line that names the failure: what stands above it in a log only says where it was caught.</summary>
    private static string NamingLine(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.FirstOrDefault(line => line.Contains("OutOfMemoryError", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "";
        return line.Length > 140 ? $"{line[..140]}…" : line;
    }
}
