using System.Text.Json.Serialization;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary><c>GET /overview</c>.</summary>
public sealed record ClusterOverviewResponse
{
    [JsonPropertyName("taskmanagers")]
    public int? TaskManagers { get; init; }

    [JsonPropertyName("slots-total")]
    public int? SlotsTotal { get; init; }

    [JsonPropertyName("slots-available")]
    public int? SlotsAvailable { get; init; }

    /// <summary>Counts restarting jobs too.</summary>
    [JsonPropertyName("jobs-running")]
    public int? JobsRunning { get; init; }

    [JsonPropertyName("jobs-finished")]
    public int? JobsFinished { get; init; }

    [JsonPropertyName("jobs-cancelled")]
    public int? JobsCancelled { get; init; }

    [JsonPropertyName("jobs-failed")]
    public int? JobsFailed { get; init; }

    /// <summary>For example <c>1.20.5</c>.</summary>
    [JsonPropertyName("flink-version")]
    public required string FlinkVersion { get; init; }

    [JsonPropertyName("flink-commit")]
    public string? FlinkCommit { get; init; }
}

/// <summary><c>GET /config</c>.</summary>
public sealed record DashboardConfigurationResponse
{
    /// <summary>Milliseconds: how often the web front end asks again.</summary>
    [JsonPropertyName("refresh-interval")]
    public long? RefreshInterval { get; init; }

    [JsonPropertyName("timezone-name")]
    public string? TimezoneName { get; init; }

    /// <summary>Milliseconds east of UTC: the time zone of the JobManager's logs.</summary>
    [JsonPropertyName("timezone-offset")]
    public long? TimezoneOffset { get; init; }

    /// <summary>For example <c>1.20.5</c>.</summary>
    [JsonPropertyName("flink-version")]
    public required string FlinkVersion { get; init; }

    [JsonPropertyName("flink-revision")]
    public string? FlinkRevision { get; init; }

    public IReadOnlyDictionary<string, bool> Features { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);
}

/// <summary>An entry of <c>GET /jobmanager/config</c>.</summary>
public sealed record ConfigurationEntryResponse
{
    public required string Key { get; init; }

    /// <summary><c>******</c> where Flink hides a secret.</summary>
    public string? Value { get; init; }
}

/// <summary><c>GET /jobmanager/environment</c>.</summary>
public sealed record EnvironmentResponse
{
    public required JvmResponse Jvm { get; init; }

    public IReadOnlyList<string> Classpath { get; init; } = [];
}

/// <summary>The JVM of a process.</summary>
public sealed record JvmResponse
{
    public string? Version { get; init; }

    public string? Arch { get; init; }

    /// <summary>As on the command line: <c>-Xmx444596224</c> and others.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
