using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>Total Flink memory of a TaskManager, in the order in which Flink reads and checks (<c>TaskExecutorFlinkMemoryUtils</c>).</summary>
internal sealed class TaskManagerDerivation(OptionReader options, FlinkVersion version)
{
    private readonly ProcessDerivation _process = new(options, TaskManagerOptions.Process);

    private long _frameworkHeap;
    private long _frameworkOffHeap;
    private long _taskHeap;
    private long _taskOffHeap;
    private long _network;
    private long _managed;

    public TaskManagerBudget Derive()
    {
        var (metaspace, overhead) = DeriveProcess();
        var slots = CheckCoresAndSlots();
        var (segment, fault) = NetworkFault.Find(options, _network);
        return new TaskManagerBudget
        {
            FrameworkHeap = _frameworkHeap,
            TaskHeap = _taskHeap,
            FrameworkOffHeap = _frameworkOffHeap,
            TaskOffHeap = _taskOffHeap,
            Network = _network,
            Managed = _managed,
            JvmMetaspace = metaspace,
            JvmOverhead = overhead,
            SegmentSize = segment,
            NetworkFault = fault,
            Slots = slots,
            Origins = [.. _process.Origins],
        };
    }

    private (long Metaspace, long Overhead) DeriveProcess()
    {
        if (options.Contains(TaskManagerOptions.TaskHeap) && options.Contains(TaskManagerOptions.Managed))
        {
            FromFineGrained();
            return _process.AroundTotalFlink(TotalFlink);
        }

        if (options.Contains(TaskManagerOptions.Process.TotalFlink))
        {
            FromTotalFlink(_process.Given(MemoryComponent.TotalFlink, TaskManagerOptions.Process.TotalFlink), TaskManagerOptions.Process.TotalFlink);
            return _process.AroundTotalFlink(TotalFlink);
        }

        if (options.Contains(TaskManagerOptions.Process.TotalProcess))
        {
            var (metaspace, overhead, totalFlink) = _process.WithinTotalProcess();
            FromTotalFlink(totalFlink, TaskManagerOptions.Process.TotalProcess);
            return (metaspace, overhead);
        }

        throw options.Refuse(
            "Either required fine-grained memory (taskmanager.memory.task.heap.size and taskmanager.memory.managed.size), "
            + $"or Total Flink Memory size ({TaskManagerOptions.Process.TotalFlink.Description}), or Total Process Memory size ({TaskManagerOptions.Process.TotalProcess.Description}) need to be configured explicitly.",
            TaskManagerOptions.Process.TotalProcess, TaskManagerOptions.Process.TotalFlink, TaskManagerOptions.TaskHeap, TaskManagerOptions.Managed);
    }

    private long TotalFlink => checked(_frameworkHeap + _frameworkOffHeap + _taskHeap + _taskOffHeap + _network + _managed);

    /// <summary>Task heap and managed memory are both set: network memory follows from them.</summary>
    private void FromFineGrained()
    {
        _taskHeap = _process.Given(MemoryComponent.TaskHeap, TaskManagerOptions.TaskHeap);
        _managed = _process.Given(MemoryComponent.Managed, TaskManagerOptions.Managed);
        ReadFramework();
        var allButNetwork = checked(_frameworkHeap + _frameworkOffHeap + _taskHeap + _taskOffHeap + _managed);
        if (options.Contains(TaskManagerOptions.Process.TotalFlink))
        {
            var totalFlink = _process.Given(MemoryComponent.TotalFlink, TaskManagerOptions.Process.TotalFlink);
            TakeRestAsNetwork(totalFlink, allButNetwork, TaskManagerOptions.Process.TotalFlink);
            return;
        }

        _process.NoteTotal(MemoryComponent.TotalFlink, null);
        _network = UsesBufferCount
            ? BufferCountBytes()
            : _process.Fraction(MemoryComponent.Network, allButNetwork, "what the other components of total Flink memory need,", NetworkRange(), inverse: true);
    }

