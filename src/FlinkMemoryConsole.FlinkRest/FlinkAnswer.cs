namespace FlinkMemoryConsole.FlinkRest;

/// <summary>Why there is no answer.</summary>
public enum FlinkFailure
{
    /// <summary>Nothing listens there, the name is unknown, or TLS was not agreed upon.</summary>
    Unreachable,

    /// <summary>No answer, or no whole one, within the time limit of its kind of request.</summary>
    TimedOut,

    /// <summary>Flink does not know the TaskManager, job, vertex, file or path. An unknown TaskManager is this too where Flink answers 500.</summary>
    NotFound,

    /// <summary>Not now: an ongoing leader election, a job that is still initialising, a vertex without running subtasks.</summary>
    Unavailable,

    /// <summary>Something answered, but it is not Flink: HTML, or JSON of another shape.</summary>
    NotFlink,

    /// <summary>The connection ended in the middle of the answer.</summary>
    Broken,

    /// <summary>401 or 403: missing or wrong credentials. Flink itself has none, so a proxy said this.</summary>
    Refused,

    /// <summary>400: Flink did not accept the request (a malformed id, an unknown aggregation).</summary>
    BadRequest,

    /// <summary>Flink failed while answering; the reason holds its own message.</summary>
    ServerError,

    /// <summary>The answer is larger than <see cref="FlinkRestOptions.MaxAnswerBytes"/>.</summary>
    TooLarge,

    /// <summary>Not asked: the last requests of this kind failed, and it is given a rest.</summary>
    CircuitOpen,
}

/// <summary>What came of asking Flink: a value, or why there is none. Only cancellation by the caller is an exception.</summary>
public abstract record FlinkAnswer<T>
{
    private FlinkAnswer()
    {
    }

    /// <summary>Flink answered.</summary>
    public sealed record Answered(T Value) : FlinkAnswer<T>;

    /// <summary>There is no value.</summary>
    /// <param name="Kind">Why not.</param>
    /// <param name="Reason">One sentence for a person, with Flink's own message where it gave one.</param>
    /// <param name="Status">The HTTP status, where one was received.</param>
    public sealed record Failed(FlinkFailure Kind, string Reason, int? Status) : FlinkAnswer<T>;

    /// <summary>The value, or the default of <typeparamref name="T"/> when there is none.</summary>
    public T? ValueOrDefault => this is Answered answered ? answered.Value : default;

    /// <summary>The same answer with its value turned into another.</summary>
    public FlinkAnswer<TResult> Select<TResult>(Func<T, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return this switch
        {
            Answered answered => new FlinkAnswer<TResult>.Answered(selector(answered.Value)),
            Failed failed => new FlinkAnswer<TResult>.Failed(failed.Kind, failed.Reason, failed.Status),
            _ => throw new InvalidOperationException("An answer is Answered or Failed."),
        };
    }
}
