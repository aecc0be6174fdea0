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
/// <param name="Kind">Which rule of Flink's derivation applied.</param>
/// <param name="Key">The option that decides: its own size, the fraction, the bound that clamps, or the total that leaves the rest; null for a sum.</param>
/// <param name="Formula">The rule with its numbers, for a person: <c>0.1 × total process 1728.000mb</c>.</param>
public sealed record ComponentOrigin(OriginKind Kind, string? Key, string Formula);
