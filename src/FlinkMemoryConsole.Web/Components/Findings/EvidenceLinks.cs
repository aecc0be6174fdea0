using System.Globalization;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Findings;

/// <summary>From the place that a fact comes from (a REST path, or a log with its line) to the panel, range or log line that shows it.</summary>
public static partial class EvidenceLinks
{
    /// <summary>A link of the very panel shows this much around a single moment.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(5);

    private static readonly (string InMetric, string Panel)[] Panels =
    [
        ("GarbageCollector", "gc"), ("Memory.Heap", "heap"), ("Metaspace", "metaspace"), ("ClassLoader", "metaspace"), ("Memory.Direct", "direct"), ("Memory.Mapped", "direct"),
        ("Shuffle.Netty", "network"), ("Flink.Memory.Managed", "managed"),
    ];

    /// <summary>The address, or null where no page shows that place.</summary>
    /// <param name="source">As in a finding's evidence: <c>GET /taskmanagers/tm-1/metrics?get=…</c>, <c>/taskmanagers/tm-1/log:812</c>.</param>
    public static string? To(PageLinks links, string? source, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        if (source is null || TaskManagerSource().Match(source) is not { Success: true } match)
        {
            return null;
        }

        var page = links.To($"/taskmanagers/{Uri.EscapeDataString(Uri.UnescapeDataString(match.Groups["id"].Value))}");
        var what = match.Groups["what"].Value;
        return what switch
        {
            "log" or "logs" or "stdout" => Add(page, $"tab=logs{(what is "stdout" ? "&file=stdout" : "")}{(match.Groups["line"] is { Success: true, Value: var line } ? $"&line={line}" : "")}"),
            "thread-dump" => Add(page, "tab=threads"),
            _ => Add(Ranged(links, page, from, to), $"panel={PanelOf(source)}"),
        };
    }

    private static string PanelOf(string source) =>
        Panels.FirstOrDefault(panel => source.Contains(panel.InMetric, StringComparison.OrdinalIgnoreCase)) is { Panel: { } panel } ? panel : "heap";

    private static string Ranged(PageLinks links, string page, DateTimeOffset? from, DateTimeOffset? to)
    {
        if ((from ?? to) is not { } first)
        {
            return page;
        }

        var range = TimeRange.Between(first - Around, (to ?? first) + (to is null ? Around : TimeSpan.FromMinutes(1)));
        return RangeAddress.With(page, range);
    }

    private static string Add(string page, string query) => string.Create(CultureInfo.InvariantCulture, $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");

    [GeneratedRegex(@"/taskmanagers/(?<id>[^/\s?]+)(?:/(?<what>metrics|logs?|stdout|thread-dump)(?:/[^\s:?]+)?(?::(?<line>\d+))?)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex TaskManagerSource();
}
