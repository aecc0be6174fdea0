using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Web.Components.Shared;

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
        var query = AddressQuery.Of(uri);
        return new()
        {
            Version = FlinkVersion.Parse(query["version"]) is { } version && FlinkReleases.All.Contains(version) ? version : null,
            IsJobManager = query.Says("process", "jobmanager"),
            TaskManager = query["taskmanager"],
            Wish = query["wish"],
            Size = query["size"],
            Grows = query.Says("grows", "true"),
            Limit = query["limit"],
            Beside = query["beside"],
            Jars = query["jars"],
            Document = int.TryParse(query["document"], NumberStyles.None, CultureInfo.InvariantCulture, out var document) ? document : 0,
            IsFlinkConf = query.Says("form", "flink-conf"),
            Packed = query["config"],
        };
    }

    /// <summary>A path with this in its query; what is as usual is left out.</summary>
    public string On(string path) => AddressQuery.On(
        path,
        ("version", Version?.ToString() ?? ""), ("process", IsJobManager ? "jobmanager" : ""), ("taskmanager", IsJobManager ? "" : TaskManager),
        ("wish", Wish), ("size", Wish.Length > 0 ? Size : ""), ("grows", Wish.Length > 0 && Grows ? "true" : ""),
        ("limit", Limit), ("beside", Beside), ("jars", Jars),
        ("document", Document > 0 ? Document.ToString(CultureInfo.InvariantCulture) : ""), ("form", IsFlinkConf ? "flink-conf" : ""), ("config", Packed));
}
