using System.Globalization;
using System.Text.Json;

namespace FlinkMemoryConsole.Recordings.Serving;

/// <summary>Answers of Flink's metric endpoints, made from the metrics of one or many members (TaskManagers, jobs, subtasks).</summary>
internal static class MetricAggregation
{
    private static readonly string[] All = ["min", "max", "avg", "sum", "skew"];

    /// <summary>The list of names, or with <c>get=</c> the values of those that exist, in the order asked for.</summary>
    public static byte[] OfOne(IReadOnlyDictionary<string, string?> metrics, RequestQuery query) => Json.Array(writer =>
    {
        foreach (var name in query.List("get") ?? metrics.Keys)
        {
            if (query.List("get") is null)
            {
                WriteName(writer, name);
            }
            else if (metrics.TryGetValue(name, out var value))
            {
                writer.WriteStartObject();
                writer.WriteString("id", name);
                writer.WriteString("value", value);
                writer.WriteEndObject();
            }
        }
    });

    /// <summary>The names that any member has, or with <c>get=</c> the aggregates (<c>agg=</c>, default all) of the values that are numbers.</summary>
    public static byte[] OfMany(IReadOnlyList<IReadOnlyDictionary<string, string?>> members, RequestQuery query) => Json.Array(writer =>
    {
        if (query.List("get") is not { } names)
        {
            foreach (var name in members.SelectMany(member => member.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                WriteName(writer, name);
            }

            return;
        }

        var wanted = query.List("agg") ?? All;
        foreach (var name in names)
        {
            var values = members.Select(member => Number(member, name)).OfType<double>().ToArray();
            if (values.Length > 0)
            {
                WriteAggregates(writer, name, values, wanted);
            }
        }
    });

    private static void WriteName(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("id", name);
        writer.WriteEndObject();
    }

    private static void WriteAggregates(Utf8JsonWriter writer, string name, double[] values, IReadOnlyList<string> wanted)
    {
        var average = values.Average();
        writer.WriteStartObject();
        writer.WriteString("id", name);
        foreach (var aggregate in All.Where(wanted.Contains))
        {
            Json.WriteNumber(writer, aggregate, aggregate switch
            {
                "min" => values.Min(),
                "max" => values.Max(),
                "avg" => average,
                "sum" => values.Sum(),
                _ => average == 0 ? 0 : values.Average(value => Math.Abs(value - average)) / average * 100,
            });
        }

        writer.WriteEndObject();
    }

    private static double? Number(IReadOnlyDictionary<string, string?> member, string name) =>
        member.GetValueOrDefault(name) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
