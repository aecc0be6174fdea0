using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>
/// A pipeline for each group of requests: retries (few, with jitter, only where asking again can help) around a breaker around a time limit.
/// Groups share nothing, so a TaskManager that hangs holds up neither the metrics nor another TaskManager's log.
/// </summary>
internal sealed class ResiliencePipelines(FlinkTimeLimits limits, TimeProvider clock)
{
    // Groups follow TaskManagers, which come and go for as long as the console runs.
    private const int MaxGroups = 4096;

    private readonly ConcurrentDictionary<RequestGroup, ResiliencePipeline<HttpResponseMessage>> pipelines = new();

    public ResiliencePipeline<HttpResponseMessage> Of(RequestGroup group)
    {
        if (pipelines.Count >= MaxGroups)
        {
            pipelines.Clear();
        }

        return pipelines.GetOrAdd(group, Create);
    }

    private ResiliencePipeline<HttpResponseMessage> Create(RequestGroup group)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        return group.Kind switch
        {
            RequestKind.Metrics => builder.AddRetry(Retry(2)).AddCircuitBreaker(Breaker(8, 10)).AddTimeout(limits.Metrics).Build(),
            RequestKind.JobDetails => builder.AddRetry(Retry(1)).AddCircuitBreaker(Breaker(8, 10)).AddTimeout(limits.JobDetails).Build(),
            RequestKind.ProcessQuestions => builder.AddCircuitBreaker(Breaker(2, 30)).AddTimeout(limits.ProcessQuestions).Build(),
            RequestKind.Texts => builder.AddCircuitBreaker(Breaker(2, 30)).AddTimeout(limits.Texts).Build(),
            RequestKind.Sampling => builder.AddCircuitBreaker(Breaker(3, 30)).AddTimeout(limits.Sampling).Build(),
            _ => throw new ArgumentOutOfRangeException(nameof(group)),
        };
    }

    // Not after a time limit: whoever was slow once would be waited for again.
    private static RetryStrategyOptions<HttpResponseMessage> Retry(int times) => new()
    {
        MaxRetryAttempts = times,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = outcome => ValueTask.FromResult(
            outcome.Outcome.Exception is FlinkRequestException { Kind: FlinkFailure.Unreachable or FlinkFailure.Broken or FlinkFailure.Unavailable }),
    };

    // An answer, be it an error of Flink's, shows that the process lives.
    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(int after, int restSeconds) => new()
    {
        FailureRatio = 1,
        MinimumThroughput = after,
        SamplingDuration = TimeSpan.FromMinutes(2),
        BreakDuration = TimeSpan.FromSeconds(restSeconds),
        ShouldHandle = outcome => ValueTask.FromResult(
            outcome.Outcome.Exception is TimeoutRejectedException or FlinkRequestException { Kind: FlinkFailure.Unreachable or FlinkFailure.Broken }),
    };
}
