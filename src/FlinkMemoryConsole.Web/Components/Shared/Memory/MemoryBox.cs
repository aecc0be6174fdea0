using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>A box of the memory map: a component, or a sum whose inner boxes add up to exactly its size.</summary>
/// <param name="Name">As Flink's documentation calls it.</param>
/// <param name="Bytes">What the boxes inside add up to; null where the process has not said.</param>
/// <param name="Color">A custom property of <c>tokens.css</c>; null for a sum.</param>
/// <param name="Origin">How it came to its size; null where that is not known, and for sums that only the JVM knows (its heap, its limit of direct memory).</param>
/// <param name="Inner">Empty for a component.</param>
public sealed record MemoryBox(string Name, long? Bytes, string? Color, ComponentOrigin? Origin, ImmutableArray<MemoryBox> Inner)
{
    /// <summary>What it is for, or which flag of the JVM holds it.</summary>
    public string About { get; init; } = "";

    /// <summary>What is measured in it; null where nothing is to be laid over it, as on a budget that nobody runs with.</summary>
    public MeasuredUse? Use { get; init; }

    /// <summary>The address of more about its use; null where there is none.</summary>
    public string? Href { get; init; }

    /// <summary>How many components it holds: a narrow box must still be wide enough for them.</summary>
    public int Leaves => Inner.IsEmpty ? 1 : Inner.Sum(box => box.Leaves);

    /// <summary>How many sums it is, itself and those inside: each takes a little width for its frame.</summary>
    public int Sums => Inner.IsEmpty ? 0 : 1 + Inner.Sum(box => box.Sums);

    /// <summary>How it came to its size, in a word.</summary>
    public string Kind => OriginWords.Of(Origin);

    /// <summary>A bound of Flink's or of the configuration decided, not the fraction.</summary>
    public bool IsClamped => Origin?.Kind is OriginKind.ClampedToMinimum or OriginKind.ClampedToMaximum;

    /// <summary>The rule with its numbers; empty where it is not known.</summary>
    public string Formula => Origin is { Kind: not OriginKind.Sum } origin
        ? origin.Kind is OriginKind.Fraction && origin.Key is { } key ? $"{origin.Formula} ({key})" : origin.Formula
        : string.Join(" + ", Inner.Select(box => box.Name));

    /// <summary>Size, share of the process and formula, to the byte.</summary>
    /// <param name="whole">Bytes of the outermost box; null where they are not known.</param>
    public string Sentence(long? whole) => Bytes is not { } bytes
        ? $"size unknown: the process has not said. {About}"
        : $"{ByteSize.Exact(bytes)}{(whole is > 0 and { } all ? $", {ByteSize.Percent((double)bytes / all)} of the process" : "")}{(Formula.Length > 0 ? $" = {Formula}" : "")}. {About}";

    /// <summary>The same boxes with what is measured in each laid over it.</summary>
    /// <param name="measure">A box with its use, or the box as it is.</param>
    public MemoryBox Laid(Func<MemoryBox, MemoryBox> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);

        return measure(this) with { Inner = [.. Inner.Select(box => box.Laid(measure))] };
    }

    /// <summary>This box and all inside, the outer first.</summary>
    public IEnumerable<MemoryBox> All() => Inner.SelectMany(box => box.All()).Prepend(this);
}

/// <summary>How a component came to its size, in a word.</summary>
public static class OriginWords
{
    /// <summary><c>given</c>, <c>default</c>, <c>fraction</c>, <c>clamped to minimum</c>, <c>clamped to maximum</c>, <c>rest</c>, <c>buffers</c> or <c>sum</c>.</summary>
    public static string Of(ComponentOrigin? origin) => origin?.Kind switch
    {
        OriginKind.Given => "given",
        OriginKind.Default => "default",
        OriginKind.Fraction => "fraction",
        OriginKind.ClampedToMinimum => "clamped to minimum",
        OriginKind.ClampedToMaximum => "clamped to maximum",
        OriginKind.Rest => "rest",
        OriginKind.BufferCount => "buffers",
        _ => "sum",
    };
}
