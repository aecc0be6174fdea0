using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Budget;

/// <summary>What Flink finds wrong about the network only when a TaskManager starts, after its budget is derived (<c>NettyShuffleEnvironmentConfiguration</c> and what it makes).</summary>
/// <param name="Message">Flink's words; with the exception's class where Flink has none or Java's.</param>
/// <param name="Keys">The options to blame, the most telling first.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record NetworkFault(string Message, ImmutableArray<string> Keys, string Advice)
{
    private const long SmallestSegment = 4096;

    /// <summary>A size that is no size.</summary>
    public bool IsUnreadable { get; internal init; }

    /// <summary>Of a fault that jobs meet, in words for a sentence: those that do.</summary>
    public string Jobs { get; internal init; } = "jobs";

    /// <summary>The first fault of the sizes that buffers are counted by, or the size of a segment.</summary>
    internal static (long? SegmentSize, NetworkFault? Fault) Find(OptionReader options, long network)
    {
        var segment = Size(options, TaskManagerOptions.SegmentSize, out var unreadable);
        var fault = unreadable ?? OfSegment(segment) ?? OfCount(options, network, segment) ?? Unreadable(options, TaskManagerOptions.BatchShuffle) ?? OfBatchShuffle(options, segment);
        return fault is null ? (segment, null) : (null, fault);
    }

    /// <summary>A size that Flink cannot read.</summary>
    internal static NetworkFault? Unreadable(OptionReader options, MemoryOption option)
    {
        _ = Size(options, option, out var unreadable);
        return unreadable;
    }

    /// <summary>What is wrong about a segment size of its own.</summary>
    internal static NetworkFault? OfSegment(long bytes) => SegmentFault(bytes) is { } words
        ? new(bytes > int.MaxValue ? words : $"Invalid configuration value for {TaskManagerOptions.SegmentSize.Key} : {bytes} - {words}", [TaskManagerOptions.SegmentSize.Key], "A segment is a power of two from 4096 bytes to 1 GiB, such as 32k.")
        : null;

    private static string? SegmentFault(long bytes) => bytes > int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"Cannot downcast long value {bytes} to integer.")
        : bytes < SmallestSegment ? "Minimum memory segment size is 4096"
        : (bytes & (bytes - 1)) != 0 ? "Memory segment size must be a power of 2."
        : null;

    /// <summary>More buffers than Flink can count.</summary>
    internal static NetworkFault? OfCount(OptionReader options, long network, long segment)
    {
        if (network / segment <= int.MaxValue)
        {
            return null;
        }

        var blamed = new[] { TaskManagerOptions.NetworkMax, TaskManagerOptions.NetworkMin, TaskManagerOptions.NetworkFraction, TaskManagerOptions.SegmentSize }.Where(options.Contains).Select(options.KeyOf);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"The given number of memory bytes ({network}) corresponds to more than MAX_INT pages."),
            [.. blamed.DefaultIfEmpty(TaskManagerOptions.NetworkMax.Key)],
            $"Bound network memory with {TaskManagerOptions.NetworkMax.Key}.");
    }

    /// <summary>Not one buffer to read batch shuffles with; null where the size cannot be read.</summary>
    internal static NetworkFault? OfBatchShuffle(OptionReader options, long segment) =>
        !options.TrySize(TaskManagerOptions.BatchShuffle, out var bytes, out _) || bytes >= segment ? null : new(
            bytes == 0 ? "Total memory size must be positive." : string.Create(CultureInfo.InvariantCulture, $"Illegal configuration, config value for '{TaskManagerOptions.BatchShuffle.Key}' must be no smaller than '{TaskManagerOptions.SegmentSize.Key}', please increase '{TaskManagerOptions.BatchShuffle.Key}' to at least {segment} bytes."),
            [TaskManagerOptions.BatchShuffle.Key, TaskManagerOptions.SegmentSize.Key],
            $"Set {TaskManagerOptions.BatchShuffle.Key} to several segments.");

    private static long Size(OptionReader options, MemoryOption option, out NetworkFault? unreadable)
    {
        unreadable = options.TrySize(option, out var bytes, out _)
            ? null
            : new($"Could not parse value '{options.TextOf(option)}' for key '{option.Key}'.", [options.KeyOf(option)], "Whole numbers with b, k, m, g or t, such as 32k.") { IsUnreadable = true };
        return bytes;
    }
}
