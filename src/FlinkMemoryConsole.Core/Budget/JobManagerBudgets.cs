using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Derives a JobManager's memory as Flink's start scripts and <c>JobManagerProcessUtils</c> do.</summary>
public static class JobManagerBudgets
{
    private const long RecommendedHeap = 128L << 20;

    /// <summary>What this Flink makes of the configuration. Never throws for what a configuration may hold.</summary>
    public static BudgetAnswer<JobManagerBudget> Derive(FlinkConfiguration configuration, FlinkVersion version)
    {
        // From 2.0 on the JobManager's refusals come without a prefix.
        var prefix = version < LegacyHeap.Removed ? "JobManager memory configuration failed: " : "";
        try
        {
            var options = LegacyHeap.Read(configuration, version, JobManagerOptions.Process);
            return new BudgetAnswer<JobManagerBudget>.Valid(Derive(options), [.. options.Remarks]);
        }
        catch (FlinkRefusalException refusal)
        {
            return refusal.ToAnswer<JobManagerBudget>(prefix);
        }
        catch (OverflowException)
        {
            return Overflow.Refuse<JobManagerBudget>(configuration, JobManagerOptions.Process.Prefix);
        }
    }

    private static JobManagerBudget Derive(OptionReader options)
    {
        ProcessDerivation process = new(options, JobManagerOptions.Process);
        var (heap, offHeap, metaspace, overhead) = DeriveParts(options, process);
        if (heap < RecommendedHeap)
        {
            options.Remarks.Add($"The configured or derived JVM heap memory size ({Print(heap)}) is less than its recommended minimum value ({Print(RecommendedHeap)})");
        }

        return new JobManagerBudget
        {
            JvmHeap = heap,
            OffHeap = offHeap,
            JvmMetaspace = metaspace,
            JvmOverhead = overhead,
            LimitsDirectMemory = options.Boolean(JobManagerOptions.LimitDirectMemory),
            Origins = [.. process.Origins],
        };
    }

    private static (long Heap, long OffHeap, long Metaspace, long Overhead) DeriveParts(OptionReader options, ProcessDerivation process)
    {
        if (options.Contains(JobManagerOptions.Heap))
        {
            var (heap, offHeap) = FromHeap(options, process);
            var (metaspace, overhead) = process.AroundTotalFlink(checked(heap + offHeap));
            return (heap, offHeap, metaspace, overhead);
        }

        if (options.Contains(JobManagerOptions.Process.TotalFlink))
        {
            var totalFlink = process.Given(MemoryComponent.TotalFlink, JobManagerOptions.Process.TotalFlink);
            var (heap, offHeap) = FromTotalFlink(options, process, totalFlink, JobManagerOptions.Process.TotalFlink);
            var (metaspace, overhead) = process.AroundTotalFlink(totalFlink);
            return (heap, offHeap, metaspace, overhead);
        }

        if (options.Contains(JobManagerOptions.Process.TotalProcess))
        {
            var (metaspace, overhead, totalFlink) = process.WithinTotalProcess();
            var (heap, offHeap) = FromTotalFlink(options, process, totalFlink, JobManagerOptions.Process.TotalProcess);
            return (heap, offHeap, metaspace, overhead);
        }

        throw options.Refuse(
            $"Either required fine-grained memory (jobmanager.memory.heap.size), or Total Flink Memory size ({JobManagerOptions.Process.TotalFlink.Description}), "
            + $"or Total Process Memory size ({JobManagerOptions.Process.TotalProcess.Description}) need to be configured explicitly.",
            JobManagerOptions.Process.TotalProcess, JobManagerOptions.Process.TotalFlink, JobManagerOptions.Heap);
    }

    private static (long Heap, long OffHeap) FromHeap(OptionReader options, ProcessDerivation process)
    {
        var heap = process.Given(MemoryComponent.JvmHeap, JobManagerOptions.Heap);
        var offHeap = options.Size(JobManagerOptions.OffHeap);
        if (!options.Contains(JobManagerOptions.Process.TotalFlink))
        {
            process.NoteTotal(MemoryComponent.TotalFlink, null);
            return (heap, process.Given(MemoryComponent.OffHeap, JobManagerOptions.OffHeap));
        }

        var totalFlink = process.Given(MemoryComponent.TotalFlink, JobManagerOptions.Process.TotalFlink);
        if (options.Contains(JobManagerOptions.OffHeap))
        {
            return checked(heap + offHeap) == totalFlink
                ? (heap, process.Given(MemoryComponent.OffHeap, JobManagerOptions.OffHeap))
                : throw options.Refuse(
                    $"Sum of the configured JVM Heap Memory ({Print(heap)}) and the configured Off-heap Memory ({Print(offHeap)}) does not match the configured Total Flink Memory ({Print(totalFlink)}). "
                    + "Please, make the configuration consistent or configure only one option: either JVM Heap or Total Flink Memory.",
                    JobManagerOptions.Process.TotalFlink, JobManagerOptions.Heap, JobManagerOptions.OffHeap);
        }

        if (totalFlink < heap)
        {
            throw options.Refuse(
                $"The configured JVM Heap Memory ({Print(heap)}) exceeds the configured Total Flink Memory ({Print(totalFlink)}). "
                + "Please, make the configuration consistent or configure only one option: either JVM Heap or Total Flink Memory.",
                JobManagerOptions.Heap, JobManagerOptions.Process.TotalFlink);
        }

        process.NoteRest(MemoryComponent.OffHeap, JobManagerOptions.Process.TotalFlink, totalFlink, "total Flink memory");
        if (totalFlink - heap != offHeap)
        {
            options.Remarks.Add($"The Off-Heap Memory size ({Print(totalFlink - heap)}) is derived the configured Total Flink Memory size ({Print(totalFlink)}) minus the configured JVM Heap Memory size ({Print(heap)}). The default Off-Heap Memory size ({Print(offHeap)}) is ignored.");
        }

        return (heap, totalFlink - heap);
    }

    private static (long Heap, long OffHeap) FromTotalFlink(OptionReader options, ProcessDerivation process, long totalFlink, MemoryOption totalOption)
    {
        var offHeap = process.Given(MemoryComponent.OffHeap, JobManagerOptions.OffHeap);

        // Equality is refused too, although the text says less.
        if (totalFlink <= offHeap)
        {
            throw options.Refuse(
                $"The configured Total Flink Memory ({Print(totalFlink)}) is less than the configured Off-heap Memory ({Print(offHeap)}).",
                totalOption, JobManagerOptions.OffHeap);
        }

        process.NoteRest(MemoryComponent.JvmHeap, totalOption, totalFlink, "total Flink memory");
        return (totalFlink - offHeap, offHeap);
    }

    private static string Print(long bytes) => ProcessDerivation.Print(bytes);
}
