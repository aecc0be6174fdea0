using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Core.Symptoms;

/// <summary>A pure function from evidence to an answer about one symptom. It remembers nothing: <c>Findings</c> does.</summary>
public interface ISymptomDetector
{
    /// <summary>Its id, one of <see cref="SymptomClass"/>.</summary>
    string Symptom { get; }

    /// <summary>Present on some entities, absent, or unknown.</summary>
    SymptomReading Read(ClusterEvidence evidence);
}

/// <summary>A detector's answer.</summary>
public abstract record SymptomReading
{
    private SymptomReading()
    {
    }

    /// <summary>What was looked for, one of <see cref="SymptomClass"/>: <em>absent</em> means that this one is absent.</summary>
    public required string Symptom { get; init; }

    /// <summary>The symptom shows on these entities now. A <see cref="Finding"/> here has no memory: its since is the first sign in the evidence.</summary>
    public sealed record Present(ImmutableArray<Finding> Findings) : SymptomReading;

    /// <summary>Enough was seen to say that it does not show.</summary>
    public sealed record Absent : SymptomReading;

    /// <summary>Too little was seen to say anything.</summary>
    /// <param name="Missing">What would be needed, in words for a person.</param>
    public sealed record Unknown(ImmutableArray<string> Missing) : SymptomReading;
}
