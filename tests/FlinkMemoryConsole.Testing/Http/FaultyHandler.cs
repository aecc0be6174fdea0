using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace FlinkMemoryConsole.Testing.Http;

/// <summary>
/// Answers for a cluster and goes wrong on demand. Faults are chosen by the start of the path and stay until they are cleared; what no fault is
/// meant for is passed to the inner handler, or is a 404 in Flink's words when there is none.
/// </summary>
public sealed class FaultyHandler : DelegatingHandler
{
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> faults = new(StringComparer.Ordinal);

    /// <param name="clock">What slow answers wait on.</param>
    /// <param name="inner">What answers where nothing is wrong.</param>
    public FaultyHandler(TimeProvider clock, HttpMessageHandler? inner = null)
        : base(inner ?? new NothingThere()) => this.clock = clock;

    /// <summary>Every request's path and query, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Requests that are waiting for a slow answer.</summary>
    public int Waiting => waiting;

    private int waiting;

    /// <summary>Paths that start with <paramref name="path"/> answer <paramref name="json"/>.</summary>
    public FaultyHandler Answer(string path, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        On(path, (_, _) => Task.FromResult(Text(status, json, "application/json")));

    /// <summary>… answer with a web page, as a proxy or a login does.</summary>
    public FaultyHandler AnswerHtml(string path, HttpStatusCode status = HttpStatusCode.OK) =>
        On(path, (_, _) => Task.FromResult(Text(status, "<!DOCTYPE html><html><body>Sign in</body></html>", "text/html")));

    /// <summary>… answer as Flink does during a leader election.</summary>
    public FaultyHandler ElectLeader(string path) =>
        Answer(path, """{"errors":["Service temporarily unavailable due to an ongoing leader election. Please refresh."]}""", HttpStatusCode.ServiceUnavailable);

    /// <summary>… answer after <paramref name="delay"/> of the clock, with what would have been answered.</summary>
    public FaultyHandler Slow(string path, TimeSpan delay) => On(path, async (request, cancellationToken) =>
    {
        Interlocked.Increment(ref waiting);
        try
        {
            await Task.Delay(delay, clock, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        return await base.SendAsync(request, cancellationToken);
    });

    /// <summary>… begin with <paramref name="part"/> and then lose the connection.</summary>
    public FaultyHandler CutAfter(string path, string part) => On(path, (_, _) =>
    {
        var content = new StreamContent(new CutStream(Encoding.UTF8.GetBytes(part)));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    });

    /// <summary>… find nobody who listens.</summary>
    public FaultyHandler Refuse(string path) => On(path, (_, _) => throw new HttpRequestException(
        HttpRequestError.ConnectionError,
        "Connection refused",
        new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused)));

    /// <summary>… do what <paramref name="fault"/> says.</summary>
    public FaultyHandler On(string path, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> fault)
    {
        faults[path] = fault;
        return this;
    }

    /// <summary>Takes back what was said about <paramref name="path"/>.</summary>
    public void Clear(string path) => faults.TryRemove(path, out _);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = request.RequestUri!.PathAndQuery;
        Requests.Enqueue(path);
        var fault = faults.Where(entry => path.StartsWith(entry.Key, StringComparison.Ordinal)).OrderByDescending(entry => entry.Key.Length).Select(entry => entry.Value).FirstOrDefault();
        return fault is null ? base.SendAsync(request, cancellationToken) : fault(request, cancellationToken);
    }

    private static HttpResponseMessage Text(HttpStatusCode status, string text, string mediaType) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, mediaType) };

    private sealed class NothingThere : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Text(HttpStatusCode.NotFound, $$"""{"errors":["Not found: {{request.RequestUri!.PathAndQuery}}"]}""", "application/json"));
    }

    private sealed class CutStream(byte[] part) : Stream
    {
        private int position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (position == part.Length)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            }

            var read = Math.Min(count, part.Length - position);
            part.AsSpan(position, read).CopyTo(buffer.AsSpan(offset));
            position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
