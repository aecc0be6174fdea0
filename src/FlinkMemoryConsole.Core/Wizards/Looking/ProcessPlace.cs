using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Core.Wizards.Looking;

/// <summary>How to run a command beside a TaskManager's JVM, as far as the configuration tells where it runs.</summary>
/// <param name="Where">For a heading: <c>Kubernetes</c>, <c>Docker</c>, <c>on its host</c>.</param>
/// <param name="Prefix">What to put before a command, with a space at its end, or nothing.</param>
/// <param name="MainClass">The end of the JVM's main class, by which <c>jcmd</c> finds it.</param>
public sealed record ProcessPlace(string Where, string Prefix, string MainClass)
{
    private const string MainContainer = "flink-main-container";
    private const string Standalone = "TaskManagerRunner";
    private const string NativeKubernetes = "KubernetesTaskExecutorRunner";

    /// <summary>The likely places, the likeliest first. Native Kubernetes names a TaskManager after its pod; elsewhere a person knows the name.</summary>
    public static IReadOnlyList<ProcessPlace> Of(string taskManagerId, FlinkConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var cluster = configuration["kubernetes.cluster-id"];
        var isPod = cluster is not null && taskManagerId.StartsWith(cluster, StringComparison.Ordinal);
        ProcessPlace kubernetes = new("Kubernetes", $"kubectl exec -n {configuration["kubernetes.namespace"] ?? "NAMESPACE"} {(isPod ? taskManagerId : "POD")} -c {MainContainer} -- ", isPod ? NativeKubernetes : Standalone);
        ProcessPlace docker = new("Docker", "docker exec CONTAINER ", Standalone);
        ProcessPlace host = new("On its host", "", Standalone);
        return isPod ? [kubernetes] : cluster is not null ? [kubernetes, docker, host] : [host, docker, kubernetes];
    }
}
