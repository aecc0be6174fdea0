using System.Text;

namespace FlinkMemoryConsole.FlinkRest.Texts;

/// <summary>
/// Reads a whole stream and keeps only the end of it: Flink's REST server knows no ranges, so bytes that were read before travel again and are
/// dropped here. Memory is the window's size, whatever the length of the stream.
/// </summary>
internal sealed class TextTail(TextWindow window)
{
    private const int HeadBytes = 128;
    private const int BlockBytes = 64 * 1024;

    private readonly byte[] head = new byte[HeadBytes];
    private readonly Queue<ArraySegment<byte>> blocks = new();
    private byte[]? free;
    private long total;
    private long kept;

    /// <param name="announced">The stream's length if it was told; where it is the last position's, only the head is read to see whether the file is the same.</param>
    public static async Task<TextChunk> ReadAsync(Stream stream, TextWindow window, long? announced, CancellationToken cancellationToken)
    {
        var tail = new TextTail(window);
        if (announced > 0 && announced == window.After.Bytes && await tail.ReadHeadAsync(stream, cancellationToken) && tail.IsSameFile(announced.Value))
        {
            return new TextChunk { Text = "", From = announced.Value, Position = window.After, Skipped = 0, StartedOver = false };
        }

        while (true)
        {
            var block = tail.free ?? new byte[BlockBytes];
            tail.free = null;
            var read = await stream.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken);
            if (read == 0)
            {
                return tail.Chunk();
            }

            tail.Add(new ArraySegment<byte>(block, 0, read));
        }
    }

    private async Task<bool> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var first = new byte[HeadBytes];
        var read = await stream.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken);
        Add(new ArraySegment<byte>(first, 0, read));
        return read > 0;
    }

    // All blocks but the last are full, so each one that comes lets at most one go (and the head, where that was read first).
    private void Add(ArraySegment<byte> block)
    {
        if (total < HeadBytes)
        {
            block.AsSpan(0, (int)Math.Min(block.Count, HeadBytes - total)).CopyTo(head.AsSpan((int)total));
        }

        total += block.Count;
        kept += block.Count;
        blocks.Enqueue(block);
        while (kept - blocks.Peek().Count >= window.MaxBytes)
        {
            var gone = blocks.Dequeue();
            kept -= gone.Count;
            free = gone.Array!.Length == BlockBytes ? gone.Array : null;
        }
    }

    private TextChunk Chunk()
    {
        var same = IsSameFile(total);
        var after = same ? window.After.Bytes : 0;
        var from = Math.Max(after, total - window.MaxBytes);
        var bytes = End((int)(total - from));
        var start = from > after ? IncompleteAtStart(bytes) : 0;
        var end = bytes.Length - IncompleteAtEnd(bytes.AsSpan(start));
        return new TextChunk
        {
            Text = Encoding.UTF8.GetString(bytes, start, end - start),
            From = from + start,
            Position = new TextPosition(total - (bytes.Length - end), Convert.ToBase64String(head, 0, (int)Math.Min(total, HeadBytes))),
            Skipped = from + start - after,
            StartedOver = !same,
        };
    }

    private bool IsSameFile(long length)
    {
        var before = Convert.FromBase64String(window.After.Head);
        return length >= window.After.Bytes && head.AsSpan().StartsWith(before);
    }

    private byte[] End(int length)
    {
        var result = new byte[length];
        var missing = length;
        foreach (var block in blocks.Reverse())
        {
            var taken = Math.Min(block.Count, missing);
            missing -= taken;
            block.AsSpan(block.Count - taken).CopyTo(result.AsSpan(missing));
        }

        return result;
    }

    // UTF-8: bytes 10xxxxxx continue a character that began before the cut.
    private static int IncompleteAtStart(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (start < bytes.Length && start < 3 && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return start;
    }

    // A character whose last bytes are not written yet is left for the next time.
    private static int IncompleteAtEnd(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) == 0x80)
            {
                continue;
            }

            var length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            return length > back ? back : 0;
        }

        return 0;
    }
}
