using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>From Flink's words for a TaskManager to evidence.</summary>
internal static class TaskManagerTranslation
{
    /// <summary>What was known, with what this answer says.</summary>
    public static TaskManagerEvidence With(this TaskManagerEvidence known, TaskManagerInfoResponse told) => known with
    {
        Address = HostAndPort(told) ?? known.Address,
        LastHeartbeat = told.TimeSinceLastHeartbeat ?? known.LastHeartbeat,
        Slots = told.SlotsNumber ?? known.Slots,
        FreeSlots = told.FreeSlots ?? known.FreeSlots,
        Memory = told.MemoryConfiguration is { } memory ? Translate(memory) : known.Memory,
        HostMemoryBytes = told.Hardware?.PhysicalMemory is > 0 and var bytes ? bytes : known.HostMemoryBytes,
    };

    /// <summary>What tells one process from the next behind the same id.</summary>
    public static string ProcessAddress(this TaskManagerInfoResponse told) => $"{told.Path} {told.DataPort}".Trim();

    private static TaskManagerMemory Translate(TaskExecutorMemoryConfigurationResponse memory) => new(
        memory.FrameworkHeap,
        memory.TaskHeap,
        memory.FrameworkOffHeap,
        memory.TaskOffHeap,
        memory.NetworkMemory,
        memory.ManagedMemory,
        memory.JvmMetaspace,
        memory.JvmOverhead,
        memory.TotalFlinkMemory,
        memory.TotalProcessMemory);

    /// <summary>The host out of <c>pekko.tcp://flink@host:38141/user/rpc/taskmanager_0</c>, with the data port.</summary>
    private static string? HostAndPort(TaskManagerInfoResponse told)
    {
        var at = told.Path?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (at < 0)
        {
            return null;
        }

        var host = told.Path![(at + 1)..].Split('/')[0];
        var port = host.LastIndexOf(':');
        return $"{(port > 0 ? host[..port] : host)}:{told.DataPort}";
    }
}
