using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>How a component came to its size.</summary>
public enum OriginKind
{
    /// <summary>Its own option is set.</summary>
    Given,

    /// <summary>Flink's default for its option.</summary>
    Default,

    /// <summary>A fraction of a total.</summary>
    Fraction,

    /// <summary>The fraction gave less than the minimum, so it is the minimum.</summary>
    ClampedToMinimum,

    /// <summary>The fraction gave more than the maximum, so it is the maximum.</summary>
    ClampedToMaximum,

    /// <summary>What the other components leave of a given total.</summary>
    Rest,

    /// <summary>The sum of its parts.</summary>
    Sum,

    /// <summary>Up to Flink 1.20: <c>taskmanager.network.numberOfBuffers</c> times the segment size.</summary>
    BufferCount,
}

/// <summary>How a component came to its size, and which option decides about it.</summary>
/// <param name="Component">The part or sum that this speaks of.</param>
/// <param name="Kind">Which rule of Flink's derivation applied.</param>
/// <param name="Key">The option that decides, as it is set or under its present name: its own size, the fraction, the bound that clamps, or the total that leaves the rest; null for a sum.</param>
public sealed record ComponentOrigin(MemoryComponent Component, OriginKind Kind, string? Key)
{
    /// <summary>The total that a fraction is taken of, or that the rest is left of; null for the other kinds.</summary>
    public long? Of { get; init; }

    /// <summary>What <see cref="Of"/> is, in words: <c>total process memory</c>.</summary>
    public string OfWhat { get; init; } = "";

    /// <summary>The factor, where a fraction was taken. Greater than the configured fraction where Flink works backwards from what the other components need.</summary>
    public double? Factor { get; init; }

    /// <summary>What the fraction alone would have given, where a bound overruled it.</summary>
    public long? Unclamped { get; init; }

    /// <summary>The rule with its numbers, for a person.</summary>
    public string Formula => Kind switch
    {
        OriginKind.Given => $"set by {Key}",
        OriginKind.Default => $"Flink's default of {Key}",
        OriginKind.Fraction => FractionText,
        OriginKind.ClampedToMinimum => $"{FractionText} would be {MemorySizeText.ToHumanReadable(Unclamped ?? 0)}: the minimum {Key} applies",
        OriginKind.ClampedToMaximum => $"{FractionText} would be {MemorySizeText.ToHumanReadable(Unclamped ?? 0)}: the maximum {Key} applies",
        OriginKind.Rest => $"what the other components leave of {OfWhat} {MemorySizeText.ToHumanReadable(Of ?? 0)}",
        OriginKind.Sum => "the sum of its parts",
        OriginKind.BufferCount => $"{Key} × taskmanager.memory.segment-size",
        _ => "",
    };

    private string FractionText => string.Create(CultureInfo.InvariantCulture, $"{(float)(Factor ?? 0)} × {OfWhat} {MemorySizeText.ToHumanReadable(Of ?? 0)}");
}
