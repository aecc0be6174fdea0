using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Core.Configuration;

/// <summary>
/// Options given to <c>taskmanager.sh</c> of a standalone cluster as <c>-D</c> flags. The script derives the memory with them, starts the process with what it derived, and then lets the given flags
/// win over that: whoever bounds the network memory must name the very size that is derived.
/// </summary>
public static class StandaloneFlags
{
    /// <summary>Why such a TaskManager does not start (<c>TaskExecutorResourceUtils</c>: <em>The network memory min … and max … mismatch</em>); null where it does, or where Flink refuses the memory already.</summary>
    public static ConfigurationFinding? FaultOf(FlinkConfiguration configuration, FlinkVersion version)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        if (TaskManagerBudgets.Derive(configuration, version).BudgetOrNull is not { } budget)
        {
            return null;
        }

        OptionReader options = new(configuration);
        var others = new[] { TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkMax }
            .Where(option => options.TextOf(option) is { } text && MemorySizeText.TryParse(text, out var bytes, out _) && bytes != budget.Network).Select(option => option.Key).ToImmutableArray();
        return others.IsEmpty ? null : new ConfigurationFinding(
            "standalone-flags", AdviceSeverity.Warning, others,
            $"A standalone taskmanager.sh does not start with {string.Join(" and ", others)} among its -D flags: there, network memory has to be one size.",
            $"Write the options into the configuration file, or give minimum and maximum as {MemorySizeText.ToOption(budget.Network)}.");
    }
}
