using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Layout;

/// <summary>The pages in the rail, in this order. A new page adds its line here and is there, with its key.</summary>
internal static class NavPages
{
    public static IReadOnlyList<NavPage> All { get; } =
    [
        new("Overview", 'o', links => links.Overview),
        new("TaskManagers", 'm', links => links.To("/taskmanagers")),
        new("JobManager", 'j', links => links.To("/jobmanager")),
        new("Jobs", 's', links => links.To("/jobs")),
        new("Findings", 'f', links => links.To("/findings")),
        new("Budget", 'b', links => links.Cluster.Length > 0 ? links.Budget : links.Range.On("/budget")) { AlsoAt = "/budget" },
        new("Recordings", 'r', links => links.Range.On("/recordings")),
    ];
}

/// <summary>A link of the rail.</summary>
/// <param name="Key">The letter that opens it from anywhere.</param>
/// <param name="Address">Where it is for the cluster that is open.</param>
internal sealed record NavPage(string Title, char Key, Func<PageLinks, string> Address)
{
    /// <summary>The same page without a cluster.</summary>
    public string? AlsoAt { get; init; }
}
