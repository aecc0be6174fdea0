using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkMemoryConsole.Core.Findings;

/// <summary>The document as the API and the command line give it: a contract.</summary>
public static class FindingsJson
{
    /// <summary>camelCase, enumerations as lower-case words, text as it is.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The document as JSON text.</summary>
    public static string Serialize(FindingsDocument document) => JsonSerializer.Serialize(document, Options);
}
