using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>
/// Metric values for any number of names. Flink answers a request line of 4,096 bytes or more with a misleading 404, so long lists of names are
/// asked for in several requests; if one of them fails, all of it has failed.
/// </summary>
public static class MetricRequests
{
    // 4,096 less method, version and room for the path with its ids and a proxy's prefix.
    private const int MaxNamesBytes = 3000;

    /// <summary>Values of a TaskManager's metrics; names that it does not have are left out of the answer.</summary>
    public static Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> ReadMetricsAsync(
        this ITaskManagersApi api, string taskManagerId, IEnumerable<string> names, CancellationToken cancellationToken) =>
        InPartsAsync(names, part => api.GetMetricsAsync(taskManagerId, part, cancellationToken));

    /// <summary>Values of the JobManager's metrics; names that it does not have are left out of the answer.</summary>
    public static Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> ReadMetricsAsync(
        this IJobManagerApi api, IEnumerable<string> names, CancellationToken cancellationToken) =>
        InPartsAsync(names, part => api.GetMetricsAsync(part, cancellationToken));

    /// <summary>Values of a job's metrics; names that it does not have are left out of the answer.</summary>
    public static Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> ReadMetricsAsync(
        this IJobsApi api, string jobId, IEnumerable<string> names, CancellationToken cancellationToken) =>
        InPartsAsync(names, part => api.GetMetricsAsync(jobId, part, cancellationToken));

    /// <summary>Values of a vertex's metrics, names as <c>index.name</c>; names that it does not have are left out of the answer.</summary>
    public static Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> ReadVertexMetricsAsync(
        this IJobsApi api, string jobId, string vertexId, IEnumerable<string> names, CancellationToken cancellationToken) =>
        InPartsAsync(names, part => api.GetVertexMetricsAsync(jobId, vertexId, part, cancellationToken));

    /// <summary>Values of a subtask's metrics; names that it does not have are left out of the answer.</summary>
    public static Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> ReadSubtaskMetricsAsync(
        this IJobsApi api, string jobId, string vertexId, int subtask, IEnumerable<string> names, CancellationToken cancellationToken) =>
        InPartsAsync(names, part => api.GetSubtaskMetricsAsync(jobId, vertexId, subtask, part, cancellationToken));

    /// <summary>Names joined by commas into as few parts as fit into a request line each, measured as they are escaped.</summary>
    internal static IEnumerable<string> Parts(IEnumerable<string> names)
    {
        var part = new List<string>();
        var bytes = 0;
        foreach (var name in names)
        {
            var length = Uri.EscapeDataString(name).Length + "%2C".Length;
            if (part.Count > 0 && bytes + length > MaxNamesBytes)
            {
                yield return string.Join(',', part);
                part.Clear();
                bytes = 0;
            }

            part.Add(name);
            bytes += length;
        }

        if (part.Count > 0)
        {
            yield return string.Join(',', part);
        }
    }

    private static async Task<FlinkAnswer<IReadOnlyList<MetricResponse>>> InPartsAsync(
        IEnumerable<string> names, Func<string, Task<FlinkAnswer<IReadOnlyList<MetricResponse>>>> ask)
    {
        ArgumentNullException.ThrowIfNull(names);
        var values = new List<MetricResponse>();
        foreach (var part in Parts(names))
        {
            switch (await ask(part))
            {
                case FlinkAnswer<IReadOnlyList<MetricResponse>>.Answered answered:
                    values.AddRange(answered.Value);
                    break;
                case var failed:
                    return failed;
            }
        }

        return new FlinkAnswer<IReadOnlyList<MetricResponse>>.Answered(values);
    }
}
