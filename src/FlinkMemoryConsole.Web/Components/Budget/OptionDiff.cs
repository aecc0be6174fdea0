using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>A line of the configuration before and after a change.</summary>
/// <param name="Sign"><c>+</c>, <c>-</c> or a blank.</param>
public sealed record DiffLine(char Sign, string Text);

/// <summary>The memory options before and after a change, line by line, by key.</summary>
public static class OptionDiff
{
    /// <summary>Options about memory or with a change; all others would only be noise.</summary>
    public static ImmutableArray<DiffLine> Of(FlinkConfiguration before, ImmutableArray<OptionChange> changes)
    {
        ArgumentNullException.ThrowIfNull(before);

        var changed = changes.ToDictionary(change => change.Key, StringComparer.Ordinal);
        var keys = before.Options.Keys.Where(key => (FlinkOptions.Find(key) ?? FlinkOptions.FindByDeprecatedKey(key))?.Component is not null).Union(changed.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. keys.SelectMany(key => Lines(key, before[key], changed.GetValueOrDefault(key)))];
    }

    private static IEnumerable<DiffLine> Lines(string key, string? value, OptionChange? change)
    {
        if (value is not null)
        {
            yield return new(change is null ? ' ' : '-', $"{key}: {value}");
        }

        if (change?.To is { } to)
        {
            yield return new('+', $"{key}: {to}");
        }
    }
}
