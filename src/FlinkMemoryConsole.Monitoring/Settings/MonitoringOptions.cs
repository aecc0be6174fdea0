namespace FlinkMemoryConsole.Monitoring.Settings;

/// <summary>The settings section <c>Flink</c>: which clusters are watched and how. The environment variable <c>FLINK_URL</c> stands for <see cref="Url"/>.</summary>
public sealed class MonitoringOptions
{
    public const string Section = "Flink";

    /// <summary>Address of the one cluster to watch, for example <c>http://jobmanager:8081</c>. More than one: <see cref="Clusters"/>.</summary>
    public string? Url { get; set; }

    /// <summary>Several clusters, each with a name of its own.</summary>
    public IList<ClusterOptions> Clusters { get; } = [];

    /// <summary>How long readings, events and lost TaskManagers are kept.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The recording that is opened when no cluster is configured; a relative path is looked up beside the program.</summary>
    public string BuiltInRecording { get; set; } = "incident.jsonl.gz";

    /// <summary>Where captures are written; a relative path is taken from the working directory.</summary>
    public string RecordingsFolder { get; set; } = "recordings";
}

/// <summary>One cluster to watch.</summary>
public sealed class ClusterOptions
{
    /// <summary>Its name in URLs: letters, digits, dot, dash and underscore.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address of the JobManager's REST API.</summary>
    public string Url { get; set; } = "";

    /// <summary>For basic authentication at a proxy before Flink.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>For bearer authentication at a proxy before Flink.</summary>
    public string? BearerToken { get; set; }

    /// <summary>A PEM file with the certificate authority that signed Flink's certificate, if the system does not know it.</summary>
    public string? CertificateAuthorityFile { get; set; }
}
