using System.Globalization;
using System.Numerics;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>As what Flink reads an option.</summary>
internal enum StartType
{
    /// <summary>Any text will do.</summary>
    Text,
    Integer,
    Long,
    Boolean,
    Duration,
    Size,
    CompressionCodec,
    BatchShuffleMode,
}

/// <summary>A configuration as the network of a TaskManager reads it.</summary>
/// <param name="budget">Of the same configuration.</param>
internal sealed class StartReading(FlinkConfiguration configuration, FlinkVersion version, TaskManagerBudget budget)
{
    private static readonly string[] Codecs = ["NONE", "LZ4", "LZO", "ZSTD"];
    private static readonly string[] ShuffleModes = ["ALL_EXCHANGES_PIPELINED", "ALL_EXCHANGES_BLOCKING", "ALL_EXCHANGES_HYBRID_FULL", "ALL_EXCHANGES_HYBRID_SELECTIVE"];

    public FlinkVersion Version => version;

    public OptionReader Options { get; } = new(configuration);

    public long NetworkBytes => budget.Network;

    public bool Contains(MemoryOption option) => Options.Contains(option);

    /// <summary>As it is set, else the default.</summary>
    public string Text(MemoryOption option) => Options.TextOf(option) ?? option.Default ?? "";

    /// <summary>The value of an option that was found readable.</summary>
    public long Number(MemoryOption option) => JavaText.ParseLong(Text(option)) ?? 0;

    /// <inheritdoc cref="Number"/>
    public bool IsTrue(MemoryOption option) => Is(option, "true");

    /// <inheritdoc cref="Number"/>
    public bool Is(MemoryOption option, string value) => Text(option).Equals(value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="Number"/>
    public long Bytes(MemoryOption option) => Options.TrySize(option, out var bytes, out _) ? bytes : 0;

    /// <summary>Whole milliseconds, which may be more than Flink can count; of a duration that was found readable.</summary>
    public BigInteger Milliseconds(MemoryOption option) => (DurationText.Parse(Text(option), version) ?? 0) / 1_000_000;

    /// <summary>Why Flink cannot convert the option's text; null where it can, or where the option is not set.</summary>
    public NetworkFault? Unreadable(MemoryOption option, StartType type) => Options.TextOf(option) is not { } text || type is StartType.Text ? null : type switch
    {
        StartType.Integer => Unparsed(option, JavaText.ParseInt(text) is null, "A whole number is wanted."),
        StartType.Long => Unparsed(option, JavaText.ParseLong(text) is null, "A whole number is wanted."),
        StartType.Boolean => Unparsed(option, !IsOneOf(text, "true", "false"), "Write true or false."),
        StartType.Duration => Unparsed(option, DurationText.Parse(text, version) is null, "Whole numbers with ms, s, min, h or d, such as 10 s."),
        StartType.CompressionCodec => Unparsed(option, !IsOneOf(text, Codecs), $"Write one of {string.Join(", ", Codecs)}."),
        StartType.BatchShuffleMode => Unparsed(option, !IsOneOf(text, ShuffleModes), $"Write one of {string.Join(", ", ShuffleModes)}."),
        StartType.Size => NetworkFault.Unreadable(Options, option),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>A fault of a value that was found readable. To blame are the options that are set.</summary>
    public NetworkFault Fault(string words, string advice, params ReadOnlySpan<MemoryOption> blamed)
    {
        var set = blamed.ToArray().Where(Options.Contains).ToList();
        return new(words, [.. (set.Count == 0 ? [.. blamed] : set).Select(Options.KeyOf)], advice);
    }

    /// <summary>A number below the least that Flink takes.</summary>
    public NetworkFault? Below(long least, MemoryOption option, string words) =>
        Number(option) < least ? Fault(words, string.Create(CultureInfo.InvariantCulture, $"Set {option.Key} to at least {least}, or remove it."), option) : null;

    private NetworkFault? Unparsed(MemoryOption option, bool isOdd, string advice) => isOdd
        ? new NetworkFault($"Could not parse value '{Options.TextOf(option)}' for key '{option.Key}'.", [Options.KeyOf(option)], advice)
        : null;

    private static bool IsOneOf(string text, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            if (text.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
