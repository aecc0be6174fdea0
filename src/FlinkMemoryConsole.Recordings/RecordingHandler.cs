using System.Net;
using System.Net.Http.Headers;
using FlinkMemoryConsole.Recordings.Serving;

namespace FlinkMemoryConsole.Recordings;

/// <summary>
/// Answers requests from a recording as the cluster would have at the clock's time, so that a client of Flink's REST API runs over a file.
/// While the JobManager was down, and for a path that did not answer then, it throws <see cref="HttpRequestException"/> at once.
/// It cannot be changed: everything but GET is answered with 403.
/// </summary>
/// <param name="recording">Stays open as long as this handler; not disposed by it.</param>
/// <param name="clock">Its <see cref="TimeProvider.GetUtcNow"/> says which moment is asked for; usually a <see cref="RecordingClock"/>. Before the start and after the end, the first and the last moment count.</param>
/// <param name="source">One of <see cref="Recording.Sources"/>; null for Flink.</param>
public sealed class RecordingHandler(Recording recording, TimeProvider clock, string? source = null) : HttpMessageHandler
{
    /// <summary>Flink answers 404 to a request line of more than 4,096 bytes, which <c>GET … HTTP/1.1</c> is part of.</summary>
    private const int LongestTarget = 4096 - 13;
    private readonly RecordedFlink _flink = new(recording.Flink);

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return cancellationToken.IsCancellationRequested ? Task.FromCanceled<HttpResponseMessage>(cancellationToken) : Task.FromResult(Send(request, cancellationToken));
        }
        catch (HttpRequestException e)
        {
            return Task.FromException<HttpResponseMessage>(e);
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = request.Method == HttpMethod.Get ? Answer(request.RequestUri!) : GoneAnswers.Error(403, "This is a recording: it cannot be changed.");
        if (answer.IsDown)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The server did not answer at this moment of the recording.");
        }

        ReadOnlyMemoryContent content = new(answer.Body);
        content.Headers.ContentType = answer.IsJson ? new MediaTypeHeaderValue("application/json", "UTF-8") : new MediaTypeHeaderValue("text/plain", "UTF-8");
        return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content, RequestMessage = request };
    }

    private RecordedAnswer Answer(Uri address)
    {
        var at = clock.GetUtcNow() - recording.StartedAt;
        var milliseconds = (long)Math.Clamp(at.TotalMilliseconds, 0, recording.Duration.TotalMilliseconds);
        if (source is not null)
        {
            return recording.AnswerAt(address.PathAndQuery, TimeSpan.FromMilliseconds(milliseconds), source) ?? GoneAnswers.Unknown(address.PathAndQuery);
        }

        if (address.PathAndQuery.Length > LongestTarget)
        {
            return GoneAnswers.Unknown("/bad-request");
        }

        var path = Uri.UnescapeDataString(address.AbsolutePath);
        path = path.StartsWith("/v1/", StringComparison.Ordinal) ? path[3..] : path;
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        return _flink.Answer(path, address.Query, milliseconds);
    }
}
