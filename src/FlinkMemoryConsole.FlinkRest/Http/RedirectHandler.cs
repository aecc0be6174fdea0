using System.Net;
using System.Net.Http.Headers;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>
/// Adds credentials and follows redirects of GET requests (a proxy's trailing slash, Flink's own from http to https). The handler of .NET would
/// drop the credentials at the first redirect; here they stay with the host that they were given for, and never go from https back to http.
/// </summary>
internal sealed class RedirectHandler(AuthenticationHeaderValue? credentials, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var origin = request.RequestUri!;
        request.Headers.Authorization = credentials;
        var response = await base.SendAsync(request, cancellationToken);
        for (var followed = 0; followed < MaxRedirects && Target(request, response) is { } target; followed++)
        {
            if (origin.Scheme is "https" && target.Scheme is not "https")
            {
                response.Dispose();
                throw new FlinkRequestException(FlinkFailure.NotFlink, $"{origin.GetLeftPart(UriPartial.Authority)} redirects from https to {target.GetLeftPart(UriPartial.Path)}, which is not followed.");
            }

            response.Dispose();
            using var next = new HttpRequestMessage(HttpMethod.Get, target);
            next.Headers.Authorization = string.Equals(target.IdnHost, origin.IdnHost, StringComparison.OrdinalIgnoreCase) ? credentials : null;
            response = await base.SendAsync(next, cancellationToken);
        }

        return response;
    }

    private static Uri? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.Method != HttpMethod.Get || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(response.RequestMessage?.RequestUri ?? request.RequestUri!, location);
        return response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && target.Scheme is "http" or "https" ? target : null;
    }
}
