namespace FlinkMemoryConsole.FlinkRest;

/// <summary>Where a cluster's REST API is and how to be let in.</summary>
public sealed record FlinkRestOptions
{
    /// <summary>
    /// Address of the JobManager's REST API or of the proxy before it, <c>http://jobmanager:8081</c> or <c>https://proxy/flink/prod/</c>.
    /// A path is kept as a prefix; <c>user:password@</c> in it is taken for <see cref="UserName"/> and <see cref="Password"/>.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>For basic authentication.</summary>
    public string? UserName { get; init; }

    /// <summary>For basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>For bearer authentication; not together with <see cref="UserName"/>.</summary>
    public string? BearerToken { get; init; }

    /// <summary>A PEM file with the certificate authorities to trust instead of the system's.</summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>Time limits, one for each kind of request.</summary>
    public FlinkTimeLimits TimeLimits { get; init; } = new();

    /// <summary>Largest answer that is read into memory, in bytes. Logs are not bound by it: of them only a window is kept.</summary>
    public int MaxAnswerBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// No retries and no breakers: for answers that come out of a recording, which says the same when asked again, and whose hours pass in seconds.
    /// </summary>
    public bool AsksOnce { get; init; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https"))
        {
            yield return $"'{Url}' is not an http or https address such as http://jobmanager:8081.";
            yield break;
        }

        if (!string.IsNullOrEmpty(Url.Query) || !string.IsNullOrEmpty(Url.Fragment))
        {
            yield return $"The address {Url.GetLeftPart(UriPartial.Path)} must end with its path: leave out what follows '?' or '#'.";
        }

        if (BearerToken is not null && (UserName is not null || Url.UserInfo.Length > 0))
        {
            yield return "Give a user name and password or a bearer token, not both.";
        }

        if (BearerToken?.Any(char.IsControl) == true)
        {
            yield return "The bearer token holds a line break or another control character.";
        }

        if (CertificateAuthorityFile is not null && !File.Exists(CertificateAuthorityFile))
        {
            yield return $"The certificate authority file '{CertificateAuthorityFile}' does not exist.";
        }

        if (MaxAnswerBytes <= 0)
        {
            yield return "The largest answer must be more than 0 bytes.";
        }
    }
}

/// <summary>How long each kind of request may take, from its start to the last byte. Kinds do not wait for each other.</summary>
public sealed record FlinkTimeLimits
{
    /// <summary>To open a connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Metrics, and what the JobManager answers from its own memory: overview, configuration, the list of TaskManagers, jobs.</summary>
    public TimeSpan Metrics { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is derived from a job's execution graph: vertices, exceptions, checkpoints, back pressure.</summary>
    public TimeSpan JobDetails { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a process must be asked for itself: thread dump, list of logs. A TaskManager that hangs would never answer.</summary>
    public TimeSpan ProcessQuestions { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Logs and standard output, which travel as whole files.</summary>
    public TimeSpan Texts { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Flame graphs and the profiler.</summary>
    public TimeSpan Sampling { get; init; } = TimeSpan.FromSeconds(20);
}
