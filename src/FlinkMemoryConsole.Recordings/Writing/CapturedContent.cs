using System.Net;

namespace FlinkMemoryConsole.Recordings.Writing;

/// <summary>An answer's content that is taken in while the client reads it.</summary>
internal sealed class CapturedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly Action<CapturedBody> _completed;
    private readonly CapturedBody _body;

    public CapturedContent(HttpContent content, Action<CapturedBody> completed, CapturedBody body)
    {
        _content = content;
        _completed = completed;
        _body = body;
        foreach (var header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new CapturedStream(await _content.ReadAsStreamAsync(), _completed, _body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using CapturedStream captured = new(await _content.ReadAsStreamAsync(cancellationToken), _completed, _body);
        await captured.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
            _body.Dispose();
        }

        base.Dispose(disposing);
    }

    private sealed class CapturedStream(Stream inner, Action<CapturedBody> completed, CapturedBody body) : Stream
    {
        private bool _isComplete;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            return Take(buffer[..read], buffer.IsEmpty);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Take(buffer.Span[..read], buffer.IsEmpty);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Take(ReadOnlySpan<byte> bytes, bool isEmptyRequest)
        {
            if (!_isComplete)
            {
                body.Push(bytes);
                if (bytes.IsEmpty && !isEmptyRequest)
                {
                    _isComplete = true;
                    completed(body);
                }
            }

            return bytes.Length;
        }
    }
}
