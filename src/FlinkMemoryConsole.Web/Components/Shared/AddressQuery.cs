using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>The query of an address, by key.</summary>
public sealed class AddressQuery
{
    private readonly Dictionary<string, StringValues> _values;

    private AddressQuery(Dictionary<string, StringValues> values) => _values = values;

    /// <summary>The value of a key, of one given several times the last; empty where it is not there.</summary>
    public string this[string key] => _values.GetValueOrDefault(key).LastOrDefault() ?? "";

    /// <summary>Reads whatever somebody may have typed; a fragment is no part of it.</summary>
    public static AddressQuery Of(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);

        var address = uri.Split('#')[0];
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        return new(QueryHelpers.ParseQuery(mark < 0 ? "" : address[mark..]));
    }

    /// <summary>Whether a key says this, in whatever case.</summary>
    public bool Says(string key, string value) => string.Equals(this[key], value, StringComparison.OrdinalIgnoreCase);

    /// <summary>A path with these in its query, in this order; empty ones are left out.</summary>
    public static string On(string path, params ReadOnlySpan<(string Key, string Value)> values)
    {
        List<string> query = [];
        foreach (var (key, value) in values)
        {
            if (value.Length > 0)
            {
                query.Add($"{key}={Uri.EscapeDataString(value)}");
            }
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }
}