    /// <summary>Total Flink memory is known: task heap is the rest, or network memory where task heap is set.</summary>
    private void FromTotalFlink(long totalFlink, MemoryOption totalOption)
    {
        ReadFramework();
        if (options.Contains(TaskManagerOptions.TaskHeap))
        {
            _taskHeap = _process.Given(MemoryComponent.TaskHeap, TaskManagerOptions.TaskHeap);
            ReadManaged(totalFlink);
            TakeRestAsNetwork(totalFlink, checked(_frameworkHeap + _frameworkOffHeap + _taskHeap + _taskOffHeap + _managed), totalOption);
            return;
        }

        ReadManaged(totalFlink);
        _network = UsesBufferCount ? BufferCountBytes() : _process.Fraction(MemoryComponent.Network, totalFlink, "total Flink memory", NetworkRange());
        var allButTaskHeap = checked(_frameworkHeap + _frameworkOffHeap + _taskOffHeap + _managed + _network);
        if (allButTaskHeap > totalFlink)
        {
            throw options.Refuse(
                $"Sum of configured Framework Heap Memory ({Print(_frameworkHeap)}), Framework Off-Heap Memory ({Print(_frameworkOffHeap)}), Task Off-Heap Memory ({Print(_taskOffHeap)}), "
                + $"Managed Memory ({Print(_managed)}) and Network Memory ({Print(_network)}) exceed configured Total Flink Memory ({Print(totalFlink)}).",
                totalOption, DecidingManaged, TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkFraction,
                TaskManagerOptions.TaskOffHeap, TaskManagerOptions.FrameworkHeap, TaskManagerOptions.FrameworkOffHeap, TaskManagerOptions.NetworkBuffers);
        }

        _taskHeap = totalFlink - allButTaskHeap;
        _process.NoteRest(MemoryComponent.TaskHeap, totalOption, totalFlink, "total Flink memory");
    }

    private void ReadFramework()
    {
        _frameworkHeap = _process.Given(MemoryComponent.FrameworkHeap, TaskManagerOptions.FrameworkHeap);
        _frameworkOffHeap = _process.Given(MemoryComponent.FrameworkOffHeap, TaskManagerOptions.FrameworkOffHeap);
        _taskOffHeap = _process.Given(MemoryComponent.TaskOffHeap, TaskManagerOptions.TaskOffHeap);
    }

    /// <summary>Where both are set the fraction is never used, so it is not to blame.</summary>
    private MemoryOption DecidingManaged => options.Contains(TaskManagerOptions.Managed) ? TaskManagerOptions.Managed : TaskManagerOptions.ManagedFraction;

    private void ReadManaged(long totalFlink) => _managed = options.Contains(TaskManagerOptions.Managed)
        ? _process.Given(MemoryComponent.Managed, TaskManagerOptions.Managed)
        : _process.Fraction(MemoryComponent.Managed, totalFlink, "total Flink memory", _process.Range(null, null, TaskManagerOptions.ManagedFraction));

    private void TakeRestAsNetwork(long totalFlink, long others, MemoryOption totalOption)
    {
        if (others > totalFlink)
        {
            throw options.Refuse(
                $"Sum of configured Framework Heap Memory ({Print(_frameworkHeap)}), Framework Off-Heap Memory ({Print(_frameworkOffHeap)}), Task Heap Memory ({Print(_taskHeap)}), "
                + $"Task Off-Heap Memory ({Print(_taskOffHeap)}) and Managed Memory ({Print(_managed)}) exceed configured Total Flink Memory ({Print(totalFlink)}).",
                totalOption, TaskManagerOptions.TaskHeap, DecidingManaged,
                TaskManagerOptions.TaskOffHeap, TaskManagerOptions.FrameworkHeap, TaskManagerOptions.FrameworkOffHeap);
        }

        _network = totalFlink - others;
        _process.NoteRest(MemoryComponent.Network, totalOption, totalFlink, "total Flink memory");
        try
        {
            CheckNetwork(totalFlink, totalOption);
        }
        catch (FlinkRefusalException refusal) when (refusal.IsIllegalConfiguration)
        {
            throw new FlinkRefusalException(
                refusal.ExceptionClass,
                "If Total Flink, Task Heap and (or) Managed Memory sizes are explicitly configured then the Network Memory size is the rest of the Total Flink memory "
                + "after subtracting all other configured types of memory, but the derived Network Memory is inconsistent with its configuration.",
                refusal.Keys,
                refusal.FlinkCause is { } cause ? $"{refusal.Message} {cause}" : refusal.Message);
        }
    }

