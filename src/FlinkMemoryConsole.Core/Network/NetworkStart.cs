using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>What comes after the budget: the network that a TaskManager starts, and the buffers that jobs then ask for.</summary>
public static class NetworkStart
{
    private const string Advice = "Remove the option: its default is what most jobs need.";

    /// <summary>
    /// Why a TaskManager whose budget is valid does not start its network all the same: the first thing that Flink trips over, in its words. Null where the configuration is not the reason:
    /// ports that are taken, key stores and classes that are missing are not known here, nor what a TaskManager reads beside memory and network.
    /// </summary>
    /// <param name="budget">Of this configuration.</param>
    public static NetworkFault? FaultOf(FlinkConfiguration configuration, FlinkVersion version, TaskManagerBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        StartReading reading = new(configuration, version, budget);
        return NetworkStartSteps.All.Select(step => step.FaultOf(reading)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Why jobs are refused on a TaskManager that starts, all of them or those that <see cref="NetworkFault.Jobs"/> says; null where none is.</summary>
    public static NetworkFault? JobFaultOf(FlinkConfiguration configuration, FlinkVersion version)
    {
        try
        {
            return NetworkSettings.Read(configuration, version).SortRefusal is { } ofSorting
                ? new(ofSorting.Message, ofSorting.Keys, Advice) { Jobs = "batch jobs whose blocking exchanges are sorted" }
                : null;
        }
        catch (FlinkRefusalException refusal)
        {
            return new(refusal.Message, refusal.Keys, Advice);
        }
    }
}
