using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Web.Components.Shared.Memory;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Configuration;

/// <summary>A component of a process's memory: what Flink makes of the configuration, and what the process says that it has.</summary>
/// <param name="Derived">Bytes; null where nothing could be derived.</param>
/// <param name="Origin">Where the derived value comes from.</param>
/// <param name="Reported">Bytes; null where the process has not said.</param>
public sealed record ComponentRow(string Name, bool IsSum, long? Derived, ComponentOrigin? Origin, long? Reported)
{
    /// <summary>Both are known and not the same.</summary>
    public bool Differs => Derived is { } derived && Reported is { } reported && derived != reported;

    /// <summary>How the derived value came to be, in a word; empty where nothing could be derived.</summary>
    public string Kind => Origin is null ? "" : OriginWords.Of(Origin);
}

/// <summary>The effective memory options of a process.</summary>
/// <param name="Refusal">Why nothing could be derived, in Flink's words or in ours; null where it could.</param>
/// <param name="Remarks">What Flink logs beside.</param>
/// <param name="JvmFlags">As Flink starts the JVM with; empty where nothing could be derived.</param>
/// <param name="Options">The memory options that are set, by key.</param>
public sealed record BudgetComparison(ImmutableArray<ComponentRow> Rows, string? Refusal, ImmutableArray<string> Remarks, string JvmFlags, ImmutableArray<KeyValuePair<string, string>> Options)
{
    private static readonly string[] OfTaskManager = ["taskmanager.memory.", "taskmanager.network.", "taskmanager.numberOfTaskSlots", "taskmanager.heap.", "taskmanager.cpu.cores", "env.java.opts", "state.backend."];
    private static readonly string[] OfJobManager = ["jobmanager.memory.", "jobmanager.heap.", "env.java.opts"];

    /// <summary>A sum of all is reported other than derived, or a part of it.</summary>
    public bool Differs => Rows.Any(row => row.Differs);

    public static BudgetComparison Of(ProcessEvidence process, ClusterEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);

        var version = FlinkVersion.Parse(evidence.FlinkVersion);
        var written = version is { } release ? RunningConfiguration.AsReported(evidence.Configuration, release).Reported : evidence.Configuration;
        return process switch
        {
            TaskManagerEvidence taskManager => Compare(
                version is { } known ? TaskManagerBudgets.Derive(written, known) : null, component => taskManager.Memory?[component],
                [MemoryComponent.FrameworkHeap, MemoryComponent.TaskHeap, MemoryComponent.FrameworkOffHeap, MemoryComponent.TaskOffHeap, MemoryComponent.Network, MemoryComponent.Managed, MemoryComponent.TotalFlink, MemoryComponent.JvmMetaspace, MemoryComponent.JvmOverhead, MemoryComponent.TotalProcess],
                SetOf(written, OfTaskManager)),
            JobManagerEvidence jobManager => Compare(
                version is { } known ? JobManagerBudgets.Derive(written, known) : null, component => jobManager.Memory?[component],
                [MemoryComponent.JvmHeap, MemoryComponent.OffHeap, MemoryComponent.TotalFlink, MemoryComponent.JvmMetaspace, MemoryComponent.JvmOverhead, MemoryComponent.TotalProcess],
                SetOf(written, OfJobManager)),
            _ => throw new ArgumentException("A process is a TaskManager or a JobManager.", nameof(process)),
        };
    }

    private static BudgetComparison Compare<TBudget>(BudgetAnswer<TBudget>? answer, Func<MemoryComponent, long?> reported, MemoryComponent[] components, ImmutableArray<KeyValuePair<string, string>> options)
        where TBudget : ProcessBudget
    {
        var budget = answer?.BudgetOrNull;
        var refusal = answer switch
        {
            null => "Flink's version is not known yet, and the rules differ from version to version.",
            BudgetAnswer<TBudget>.Refused refused => $"{refused.ExceptionClass}: {refused.Prefix}{refused.Message}",
            _ => null,
        };
        return new(
            [.. components.Select(component => new ComponentRow(MemoryComponentNames.Of(component), component is MemoryComponent.TotalFlink or MemoryComponent.TotalProcess, budget?[component], budget?.OriginOf(component), reported(component)))],
            refusal,
            answer is BudgetAnswer<TBudget>.Valid valid ? valid.Remarks : [],
            budget?.JvmFlags ?? "",
            options);
    }

    private static ImmutableArray<KeyValuePair<string, string>> SetOf(FlinkConfiguration configuration, string[] prefixes) =>
        [.. configuration.Options.Where(option => prefixes.Any(prefix => option.Key.StartsWith(prefix, StringComparison.Ordinal)))];
}
