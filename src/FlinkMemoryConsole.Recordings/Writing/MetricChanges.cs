using System.Text.Json;

namespace FlinkMemoryConsole.Recordings.Writing;

internal static class MetricChanges
{
    public static void Write(Utf8JsonWriter writer, KeyValuePair<string, string?>[] changed, string[] removed)
    {
        writer.WriteStartObject("metrics");
        foreach (var (name, value) in changed)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        if (removed.Length > 0)
        {
            writer.WriteStartArray("removed");
            Array.ForEach(removed, writer.WriteStringValue);
            writer.WriteEndArray();
        }
    }
}
