namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>Requests that share a time limit, a policy of retries and a breaker.</summary>
internal enum RequestKind
{
    Metrics,
    JobDetails,
    ProcessQuestions,
    Texts,
    Sampling,
}

/// <summary>A kind, and the process that the breaker belongs to where one process must not speak for others.</summary>
internal readonly record struct RequestGroup(RequestKind Kind, string Subject)
{
    /// <summary>Tells the group from the path that follows the address of the cluster.</summary>
    public static RequestGroup Of(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var kind = KindOf(parts);
        var subject = kind is RequestKind.Metrics or RequestKind.JobDetails ? "" : SubjectOf(parts);
        return new RequestGroup(kind, subject);
    }

    private static RequestKind KindOf(string[] parts) => parts switch
    {
        [.., "metrics"] or ["jobs", "overview"] => RequestKind.Metrics,
        [.., "flamegraph"] or [.., "profiler"] => RequestKind.Sampling,
        [.., "log"] or [.., "stdout"] or [.., "logs", _] => RequestKind.Texts,
        [.., "logs"] or [.., "thread-dump"] => RequestKind.ProcessQuestions,
        ["jobs", ..] => RequestKind.JobDetails,
        _ => RequestKind.Metrics,
    };

    private static string SubjectOf(string[] parts) => parts is ["taskmanagers", var id, ..] ? id : parts is [var root, ..] ? root : "";
}
