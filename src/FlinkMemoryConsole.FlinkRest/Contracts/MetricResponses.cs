using System.Globalization;

namespace FlinkMemoryConsole.FlinkRest.Contracts;

/// <summary>A metric of one entity. Flink sends every value as text.</summary>
public sealed record MetricResponse
{
    public required string Id { get; init; }

    /// <summary>Null when only names were asked for.</summary>
    public string? Value { get; init; }

    /// <summary>The value as a number; null where it is absent, text, <c>NaN</c> or infinite. Flink's −1 for <em>unknown</em> is kept: what it means depends on the metric.</summary>
    public double? Number => double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

/// <summary>A metric aggregated over several entities; only what was asked for is there.</summary>
public sealed record AggregatedMetricResponse
{
    public required string Id { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public double? Avg { get; init; }

    public double? Sum { get; init; }

    /// <summary>Since 1.20.</summary>
    public double? Skew { get; init; }
}
