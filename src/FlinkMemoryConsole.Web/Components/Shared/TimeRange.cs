using System.Globalization;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>
/// The time that all charts of a page show, as it stands in the URL: <c>?range=15m</c> follows the newest data,
/// <c>?from=…&amp;to=…</c> (ISO 8601, UTC) stands still.
/// </summary>
public sealed record TimeRange
{
    private static readonly (string Text, TimeSpan Span)[] KnownPresets =
        [("15m", TimeSpan.FromMinutes(15)), ("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6))];

    private readonly TimeSpan _last;
    private readonly TimeSpanOfRange? _fixed;

    private TimeRange(string query, TimeSpan last, TimeSpanOfRange? standing) => (Query, _last, _fixed) = (query, last, standing);

    /// <summary>The last hour.</summary>
    public static TimeRange Default { get; } = Preset("1h");

    /// <summary>What can be chosen with one click.</summary>
    public static IReadOnlyList<string> Presets { get; } = [.. KnownPresets.Select(preset => preset.Text)];

    /// <summary>The part of a query string that brings this range back, without a question mark: empty for the default.</summary>
    public string Query { get; }

    /// <summary>False where the range stands still and new data does not move it.</summary>
    public bool Follows => _fixed is null;

    /// <summary>The preset that this is, or null.</summary>
    public string? PresetText => Follows ? KnownPresets.First(preset => preset.Span == _last).Text : null;

    /// <summary>One of <see cref="Presets"/>; anything else is the last hour.</summary>
    public static TimeRange Preset(string text)
    {
        var index = Array.FindIndex(KnownPresets, preset => string.Equals(preset.Text, text, StringComparison.OrdinalIgnoreCase));
        var (name, span) = KnownPresets[index < 0 ? 1 : index];
        return new(index is < 0 or 1 ? "" : $"range={name}", span, standing: null);
    }

    /// <summary>A range that stands still; the ends may come in either order.</summary>
    public static TimeRange Between(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = from <= to ? (from, to) : (to, from);
        return new($"from={Write(first)}&to={Write(last)}", last - first, new(first, last));
    }

    /// <summary>Reads it from an address; what cannot be read is the last hour.</summary>
    public static TimeRange FromUri(string uri)
    {
        var query = AddressQuery.Of(uri);
        return Read("from") is { } from && Read("to") is { } to && from != to
            ? Between(from, to)
            : Preset(query["range"]);

        DateTimeOffset? Read(string key) =>
            DateTimeOffset.TryParse(query[key], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }

    /// <summary>The moments, when the newest data is of <paramref name="now"/>.</summary>
    public TimeSpanOfRange At(DateTimeOffset now) => _fixed ?? new(now - _last, now);

    /// <summary>A path with this range in its query.</summary>
    public string On(string path) => Query.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Query}";

    private static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Two moments, both within.</summary>
public readonly record struct TimeSpanOfRange(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}
