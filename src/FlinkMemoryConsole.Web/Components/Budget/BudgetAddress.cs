using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;
using Microsoft.AspNetCore.WebUtilities;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>What the address of a budget page says: <c>?version=1.20&amp;process=jobmanager&amp;wish=task-heap&amp;size=256m</c>. Whatever cannot be read is left out.</summary>
public sealed record BudgetAddress
{
    /// <summary>The version that was picked; null where the cluster or the text decides.</summary>
    public FlinkVersion? Version { get; init; }

    public bool IsJobManager { get; init; }

    /// <summary>Id of the TaskManager of the cluster that is meant; empty for any.</summary>
    public string TaskManager { get; init; } = "";

    /// <summary>One of <see cref="WishKinds"/>; empty for none.</summary>
    public string Wish { get; init; } = "";

    /// <summary>How much: a memory size, or a number of buffers.</summary>
    public string Size { get; init; } = "";

    /// <summary>The process grows for the wish; else something in it shrinks.</summary>
    public bool Grows { get; init; }

    /// <summary>The container's limit, as a memory size.</summary>
    public string Limit { get; init; } = "";

    /// <summary>What another process in the container needs, as a memory size.</summary>
    public string Beside { get; init; } = "";

    /// <summary>How many jars jobs and <c>lib</c> bring.</summary>
    public string Jars { get; init; } = "";

    /// <summary>Which deployment of an operator YAML, from 0.</summary>
    public int Document { get; init; }

    /// <summary>The text is a <c>flink-conf.yaml</c>, which a look at it cannot tell.</summary>
    public bool IsFlinkConf { get; init; }

    /// <summary>A short text, packed by <see cref="PackedText"/>; empty where there is none or it is too long.</summary>
    public string Packed { get; init; } = "";

    public static BudgetAddress Read(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);

        var mark = uri.IndexOf('?', StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(mark < 0 ? "" : uri[mark..].Split('#')[0]);
        string Value(string key) => query.GetValueOrDefault(key).ToString();
        return new()
        {
            Version = FlinkVersion.Parse(Value("version")) is { } version && FlinkReleases.All.Contains(version) ? version : null,
            IsJobManager = string.Equals(Value("process"), "jobmanager", StringComparison.OrdinalIgnoreCase),
            TaskManager = Value("taskmanager"),
            Wish = Value("wish"),
            Size = Value("size"),
            Grows = string.Equals(Value("grows"), "true", StringComparison.OrdinalIgnoreCase),
            Limit = Value("limit"),
            Beside = Value("beside"),
            Jars = Value("jars"),
            Document = int.TryParse(Value("document"), NumberStyles.None, CultureInfo.InvariantCulture, out var document) ? document : 0,
            IsFlinkConf = string.Equals(Value("form"), "flink-conf", StringComparison.OrdinalIgnoreCase),
            Packed = Value("config"),
        };
    }

    /// <summary>A path with this in its query; what is as usual is left out.</summary>
    public string On(string path)
    {
        (string Key, string Value)[] all =
        [
            ("version", Version?.ToString() ?? ""), ("process", IsJobManager ? "jobmanager" : ""), ("taskmanager", IsJobManager ? "" : TaskManager),
            ("wish", Wish), ("size", Wish.Length > 0 ? Size : ""), ("grows", Wish.Length > 0 && Grows ? "true" : ""),
            ("limit", Limit), ("beside", Beside), ("jars", Jars),
            ("document", Document > 0 ? Document.ToString(CultureInfo.InvariantCulture) : ""), ("form", IsFlinkConf ? "flink-conf" : ""), ("config", Packed),
        ];
        var query = string.Join('&', all.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}

/// <summary>The minor releases of Flink whose rules the console knows.</summary>
public static class FlinkReleases
{
    /// <summary>Oldest first.</summary>
    public static IReadOnlyList<FlinkVersion> All { get; } = [new(1, 18), new(1, 19), new(1, 20), new(2, 0), new(2, 1), new(2, 2), new(2, 3)];

    /// <summary>The last release that reads <c>flink-conf.yaml</c>.</summary>
    public static FlinkVersion LastWithFlinkConf { get; } = new(1, 20);

    /// <summary>The release itself where it is known, else the nearest that is older, else the oldest.</summary>
    public static FlinkVersion Nearest(FlinkVersion version) => All.LastOrDefault(known => known <= version, All[0]);
}
