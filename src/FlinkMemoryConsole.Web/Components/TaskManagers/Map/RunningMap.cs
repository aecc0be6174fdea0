using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Shared.Memory;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Map;

/// <summary>The memory map of a running process: what it says that it was given, with what is measured laid over it.</summary>
/// <param name="State">Of the measured use; no data where the process has not said what it was given.</param>
/// <param name="Map">Null where there is none.</param>
/// <param name="Missing">The row below; null without a map.</param>
/// <param name="Note">Where the sizes come from, and why an origin is not told.</param>
/// <param name="Budget">The address of the budget page with this process's configuration; null where no configuration is known.</param>
public sealed record RunningMap(PanelState State, MemoryBox? Map, MissingMemory? Missing, string Note, string? Budget)
{
    private const string NotSaid = "Flink has not said yet what this process was given.";

    private static readonly Dictionary<string, string> PanelOf = new(StringComparer.Ordinal)
    {
        [MemoryMapModel.Heap] = "heap",
        [MemoryMapModel.Direct] = "direct",
        [MemoryComponentNames.Of(MemoryComponent.OffHeap)] = "direct",
        [MemoryComponentNames.Of(MemoryComponent.Network)] = "network",
        [MemoryComponentNames.Of(MemoryComponent.Managed)] = "managed",
        [MemoryComponentNames.Of(MemoryComponent.JvmMetaspace)] = "metaspace",
    };

    public static RunningMap Of(ProcessScene scene, PageLinks links)
    {
        ArgumentNullException.ThrowIfNull(scene);

        var values = LastValues.Of(scene);
        var evidence = scene.Snapshot.Evidence;
        var (map, uses, note) = scene.Process switch
        {
            TaskManagerEvidence { Memory: { } memory } => OfTaskManager(memory, evidence, values),
            JobManagerEvidence { Memory: { } memory } => OfJobManager(memory, evidence, values),
            _ => (null, ImmutableDictionary<string, MeasuredUse>.Empty, ""),
        };
        if (map is null || map.All().All(box => box.Bytes is null))
        {
            return new(PanelState.Of(scene.Snapshot, hasData: false, NotSaid), Map: null, Missing: null, Note: "", Budget: null);
        }

        map = map.Laid(box => box with
        {
            Use = uses.GetValueOrDefault(box.Name),
            Href = PanelOf.TryGetValue(box.Name, out var panel) ? ProcessAddress.ToPanel(links, scene.ProcessId, panel) : null,
        });
        BudgetAddress budget = new() { IsJobManager = scene.TaskManager is null, TaskManager = scene.TaskManager?.Id ?? "" };
        return new(
            StateOf(scene, values),
            map,
            MissingMemory.Of(map) with { Mapped = values[FlinkMetricNames.MappedUsed] is > 0 and { } mapped ? mapped : null, Threads = values[FlinkMetricNames.ThreadCount] },
            values.At is { } at && scene.Now - at > ProcessScene.OldReading ? $"{note}; use of {Durations.At(at, scene.Now)} UTC" : note,
            evidence.Configuration.Options.IsEmpty ? null : links.To(budget.On("/budget")));
    }

    /// <summary>Without a reading there is still the budget to show, and each use says that it is not seen.</summary>
    private static PanelState StateOf(ProcessScene scene, LastValues values) =>
        values.At is { } at ? scene.StateOf(at, at, values.WhyNone) : PanelState.Of(scene.Snapshot, hasData: true, values.WhyNone);

    private static (MemoryBox Map, ImmutableDictionary<string, MeasuredUse> Uses, string Note) OfTaskManager(TaskManagerMemory memory, ClusterEvidence evidence, LastValues values)
    {
        var derived = FlinkVersion.Parse(evidence.FlinkVersion) is { } version ? TaskManagerBudgets.Derive(evidence.Configuration, version).BudgetOrNull : null;
        var agreed = derived is not null && derived.Parts.All(part => derived[part] == memory[part]) ? derived : null;
        var note = (agreed, evidence.FlinkVersion, evidence.Configuration.Options.IsEmpty) switch
        {
            ({ }, _, _) => "as the TaskManager reports it",
            (null, null, _) => "as the TaskManager reports it; Flink's version is not known yet, so neither is how it came to this",
            (null, _, true) => "as the TaskManager reports it; the configuration has not been read yet, so how it came to this is not known",
            _ => "as the TaskManager reports it; the JobManager's configuration comes to other sizes, so how it came to this is not known",
        };
        return (MemoryMapModel.Of(memory, agreed), PoolUses.Of(memory, values), note);
    }

    private static (MemoryBox Map, ImmutableDictionary<string, MeasuredUse> Uses, string Note) OfJobManager(JobManagerMemory memory, ClusterEvidence evidence, LastValues values)
    {
        var limitsDirect = FlinkVersion.Parse(evidence.FlinkVersion) is { } version && JobManagerBudgets.Derive(evidence.Configuration, version).BudgetOrNull is { LimitsDirectMemory: true };
        return (MemoryMapModel.Of(memory, limitsDirect), PoolUses.Of(memory, limitsDirect, values), "as the JobManager reports it: sizes only, not how they came about");
    }
}
