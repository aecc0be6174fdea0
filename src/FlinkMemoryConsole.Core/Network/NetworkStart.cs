using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>What comes after the budget: the network that a TaskManager starts, and the buffers that jobs then ask for.</summary>
public static class NetworkStart
{
    private const string Advice = "Remove the option: its default is what most jobs need.";

    /// <summary>Why a TaskManager whose budget is valid does not start all the same; null where it does.</summary>
    /// <param name="budget">Of this configuration.</param>
    public static NetworkFault? FaultOf(FlinkConfiguration configuration, FlinkVersion version, TaskManagerBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return budget.NetworkFault ?? Refused(() => NetworkSettings.CheckStart(configuration, version));
    }

    /// <summary>Why jobs are refused on a TaskManager that starts; null where none is.</summary>
    public static NetworkFault? JobFaultOf(FlinkConfiguration configuration, FlinkVersion version) => Refused(() => NetworkSettings.Read(configuration, version));

    private static NetworkFault? Refused(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (FlinkRefusalException refusal)
        {
            return new(refusal.Message, refusal.Keys, Advice);
        }
    }
}
