using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Core.Network;

/// <summary>The numbers of Flink's <em>Insufficient number of network buffers</em>.</summary>
/// <param name="Required">What this one request asked for: an output pool, a gate's floating buffers, a remote channel. Not what the job needs.</param>
/// <param name="Available">The pool's total less all that was promised before; unused buffers may be many more.</param>
/// <param name="Total">Buffers of the TaskManager.</param>
/// <param name="SegmentSize">Bytes of one buffer.</param>
public sealed partial record BufferShortage(long Required, long Available, long Total, long SegmentSize)
{
    /// <summary>With fewer this very request would fail again. Requests after it are not known from the text: the job may need more.</summary>
    public long AtLeast => Total + Math.Max(0, Required - Available);

    /// <summary>The numbers, or null where the text has not all of them.</summary>
    public static BufferShortage? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Numbers().Match(text);
        return match.Success
            && Number(match, "required") is { } required && Number(match, "available") is { } available && Number(match, "total") is { } total && Number(match, "size") is { } size
            ? new(required, available, total, size)
            : null;
    }

    private static long? Number(Match match, string name) =>
        int.TryParse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"required\s+(?<required>\d+),\s+but\s+only\s+(?<available>\d+)\s+available.{0,80}?set\s+to\s+(?<total>\d+)\s+of\s+(?<size>\d+)\s+bytes", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Numbers();
}
