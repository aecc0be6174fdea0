using System.Buffers;
using System.Net;
using System.Text;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>
/// Reads answers to their end, bounded, inside the time limit and the breaker, and turns whatever is no answer of Flink's into a
/// <see cref="FlinkRequestException"/>. Above it there are whole answers only.
/// </summary>
internal sealed class FlinkAnswerHandler(int maxAnswerBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxErrorBytes = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await ReadAsync(request, response, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (IsConnectionFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw ConnectionFailure.Describe(request.RequestUri!, exception);
        }
    }

    // The time limit for opening a connection comes as a cancellation.
    private static bool IsConnectionFailure(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException { InnerException: TimeoutException };

    private async Task ReadAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK && !response.IsSuccessStatusCode)
        {
            var (error, _) = await BoundedBody.ReadAsync(response.Content, MaxErrorBytes, cancellationToken);
            throw StatusFailure.Describe(request.RequestUri!, response, error);
        }

        if (response.Content.Headers.ContentType?.MediaType is "text/html")
        {
            throw new FlinkRequestException(FlinkFailure.NotFlink, $"What answers at {Address(response, request)} is not Flink's REST API: it sent a web page.", (int)response.StatusCode);
        }

        if (request.Options.TryGetValue(new HttpRequestOptionsKey<TextWindow>(TextWindow.OptionKey), out var window))
        {
            using var file = response.Content;
            var stream = await file.ReadAsStreamAsync(cancellationToken);
            response.Content = new TextChunkContent(await TextTail.ReadAsync(stream, window, file.Headers.ContentLength, cancellationToken));
            return;
        }

        var (body, whole) = await BoundedBody.ReadAsync(response.Content, maxAnswerBytes, cancellationToken);
        if (!whole)
        {
            throw new FlinkRequestException(FlinkFailure.TooLarge, $"The answer is larger than {maxAnswerBytes / 1024 / 1024} MiB and was not read.", (int)response.StatusCode);
        }

        ExpectJson(request, response, body);
        response.Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json; charset=utf-8" } } };
    }

    private static void ExpectJson(HttpRequestMessage request, HttpResponseMessage response, byte[] body)
    {
        var first = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 16)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (first.Length == 0)
        {
            throw new FlinkRequestException(FlinkFailure.Broken, "The answer is empty.", (int)response.StatusCode);
        }

        if (first[0] is not ('{' or '['))
        {
            throw new FlinkRequestException(FlinkFailure.NotFlink, $"What answers at {Address(response, request)} is not Flink's REST API: it did not send JSON.", (int)response.StatusCode);
        }
    }

    private static string Address(HttpResponseMessage response, HttpRequestMessage request) =>
        (response.RequestMessage?.RequestUri ?? request.RequestUri!).GetLeftPart(UriPartial.Path);
}

/// <summary>A body, up to a limit.</summary>
internal static class BoundedBody
{
    /// <summary>The first <paramref name="limit"/> bytes and whether that is all. A length that was announced is not believed.</summary>
    public static async Task<(byte[] Body, bool Whole)> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new ArrayBufferWriter<byte>();
        int read;
        while ((read = await stream.ReadAsync(body.GetMemory(), cancellationToken)) > 0)
        {
            if (body.WrittenCount + read > limit)
            {
                body.Advance(limit - body.WrittenCount);
                return (body.WrittenSpan.ToArray(), false);
            }

            body.Advance(read);
        }

        return (body.WrittenSpan.ToArray(), true);
    }
}
