namespace FlinkMemoryConsole.Recordings.Serving;

/// <summary>The part of a request after the question mark, as Flink reads it.</summary>
internal sealed class RequestQuery
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private RequestQuery()
    {
    }

    public static RequestQuery Parse(string query)
    {
        RequestQuery parsed = new();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            parsed._values.TryAdd(Unescape(name), equals < 0 ? "" : Unescape(pair[(equals + 1)..]));
        }

        return parsed;
    }

    /// <summary>The items of a list such as <c>get=a,b</c>; null when it is not in the query or has no items.</summary>
    public IReadOnlyList<string>? List(string name) =>
        _values.TryGetValue(name, out var value) && value.Split(',', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } items ? items : null;

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
