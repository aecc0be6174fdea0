using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>What a connection that failed says to a person.</summary>
internal static class ConnectionFailure
{
    public static FlinkRequestException Describe(Uri uri, Exception exception)
    {
        var address = uri.GetLeftPart(UriPartial.Authority);
        return Cause(exception) switch
        {
            AuthenticationException tls => Unreachable($"No secure connection to {address}: {tls.Message}", exception),
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Unreachable($"Nothing listens at {address} (connection refused).", exception),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                Unreachable($"The name {uri.Host} is not known.", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } connect =>
                Unreachable($"No connection to {address}: {connect.Message}", exception),
            TimeoutException => Unreachable($"No connection to {address} in time.", exception),
            var other => new FlinkRequestException(FlinkFailure.Broken, $"The connection to {address} ended before the answer was whole: {other.Message}", inner: exception),
        };
    }

    private static FlinkRequestException Unreachable(string reason, Exception exception) => new(FlinkFailure.Unreachable, reason, inner: exception);

    // The most telling exception of the chain.
    private static Exception Cause(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException or TimeoutException
                || inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
            {
                return inner;
            }
        }

        return exception;
    }
}

/// <summary>What a status other than success says to a person.</summary>
internal static class StatusFailure
{
    public static FlinkRequestException Describe(Uri uri, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var status = (int)response.StatusCode;
        var said = FlinkErrorText.Extract(body);
        var kind = KindOf(response.StatusCode, said);
        var reason = kind switch
        {
            FlinkFailure.Refused => $"{uri.GetLeftPart(UriPartial.Authority)} refused: {status}; check the user name and password or the token.",
            FlinkFailure.Unavailable when said is null => $"{uri.GetLeftPart(UriPartial.Authority)} answers {status}: Flink is not available now.",
            FlinkFailure.NotFlink => $"What answers at {uri.GetLeftPart(UriPartial.Path)} is not Flink's REST API: {status} and nothing that Flink would say.",
            _ when string.IsNullOrEmpty(said) => $"Flink answered {status} and gave no reason.",
            FlinkFailure.Unavailable when status == 500 => $"Flink cannot answer yet, the job or vertex is starting or restarting ({said})",
            _ => $"Flink answered {status}: {said}",
        };
        return new FlinkRequestException(kind, reason, status);
    }

    private static FlinkFailure KindOf(HttpStatusCode status, string? said) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired => FlinkFailure.Refused,
        // A proxy says these for a JobManager that is away.
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests => FlinkFailure.Unavailable,
        _ when said is null => FlinkFailure.NotFlink,
        HttpStatusCode.NotFound => FlinkFailure.NotFound,
        HttpStatusCode.BadRequest => FlinkFailure.BadRequest,
        HttpStatusCode.InternalServerError when said.Contains("UnknownTaskExecutorException", StringComparison.Ordinal) => FlinkFailure.NotFound,
        HttpStatusCode.InternalServerError when IsTooEarly(said) => FlinkFailure.Unavailable,
        _ => FlinkFailure.ServerError,
    };

    private static bool IsTooEarly(string said) =>
        said.Contains("NoSuchElementException: No value present", StringComparison.Ordinal)
        || said.Contains("Unable to get JobMasterGateway for initializing job", StringComparison.Ordinal);
}
