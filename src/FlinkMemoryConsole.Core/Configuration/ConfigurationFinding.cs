using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>How much a finding on a configuration matters.</summary>
public enum AdviceSeverity
{
    /// <summary>Works as written; worth knowing.</summary>
    Note,

    /// <summary>Likely not what was meant, or not on the next version.</summary>
    Warning,

    /// <summary>Flink refuses it, ignores it, or the process dies of it.</summary>
    Error,
}

/// <summary>Something to say about a configuration as it is written, whether or not a process runs with it.</summary>
/// <param name="Id">Stable: <c>legacy-key</c>, <c>ignored-key</c>, <c>size-and-fraction</c> …</param>
/// <param name="Keys">The options that it is about.</param>
/// <param name="Text">What is so, with its numbers.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record ConfigurationFinding(string Id, AdviceSeverity Severity, ImmutableArray<string> Keys, string Text, string Advice);
