using System.Security.Cryptography;

namespace FlinkMemoryConsole.Recordings.Writing;

/// <summary>How far a text was recorded: enough to tell whether a later one only became longer.</summary>
internal sealed record TextMark(int Status, long Length, byte[] Hash);

/// <summary>What is new in a text.</summary>
/// <param name="IsContinuation">The text begins with all that was recorded before; <paramref name="Text"/> is what came to it.</param>
/// <param name="Omitted">Bytes before <paramref name="Text"/> that were too many to record.</param>
internal sealed record TextNews(bool IsContinuation, long Omitted, ReadOnlyMemory<byte> Text, TextMark Mark);

/// <summary>
/// Goes once through a text as it arrives and finds what came to it since the last time. However long the text is, only its last part is kept:
/// a log of 100 MB is recorded from its end, and from then on what is added.
/// </summary>
internal sealed class TextPass(TextMark? before, int status, int limit = TextPass.DefaultLimit) : IDisposable
{
    public const int DefaultLimit = 4 << 20;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _tail = [];
    private int _tailLength;
    private long _length;
    private bool _startsAsBefore;

    public TextMark? Before => before;

    public void Push(ReadOnlySpan<byte> bytes)
    {
        var known = before is not null && _length < before.Length ? (int)Math.Min(bytes.Length, before.Length - _length) : 0;
        if (known > 0)
        {
            Take(bytes[..known]);
            _startsAsBefore = _length == before!.Length && _hash.GetCurrentHash().AsSpan().SequenceEqual(before.Hash);
        }

        Take(bytes[known..]);
    }

    public TextNews Complete()
    {
        var isContinuation = before is not null && before.Status == status && before.Length > 0 && _startsAsBefore;
        var news = Math.Min(isContinuation ? _length - before!.Length : _length, Math.Min(_tailLength, limit));
        var text = _tail.AsMemory((int)(_tailLength - news), (int)news);
        return new(isContinuation, (isContinuation ? _length - before!.Length : _length) - news, text, new(status, _length, _hash.GetCurrentHash()));
    }

    public void Dispose() => _hash.Dispose();

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _length += bytes.Length;
        bytes = bytes[Math.Max(0, bytes.Length - limit)..];
        if (_tailLength + bytes.Length > 2 * limit)
        {
            var kept = Math.Min(_tailLength, limit);
            _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
            _tailLength = kept;
        }

        if (_tail.Length < _tailLength + bytes.Length)
        {
            Array.Resize(ref _tail, Math.Min(2 * limit, Math.Max(2 * _tail.Length, _tailLength + bytes.Length)));
        }

        bytes.CopyTo(_tail.AsSpan(_tailLength));
        _tailLength += bytes.Length;
    }
}
