namespace FlinkMemoryConsole.Recordings.Reading;

/// <summary>Where a body lies in a <see cref="BodyStore"/>.</summary>
internal readonly record struct StoredBody(long Position, int Length);

/// <summary>
/// Keeps the bodies of a recording: the first ones in memory, the rest in a temporary file that goes away with this object.
/// So a recording of gigabytes costs no more memory than its index and <paramref name="memoryLimit"/> bytes.
/// Written by one thread; afterwards read by any number.
/// </summary>
internal sealed class BodyStore(long memoryLimit = 64L << 20) : IDisposable
{
    private const int ChunkSize = 256 << 10;
    private readonly List<byte[]> _chunks = [];
    private int _free;
    private long _inMemory;
    private Microsoft.Win32.SafeHandles.SafeFileHandle? _file;
    private long _inFile;

    /// <summary>Bytes that went to the temporary file.</summary>
    public long Spilled => _inFile;

    public StoredBody Append(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? default : _inMemory + body.Length <= memoryLimit ? AppendToMemory(body) : AppendToFile(body);

    public byte[] Read(StoredBody body)
    {
        var bytes = new byte[body.Length];
        Read(body, bytes);
        return bytes;
    }

    public void Read(StoredBody body, Span<byte> target)
    {
        if (body.Length == 0)
        {
            return;
        }

        if (body.Position >= 0)
        {
            _chunks[(int)(body.Position >> 32)].AsSpan((int)body.Position, body.Length).CopyTo(target);
            return;
        }

        ObjectDisposedException.ThrowIf(_file is null, this);
        for (var read = 0; read < body.Length;)
        {
            var more = RandomAccess.Read(_file, target[read..body.Length], ~body.Position + read);
            read += more > 0 ? more : throw new EndOfStreamException("The temporary file of a recording became shorter.");
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private StoredBody AppendToMemory(ReadOnlySpan<byte> body)
    {
        if (_chunks.Count == 0 || _chunks[^1].Length - _free < body.Length)
        {
            _chunks.Add(GC.AllocateUninitializedArray<byte>(Math.Max(ChunkSize, body.Length)));
            _free = 0;
        }

        StoredBody stored = new(((long)(_chunks.Count - 1) << 32) | (uint)_free, body.Length);
        body.CopyTo(_chunks[^1].AsSpan(_free));
        _free += body.Length;
        _inMemory += body.Length;
        return stored;
    }

    private StoredBody AppendToFile(ReadOnlySpan<byte> body)
    {
        _file ??= File.OpenHandle(
            Path.Combine(Path.GetTempPath(), $"flink-recording-{Guid.NewGuid():N}.tmp"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        RandomAccess.Write(_file, body, _inFile);
        StoredBody stored = new(~_inFile, body.Length);
        _inFile += body.Length;
        return stored;
    }
}
