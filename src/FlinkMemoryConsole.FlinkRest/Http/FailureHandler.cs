using System.Net;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>The outermost handler: a failed request becomes an answer that carries the failure, so that nothing above has to catch.</summary>
internal sealed class FailureHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && FlinkRequestException.Find(exception) is { } failure)
        {
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new FailureContent(failure) };
        }
    }
}

/// <summary>Carries a failure from the handlers to the serializer.</summary>
internal sealed class FailureContent(FlinkRequestException failure) : HttpContent
{
    public FlinkRequestException Failure { get; } = failure;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
