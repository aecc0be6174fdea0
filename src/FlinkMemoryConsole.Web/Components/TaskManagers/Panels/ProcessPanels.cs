namespace FlinkMemoryConsole.Web.Components.TaskManagers.Panels;

/// <summary>All panels of the memory tab, in this order. A new panel is a model, a component over it, and its line here.</summary>
public static class ProcessPanels
{
    public static IReadOnlyList<ProcessPanelEntry> All { get; } =
    [
        new("heap", typeof(HeapPanel)),
        new("gc", typeof(GarbageCollectionPanel)),
        new("metaspace", typeof(MetaspacePanel)),
        new("direct", typeof(DirectPanel)),
        new("network", typeof(NetworkPanel), IsOfTaskManagers: true),
        new("managed", typeof(ManagedPanel), IsOfTaskManagers: true),
    ];

    /// <summary>The panels that this kind of process has.</summary>
    public static IEnumerable<ProcessPanelEntry> For(ProcessScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);

        return All.Where(panel => !panel.IsOfTaskManagers || scene.TaskManager is not null);
    }
}

/// <summary>A panel.</summary>
/// <param name="Id">In addresses: <c>?panel=heap</c>.</param>
/// <param name="Component">A <see cref="ProcessPanel"/>.</param>
/// <param name="IsOfTaskManagers">A JobManager has no such memory.</param>
public sealed record ProcessPanelEntry(string Id, Type Component, bool IsOfTaskManagers = false);
