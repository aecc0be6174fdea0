using System.Collections.Immutable;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>Options as somebody wrote them: key and text, without Flink's defaults. Only what is in here counts as <em>set</em>.</summary>
public sealed record FlinkConfiguration(ImmutableSortedDictionary<string, string> Options)
{
    /// <summary>No option set at all.</summary>
    public static FlinkConfiguration Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The text of an option, or null where it is not set.</summary>
    public string? this[string key] => Options.GetValueOrDefault(key);

    /// <summary>From pairs; of a key that comes twice the last one counts.</summary>
    public static FlinkConfiguration From(IEnumerable<KeyValuePair<string, string>> options) => new(Empty.Options.SetItems(options));

    /// <summary>The same with one option set (or removed, where <paramref name="value"/> is null).</summary>
    public FlinkConfiguration With(string key, string? value) => new(value is null ? Options.Remove(key) : Options.SetItem(key, value));
}
