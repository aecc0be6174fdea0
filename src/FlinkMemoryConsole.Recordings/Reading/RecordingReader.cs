using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;

namespace FlinkMemoryConsole.Recordings.Reading;

/// <summary>Reads a recording from start to end: one line at a time, past whatever it does not know.</summary>
internal sealed class RecordingReader(BodyStore bodies, string name)
{
    /// <summary>Longest line that is taken in; a log of more than this was never asked for by a recorder.</summary>
    private const int LongestLine = 256 << 20;
    private const int LongestHeader = 1 << 20;
    private bool _hasHeader;
    private bool _skippingLongLine;

    public RecordingContents Contents { get; } = new();

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var source = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10, leaveOpen: true));
        var first = await source.ReadAtLeastAsync(2, cancellationToken);
        var isGzip = first.Buffer.Length >= 2 && IsGzip(first.Buffer);
        source.AdvanceTo(first.Buffer.Start);
        if (isGzip)
        {
            await using GZipStream unzipped = new(source.AsStream(leaveOpen: true), CompressionMode.Decompress);
            await ReadLinesAsync(PipeReader.Create(unzipped, new StreamPipeReaderOptions(bufferSize: 64 << 10)), cancellationToken);
        }
        else
        {
            await ReadLinesAsync(source, cancellationToken);
        }

        if (!_hasHeader)
        {
            throw NoRecording(Contents.Cut is null ? "it is empty" : "it is cut off before its first line ends");
        }
    }

    private static bool IsGzip(ReadOnlySequence<byte> start)
    {
        Span<byte> magic = stackalloc byte[2];
        start.Slice(0, 2).CopyTo(magic);
        return magic is [0x1f, 0x8b];
    }

    private async Task ReadLinesAsync(PipeReader lines, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await lines.ReadAsync(cancellationToken);
                var rest = TakeLines(result.Buffer);
                if (result.IsCompleted)
                {
                    TakeRest(rest);
                    return;
                }

                lines.AdvanceTo(rest.Start, rest.End);
            }
        }
        catch (InvalidDataException e)
        {
            Contents.Cut = $"the compressed data is cut off or damaged ({e.Message})";
        }
        finally
        {
            await lines.CompleteAsync();
        }
    }

    private ReadOnlySequence<byte> TakeLines(ReadOnlySequence<byte> buffer)
    {
        while (buffer.PositionOf((byte)'\n') is { } end)
        {
            if (!_skippingLongLine)
            {
                TakeLine(buffer.Slice(0, end));
            }

            _skippingLongLine = false;
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }

        if (!_hasHeader && buffer.Length > LongestHeader)
        {
            throw NoRecording("its first line does not end");
        }

        if (buffer.Length > LongestLine)
        {
            Contents.SkippedLines += _skippingLongLine ? 0 : 1;
            _skippingLongLine = true;
            buffer = buffer.Slice(buffer.End);
        }

        return buffer;
    }

    private void TakeRest(ReadOnlySequence<byte> rest)
    {
        // A file without its last line break may still have a whole last line.
        if (!rest.IsEmpty && !TakeLine(rest, isRest: true))
        {
            Contents.Cut = "it ends in the middle of a line";
        }

        if (!Contents.IsClosed)
        {
            Contents.Cut ??= "its recorder did not close it";
        }
    }

    private bool TakeLine(ReadOnlySequence<byte> sequence, bool isRest = false)
    {
        if (sequence.IsSingleSegment)
        {
            return TakeLine(sequence.FirstSpan, isRest);
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)sequence.Length);
        try
        {
            sequence.CopyTo(rented);
            return TakeLine(rented.AsSpan(0, (int)sequence.Length), isRest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool TakeLine(ReadOnlySpan<byte> bytes, bool isRest)
    {
        if (bytes.Trim(" \r\t"u8).IsEmpty)
        {
            return true;
        }

        var line = RecordedLine.Parse(bytes);
        if (!_hasHeader)
        {
            TakeHeader(line);
            return true;
        }

        if (line is not null && Contents.Take(line, bytes, bodies))
        {
            return true;
        }

        Contents.SkippedLines += isRest ? 0 : 1;
        return false;
    }

    private void TakeHeader(RecordedLine? line)
    {
        if (line is not { IsHeader: true })
        {
            throw NoRecording("its first line is not {\"recording\":1,…}");
        }

        _hasHeader = true;
        if (DateTimeOffset.TryParse(line.StartedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var startedAt))
        {
            Contents.StartedAt = startedAt;
        }

        Contents.Every = line.EverySeconds is > 0 and < 86_400 ? TimeSpan.FromSeconds(line.EverySeconds) : TimeSpan.FromSeconds(2);
        Contents.Note = line.Note ?? "";
    }

    private RecordingFormatException NoRecording(string why) => new($"{name} is not a recording: {why}.");
}
