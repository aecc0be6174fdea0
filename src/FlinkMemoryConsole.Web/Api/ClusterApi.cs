using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Publishing;
using Microsoft.AspNetCore.Mvc;

namespace FlinkMemoryConsole.Web.Api;

/// <summary>What other programs may ask: the clusters, and the findings document that the pages show.</summary>
internal static class ClusterApi
{
    public static void MapClusterApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/clusters", ([FromServices] IClusterDirectory directory) => directory.Clusters.Select(ClusterEntry.Of));
        endpoints.MapGet("/api/clusters/{cluster}/findings", Findings);
    }

    private static IResult Findings(string cluster, [FromServices] IClusterDirectory directory) => directory.Find(cluster) switch
    {
        null => Results.Problem($"There is no cluster called {cluster}. The clusters are listed at /api/clusters.", statusCode: StatusCodes.Status404NotFound),
        { Feed.Current: null } watched => Results.Problem($"{watched.Feed.Name} at {watched.Feed.Origin} has not answered yet.", statusCode: StatusCodes.Status503ServiceUnavailable),
        { Feed.Current: { } snapshot } => Results.Text(FindingsJson.Serialize(snapshot.Document), "application/json"),
    };

    /// <summary>A line of the list; what is not known yet is null.</summary>
    private sealed record ClusterEntry(string Name, string Origin, bool Recording, string State, DateTimeOffset? LastAnswer, string? Problem, string? Verdict)
    {
        public static ClusterEntry Of(WatchedCluster cluster)
        {
            var (name, origin, current) = (cluster.Feed.Name, cluster.Feed.Origin, cluster.Feed.Current);
            return new(name, origin, cluster.Transport is not null, Word(current?.Connection.State ?? ConnectionState.Connecting),
                current?.Connection.LastAnswer, current?.Connection.Problem, current is null ? null : Word(current.Document.Verdict));
        }

        private static string Word(Enum value) => value.ToString().ToLowerInvariant();
    }
}
