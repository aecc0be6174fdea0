namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>Puts a time range into an address and leaves everything else in it as it was.</summary>
public static class RangeAddress
{
    private static readonly string[] Keys = ["range", "from", "to"];

    /// <summary>The same address with this range; its fragment is dropped.</summary>
    public static string With(string uri, TimeRange range)
    {
        var address = uri.Split('#')[0];
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? address : address[..mark];
        var others = mark < 0 ? [] : address[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !Keys.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase));
        var query = string.Join('&', range.Query.Length == 0 ? others : others.Append(range.Query));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
