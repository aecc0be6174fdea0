using System.Globalization;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Findings;

/// <summary>From the place that a fact comes from (a REST path, or a log with its line) to the panel, range or log line that shows it.</summary>
public static partial class EvidenceLinks
{
    /// <summary>A link of the very panel shows this much around a single moment.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(5);

    /// <summary>Words of metric names first, then words of sentences.</summary>
    private static readonly (string Word, string Panel)[] Panels =
    [
        ("GarbageCollector", "gc"), ("Memory.Heap", "heap"), ("Metaspace", "metaspace"), ("ClassLoader", "metaspace"), ("Memory.Direct", "direct"), ("Memory.Mapped", "direct"),
        ("Shuffle.Netty", "network"), ("Flink.Memory.Managed", "managed"),
        ("pauses", "gc"), ("full collections", "gc"), ("heap", "heap"), ("direct memory", "direct"), ("network", "network"), ("managed memory", "managed"),
    ];

    /// <summary>The address, or null where no page shows that place.</summary>
    /// <param name="source">As in a finding's evidence: <c>GET /taskmanagers/tm-1/metrics?get=…</c>, <c>/taskmanagers/tm-1/log:812</c>.</param>
    /// <param name="what">What was measured, in words: decides where the source names no metric.</param>
    public static string? To(PageLinks links, string? source, DateTimeOffset? from = null, DateTimeOffset? to = null, string what = "")
    {
        if (source is null || ProcessSource().Match(source) is not { Success: true } match)
        {
            return source is not null && JobSource().Match(source) is { Success: true } job ? ToJob(links, job) : null;
        }

        var page = match.Groups["id"] is { Success: true, Value: var id } ? links.TaskManager(Uri.UnescapeDataString(id)) : links.To("/jobmanager");
        var part = match.Groups["part"].Value;
        return part switch
        {
            "log" or "logs" or "stdout" => Add(page, $"tab=logs{(part is "stdout" ? "&file=stdout" : "")}{(match.Groups["line"] is { Success: true, Value: var line } ? $"&line={line}" : "")}"),
            "thread-dump" => Add(page, "tab=threads"),
            "config" or "environment" => Add(page, "tab=configuration"),
            _ => Add(Ranged(links, page, from, to), $"panel={PanelOf(source) ?? PanelOf(what) ?? "heap"}"),
        };
    }

    private static string ToJob(PageLinks links, Match job) =>
        job.Groups["vertex"] is { Success: true, Value: var vertex } ? Add(links.Job(job.Groups["id"].Value), $"operator={vertex}") : links.Job(job.Groups["id"].Value);

    private static string? PanelOf(string text) => Panels.FirstOrDefault(panel => text.Contains(panel.Word, StringComparison.OrdinalIgnoreCase)).Panel;

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

    [GeneratedRegex(@"(?:/taskmanagers/(?<id>[^/\s?]+)|/jobmanager)(?:/(?<part>metrics|logs?|stdout|thread-dump|config|environment)(?:/[^\s:?]+)?(?::(?<line>\d+))?)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex ProcessSource();

    [GeneratedRegex(@"/jobs/(?<id>[0-9a-f]{32})(?:/vertices/(?<vertex>[0-9a-f]{32}))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex JobSource();
}
