using System.Runtime.CompilerServices;
using System.Text;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>Lines of a text that may be longer than the memory takes.</summary>
internal static class BoundedLines
{
    private const int Portion = 1 << 16;

    /// <summary>Each line without its end, <c>\n</c> or <c>\r\n</c>; null in place of one that is too long. A line end at the end of the text begins no line.</summary>
    /// <param name="longest">Characters; of a longer line no more is kept, and reading goes on behind it.</param>
    public static async IAsyncEnumerable<string?> ReadAsync(TextReader reader, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new char[Portion];
        StringBuilder line = new();
        var (length, isTooLong) = (0L, false);
        for (var read = await reader.ReadAsync(buffer, cancellation); read > 0; read = await reader.ReadAsync(buffer, cancellation))
        {
            for (var from = 0; from < read;)
            {
                var end = Array.IndexOf(buffer, '\n', from, read - from);
                var upTo = end < 0 ? read : end;
                length += upTo - from + (end < 0 ? 0 : 1);
                isTooLong |= line.Length + upTo - from > longest;
                _ = isTooLong ? line.Clear() : line.Append(buffer, from, upTo - from);
                from = upTo + 1;
                if (end >= 0)
                {
                    yield return Line();
                    (length, isTooLong) = (0, false);
                    line.Clear();
                }
            }
        }

        if (length > 0)
        {
            yield return Line();
        }

        string? Line() => isTooLong ? null : line.ToString(0, line is [.., '\r'] ? line.Length - 1 : line.Length);
    }
}
