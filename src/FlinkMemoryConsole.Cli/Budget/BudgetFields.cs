using System.Text.Json.Nodes;
using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary>The short names that JSON output has for components.</summary>
internal static class BudgetFields
{
    private static readonly MemoryComponent[] TaskManager =
    [
        MemoryComponent.FrameworkHeap, MemoryComponent.TaskHeap, MemoryComponent.FrameworkOffHeap, MemoryComponent.TaskOffHeap, MemoryComponent.Network,
        MemoryComponent.Managed, MemoryComponent.TotalFlink, MemoryComponent.JvmMetaspace, MemoryComponent.JvmOverhead, MemoryComponent.TotalProcess,
    ];

    private static readonly MemoryComponent[] JobManager =
    [
        MemoryComponent.JvmHeap, MemoryComponent.OffHeap, MemoryComponent.TotalFlink, MemoryComponent.JvmMetaspace, MemoryComponent.JvmOverhead, MemoryComponent.TotalProcess,
    ];

    /// <summary>The components of a budget in the order in which they are printed.</summary>
    public static IReadOnlyList<MemoryComponent> Of(ProcessBudget budget) => budget is TaskManagerBudget ? TaskManager : JobManager;

    /// <summary>Every component in bytes.</summary>
    public static JsonObject Bytes(ProcessBudget budget) => new(Of(budget).Select(component => KeyValuePair.Create<string, JsonNode?>(NameOf(component), budget[component])));

    public static string NameOf(MemoryComponent component) => component switch
    {
        MemoryComponent.TotalProcess => "process",
        MemoryComponent.TotalFlink => "flink",
        MemoryComponent.FrameworkHeap => "fwHeap",
        MemoryComponent.TaskHeap => "taskHeap",
        MemoryComponent.FrameworkOffHeap => "fwOff",
        MemoryComponent.TaskOffHeap => "taskOff",
        MemoryComponent.Network => "net",
        MemoryComponent.Managed => "managed",
        MemoryComponent.JvmHeap => "heap",
        MemoryComponent.OffHeap => "off",
        MemoryComponent.JvmMetaspace => "meta",
        _ => "ovh",
    };
}
