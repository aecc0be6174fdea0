using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>A failed request on its way up through the handlers; it ends in <see cref="FailureHandler"/>.</summary>
internal sealed class FlinkRequestException(FlinkFailure kind, string message, int? status = null, Exception? inner = null) : Exception(message, inner)
{
    public FlinkFailure Kind { get; } = kind;

    public int? Status { get; } = status;

    /// <summary>The failure within what was thrown; null where it is none (cancellation by the caller, a mistake of ours).</summary>
    public static FlinkRequestException? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            switch (exception)
            {
                case FlinkRequestException found:
                    return found;
                case TimeoutRejectedException timeout:
                    return new FlinkRequestException(FlinkFailure.TimedOut, $"Flink did not answer within {timeout.Timeout.TotalSeconds:0.#} s.", inner: timeout);
                case BrokenCircuitException open:
                    return new FlinkRequestException(FlinkFailure.CircuitOpen, WhyNotAsked(open), inner: open);
                default:
                    break;
            }
        }

        return null;
    }

    private static string WhyNotAsked(BrokenCircuitException open)
    {
        var last = Find(open.InnerException)?.Message ?? "the last requests of this kind failed.";
        var pause = open.RetryAfter is { } wait ? $" for {Math.Ceiling(wait.TotalSeconds):0} s" : " for a short time";
        return $"Not asked again{pause}: {last}";
    }
}
