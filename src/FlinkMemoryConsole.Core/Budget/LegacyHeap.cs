using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Up to Flink 1.20 the start scripts map <c>taskmanager.heap.*</c> and <c>jobmanager.heap.*</c> to a present option that is not set; from 2.0 on the old keys are unknown.</summary>
internal static class LegacyHeap
{
    /// <summary>The first version that ignores every legacy key.</summary>
    public static readonly FlinkVersion Removed = new(2, 0);

    private static readonly string[] ContainerTargets = ["kubernetes-", "yarn-"];

    /// <summary>The option that the scripts set from a legacy key: the heap of old held everything that total Flink memory holds now, and a JobManager's little else than its heap.</summary>
    public static MemoryOption TargetOf(ProcessOptions keys) => keys == TaskManagerOptions.Process ? keys.TotalFlink : JobManagerOptions.Heap;

    /// <summary>What a legacy key means in this configuration: where Flink itself starts the containers (native Kubernetes, YARN) it was the size of the container, else what the scripts set.</summary>
    public static MemoryOption SuccessorOf(ProcessOptions keys, FlinkConfiguration configuration) =>
        configuration["execution.target"] is { } target && Array.Exists(ContainerTargets, start => target.Trim().StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? keys.TotalProcess : TargetOf(keys);

    /// <summary>Reads the configuration that the scripts would start the process with.</summary>
    public static OptionReader Read(FlinkConfiguration configuration, FlinkVersion version, ProcessOptions keys)
    {
        var target = TargetOf(keys);
        OptionReader written = new(configuration);
        if (version >= Removed || written.Contains(target))
        {
            return written;
        }

        if (written.Contains(keys.LegacyHeap))
        {
            return Mapped(keys.LegacyHeap, written.Size(keys.LegacyHeap));
        }

        if (!written.Contains(keys.LegacyHeapMebibytes))
        {
            return written;
        }

        var mebibytes = written.Integer(keys.LegacyHeapMebibytes);
        return mebibytes >= 0
            ? Mapped(keys.LegacyHeapMebibytes, (long)mebibytes << 20)
            : throw written.Refuse($"Configured total process memory size ({mebibytes}MB) must not be less than 0.", keys.LegacyHeapMebibytes);

        OptionReader Mapped(MemoryOption legacy, long bytes) => new(configuration.With(target.Key, MemorySizeText.ToOption(bytes)), new MappedOption(target, legacy.Key));
    }
}

/// <summary>An option that got its value from a legacy key.</summary>
internal readonly record struct MappedOption(MemoryOption Target, string Written);
