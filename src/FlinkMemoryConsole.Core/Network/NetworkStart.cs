using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>What comes after the budget when a TaskManager starts: its network.</summary>
public static class NetworkStart
{
    /// <summary>Why a TaskManager whose budget is valid does not start all the same; null where it does.</summary>
    /// <param name="budget">Of this configuration.</param>
    public static NetworkFault? FaultOf(FlinkConfiguration configuration, FlinkVersion version, TaskManagerBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        if (budget.NetworkFault is { } fault)
        {
            return fault;
        }

        try
        {
            NetworkSettings.Read(configuration, version);
            return null;
        }
        catch (FlinkRefusalException refusal)
        {
            return new(refusal.Message, refusal.Keys, "Remove the option: its default is what most jobs need.");
        }
    }
}
