using System.Globalization;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.TaskManagers;

/// <summary>The tabs of a process's page, as they stand in the URL.</summary>
public enum ProcessTab
{
    Memory,
    Logs,
    Threads,
    Configuration,
}

/// <summary>What the address of a process's page says beside the process and the time: <c>?tab=logs&amp;file=stdout&amp;line=812</c>, <c>?panel=heap</c>.</summary>
/// <param name="Panel">The panel to scroll to.</param>
/// <param name="Line">The line of the log to go to, counted from 1.</param>
/// <param name="IsStdout">The file of the logs tab is stdout.</param>
public sealed record ProcessAddress(ProcessTab Tab, string? Panel, long? Line, bool IsStdout)
{
    /// <summary>What cannot be read is the memory tab.</summary>
    public static ProcessAddress Read(string uri)
    {
        var query = AddressQuery.Of(uri);
        return new(
            Enum.TryParse<ProcessTab>(query["tab"], ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : ProcessTab.Memory,
            query["panel"] is { Length: > 0 } panel ? panel : null,
            long.TryParse(query["line"], NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0 ? line : null,
            query.Says("file", "stdout"));
    }

    /// <summary>The path of a process's page within its cluster.</summary>
    public static string PathOf(string processId) =>
        string.Equals(processId, ProcessScene.JobManagerId, StringComparison.Ordinal) ? "/jobmanager" : $"/taskmanagers/{Uri.EscapeDataString(processId)}";

    public static string ToTab(PageLinks links, string processId, ProcessTab tab, bool isStdout = false) => tab == ProcessTab.Memory
        ? links.To(PathOf(processId))
        : links.To($"{PathOf(processId)}?tab={tab.ToString().ToLowerInvariant()}{(isStdout ? "&file=stdout" : "")}");

    public static string ToPanel(PageLinks links, string processId, string panel) => links.To($"{PathOf(processId)}?panel={Uri.EscapeDataString(panel)}");
}