    private void CheckNetwork(long totalFlink, MemoryOption totalOption)
    {
        if (UsesBufferCount)
        {
            var configured = ReadBufferCountBytes();
            if (configured != _network)
            {
                throw options.Refuse(
                    $"Derived Network Memory size ({Print(_network)}) does not match configured Network Memory size ({Print(configured)}).",
                    TaskManagerOptions.NetworkBuffers, TaskManagerOptions.TaskHeap, totalOption);
            }

            return;
        }

        var range = NetworkRange();
        if (_network > range.Max || _network < range.Min)
        {
            throw options.Refuse(
                $"Derived Network Memory size ({Print(_network)}) is not in configured Network Memory range [{Print(range.Min)}, {Print(range.Max)}].",
                _network > range.Max ? TaskManagerOptions.NetworkMax : TaskManagerOptions.NetworkMin, TaskManagerOptions.TaskHeap, TaskManagerOptions.Managed, totalOption);
        }

        if (options.Contains(TaskManagerOptions.NetworkFraction) && FlinkFractions.Multiply(totalFlink, range.Fraction) != _network)
        {
            options.Remarks.Add($"The derived Network Memory size ({Print(_network)}) does not match the configured Network Memory fraction ({JavaText.Print(range.Fraction)}) from the configured Total Flink Memory size ({Print(totalFlink)}). The derived Network Memory size will be used.");
        }
    }

    private FractionRange NetworkRange() => _process.Range(TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkMax, TaskManagerOptions.NetworkFraction);

    private bool UsesBufferCount => version < LegacyHeap.Removed && options.Contains(TaskManagerOptions.NetworkBuffers)
        && !options.Contains(TaskManagerOptions.NetworkMin) && !options.Contains(TaskManagerOptions.NetworkMax) && !options.Contains(TaskManagerOptions.NetworkFraction);

    private long BufferCountBytes()
    {
        _process.Note(new ComponentOrigin(MemoryComponent.Network, OriginKind.BufferCount, TaskManagerOptions.NetworkBuffers.Key));
        return ReadBufferCountBytes();
    }

    private long ReadBufferCountBytes()
    {
        var count = options.Integer(TaskManagerOptions.NetworkBuffers);
        var segment = SegmentBytes();
        if (segment > int.MaxValue)
        {
            throw new FlinkRefusalException("IllegalArgumentException", $"Cannot downcast long value {segment} to integer.", [TaskManagerOptions.SegmentSize.Key]);
        }

        if (NetworkFault.OfSegment(segment) is { } fault)
        {
            throw options.Refuse(fault.Message, TaskManagerOptions.SegmentSize);
        }

        return count >= 0
            ? count * segment
            : throw new FlinkRefusalException("IllegalArgumentException", "bytes must be >= 0", [TaskManagerOptions.NetworkBuffers.Key]);
    }

    private long SegmentBytes()
    {
        if (options.TextOf(TaskManagerOptions.SegmentSize) is not { } text)
        {
            return TaskManagerOptions.SegmentSize.DefaultBytes;
        }

        return MemorySizeText.TryParse(text, out var bytes, out var failure) ? bytes : throw options.Unparsable(text, TaskManagerOptions.SegmentSize, failure);
    }

    private int CheckCoresAndSlots()
    {
        var hasCores = options.Contains(TaskManagerOptions.Cores);
        var cores = hasCores ? options.Double(TaskManagerOptions.Cores) : options.Integer(TaskManagerOptions.Slots, otherwise: 1);
        if (cores <= 0)
        {
            throw options.Refuse(
                "TaskExecutors need to be started with a positive number of CPU cores. Please configure taskmanager.cpu.cores accordingly.",
                hasCores ? TaskManagerOptions.Cores : TaskManagerOptions.Slots);
        }

        return double.IsFinite(cores)
            ? options.Integer(TaskManagerOptions.Slots, otherwise: 1)
            : throw new FlinkRefusalException(
                "NumberFormatException",
                $"Character {(double.IsNaN(cores) ? 'N' : 'I')} is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark.",
                [TaskManagerOptions.Cores.Key]);
    }

    private static string Print(long bytes) => ProcessDerivation.Print(bytes);
}
