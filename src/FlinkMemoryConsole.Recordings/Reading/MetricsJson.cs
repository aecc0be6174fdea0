using System.Text.Json;

namespace FlinkMemoryConsole.Recordings.Reading;

internal static class MetricsJson
{
    /// <summary>Puts the members of one JSON object into <paramref name="state"/> and takes the names in a JSON array out of it.</summary>
    public static void Apply(Dictionary<string, string?> state, ReadOnlySpan<byte> changed, ReadOnlySpan<byte> removed)
    {
        // The order of the lab's own reader: a name both removed and changed stays.
        if (!removed.IsEmpty)
        {
            Utf8JsonReader names = new(removed);
            while (names.Read())
            {
                if (names.TokenType == JsonTokenType.String)
                {
                    state.Remove(names.GetString()!);
                }
            }
        }

        Utf8JsonReader reader = new(changed);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                state[name] = ReadValue(ref reader);
            }
        }
    }

    private static string? ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Null:
                return null;
            default:
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    return value.RootElement.GetRawText();
                }
        }
    }
}
