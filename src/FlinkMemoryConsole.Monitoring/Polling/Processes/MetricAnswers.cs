using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>From Flink's metric texts to numbers.</summary>
internal static class MetricAnswers
{
    /// <summary>By name, without what is no number or stands for none.</summary>
    public static IReadOnlyDictionary<string, double> Numbers(this IEnumerable<MetricResponse> metrics)
    {
        Dictionary<string, double> numbers = new(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            if (PolledMetrics.Number(metric.Value) is { } number)
            {
                numbers[metric.Id] = number;
            }
        }

        return numbers;
    }

    public static IEnumerable<string> Names(this IEnumerable<MetricResponse> metrics) => metrics.Select(metric => metric.Id);
}
