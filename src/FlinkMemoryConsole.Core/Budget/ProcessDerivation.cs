using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>The part of Flink's derivation that TaskManager and JobManager share (<c>ProcessMemoryUtils</c>): metaspace and overhead around total Flink memory, and fractions with bounds.</summary>
internal sealed class ProcessDerivation(OptionReader options, ProcessOptions keys)
{
    private readonly List<ComponentOrigin> _origins = new(capacity: 10);

    public OptionReader Options => options;

    public IReadOnlyList<ComponentOrigin> Origins => _origins;

    /// <summary>Metaspace and overhead where total Flink memory is known: the overhead is what a given total process memory leaves, or a fraction worked backwards.</summary>
    public (long Metaspace, long Overhead) AroundTotalFlink(long totalFlink)
    {
        var metaspace = Given(MemoryComponent.JvmMetaspace, keys.Metaspace);
        var inner = checked(totalFlink + metaspace);
        if (!options.Contains(keys.TotalProcess))
        {
            NoteTotal(MemoryComponent.TotalProcess, null);
            var derived = Fraction(MemoryComponent.JvmOverhead, inner, "what total Flink memory and metaspace need,", OverheadRange(), inverse: true);
            _ = checked(inner + derived);
            return (metaspace, derived);
        }

        var process = Given(MemoryComponent.TotalProcess, keys.TotalProcess);
        if (process < inner)
        {
            throw options.Refuse(
                $"The configured Total Process Memory size ({Print(process)}) is less than the sum of the derived Total Flink Memory size ({Print(totalFlink)}) and the configured or default JVM Metaspace size  ({Print(metaspace)}).",
                [keys.TotalProcess, keys.TotalFlink, .. keys.Parts, keys.Metaspace]);
        }

        var overhead = process - inner;
        var range = OverheadRange();
        if (overhead > range.Max || overhead < range.Min)
        {
            throw options.Refuse(
                $"Derived JVM Overhead size ({Print(overhead)}) is not in configured JVM Overhead range [{Print(range.Min)}, {Print(range.Max)}].",
                [keys.TotalProcess, keys.TotalFlink, .. keys.Parts, overhead > range.Max ? keys.OverheadMax : keys.OverheadMin]);
        }

        if (options.Contains(keys.OverheadFraction) && FlinkFractions.Multiply(process, range.Fraction) != overhead)
        {
            options.Remarks.Add($"The derived JVM Overhead size ({Print(overhead)}) does not match the configured or default JVM Overhead fraction ({JavaText.Print(range.Fraction)}) from the configured Total Process Memory size ({Print(process)}). The derived JVM Overhead size will be used.");
        }

        NoteRest(MemoryComponent.JvmOverhead, keys.TotalProcess, process, "total process memory");
        return (metaspace, overhead);
    }

    /// <summary>Metaspace and overhead where only total process memory is given; what they leave is total Flink memory.</summary>
    public (long Metaspace, long Overhead, long TotalFlink) WithinTotalProcess()
    {
        var process = Given(MemoryComponent.TotalProcess, keys.TotalProcess);
        var metaspace = Given(MemoryComponent.JvmMetaspace, keys.Metaspace);
        var overhead = Fraction(MemoryComponent.JvmOverhead, process, "total process memory", OverheadRange());
        if (checked(metaspace + overhead) > process)
        {
            throw options.Refuse(
                $"Sum of configured JVM Metaspace ({Print(metaspace)}) and JVM Overhead ({Print(overhead)}) exceed configured Total Process Memory ({Print(process)}).",
                keys.TotalProcess, keys.Metaspace, keys.OverheadMin, keys.OverheadFraction);
        }

        NoteRest(MemoryComponent.TotalFlink, keys.TotalProcess, process, "total process memory");
        return (metaspace, overhead, process - metaspace - overhead);
    }

    /// <summary>A component that is its own option or the option's default.</summary>
    public long Given(MemoryComponent component, MemoryOption option)
    {
        _origins.Add(new ComponentOrigin(component, options.Contains(option) ? OriginKind.Given : OriginKind.Default, options.KeyOf(option)));
        return options.Size(option);
    }

    public void NoteRest(MemoryComponent component, MemoryOption total, long bytes, string what) =>
        Note(new ComponentOrigin(component, OriginKind.Rest, options.KeyOf(total)) { Of = bytes, OfWhat = what });

    public void NoteTotal(MemoryComponent component, MemoryOption? given) =>
        Note(new ComponentOrigin(component, given is null ? OriginKind.Sum : OriginKind.Given, given is null ? null : options.KeyOf(given)));

    public void Note(ComponentOrigin origin) => _origins.Add(origin);

    /// <summary>Reads a range; refuses one that has no values in it.</summary>
    public FractionRange Range(MemoryOption? min, MemoryOption? max, MemoryOption fraction)
    {
        FractionRange range = new(
            min is null ? 0 : options.Size(min),
            max is null ? long.MaxValue : options.Size(max),
            options.Fraction(fraction),
            min,
            max,
            fraction);
        var cause = range.Min > range.Max ? "min value must be less or equal to max value"
            : range.Fraction is >= 0 and < 1 ? null
            : "fraction must be in range [0, 1)";
        if (cause is null)
        {
            return range;
        }

        var message = $"Inconsistently configured {fraction.Description} ({JavaText.Print(range.Fraction)}) and its min ({Print(range.Min)}), max ({Print(range.Max)}) value";
        var refusal = range.Min > range.Max ? options.Refuse(message, min!, max!) : options.Refuse(message, fraction);
        throw new FlinkRefusalException(refusal.ExceptionClass, refusal.Message, refusal.Keys, cause);
    }

    /// <summary>A fraction of <paramref name="total"/> within its bounds.</summary>
    /// <param name="inverse">True where <paramref name="total"/> is what remains beside the component.</param>
    public long Fraction(MemoryComponent component, long total, string what, FractionRange range, bool inverse = false)
    {
        var factor = inverse ? FlinkFractions.Inverse(range.Fraction) : range.Fraction;
        var relative = FlinkFractions.Multiply(total, factor);
        var (kind, bytes, option) = relative > range.Max ? (OriginKind.ClampedToMaximum, range.Max, range.MaxOption)
            : relative < range.Min ? (OriginKind.ClampedToMinimum, range.Min, range.MinOption)
            : (OriginKind.Fraction, relative, range.FractionOption);
        Note(new ComponentOrigin(component, kind, options.KeyOf(option ?? range.FractionOption)) { Of = total, OfWhat = what, Factor = factor, Unclamped = relative });
        if (kind != OriginKind.Fraction)
        {
            var (relation, bound) = kind == OriginKind.ClampedToMaximum ? ("greater", "max") : ("less", "min");
            options.Remarks.Add($"The derived from fraction {LogName(component)} ({Print(relative)}) is {relation} than its {bound} value {Print(bytes)}, {bound} value will be used instead");
        }

        return bytes;
    }

    public static string Print(long bytes) => MemorySizeText.ToHumanReadable(bytes);

    private static string LogName(MemoryComponent component) => component switch
    {
        MemoryComponent.JvmOverhead => "jvm overhead memory",
        MemoryComponent.Network => "network memory",
        _ => "managed memory",
    };

    private FractionRange OverheadRange() => Range(keys.OverheadMin, keys.OverheadMax, keys.OverheadFraction);
}

/// <summary>A fraction with its bounds, and where they come from.</summary>
internal readonly record struct FractionRange(
    long Min,
    long Max,
    double Fraction,
    MemoryOption? MinOption,
    MemoryOption? MaxOption,
    MemoryOption FractionOption);
