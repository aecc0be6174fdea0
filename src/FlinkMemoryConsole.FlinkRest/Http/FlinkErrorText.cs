using System.Text;
using System.Text.Json;

namespace FlinkMemoryConsole.FlinkRest.Http;

/// <summary>Flink's own message out of <c>{"errors":[…]}</c>, where it stands on top of a stack trace.</summary>
internal static class FlinkErrorText
{
    private const string ServerSide = "<Exception on server side:";
    private const int MaxLength = 500;

    /// <summary>The message, or null when the body is not Flink's.</summary>
    public static string? Extract(ReadOnlySpan<byte> body)
    {
        var texts = Errors(body);
        if (texts is null)
        {
            return null;
        }

        var text = texts.Find(candidate => candidate.Contains(ServerSide, StringComparison.Ordinal)) ?? texts.Find(candidate => !string.IsNullOrWhiteSpace(candidate)) ?? "";
        var start = text.IndexOf(ServerSide, StringComparison.Ordinal);
        var lines = (start < 0 ? text : text[(start + ServerSide.Length)..]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "" : Shorten(WithoutPackages(lines[0]));
    }

    private static List<string>? Errors(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("errors", out var errors)
                && errors.ValueKind == JsonValueKind.Array
                    ? [.. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.String).Select(error => error.GetString()!)]
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // "org.apache.flink.runtime.rest.NotFoundException: Job … not found" reads "Job … not found"; other classes keep their simple name.
    private static string WithoutPackages(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var className = colon < 0 ? line : line[..colon];
        if (className.Contains(' ', StringComparison.Ordinal) || !className.Contains('.', StringComparison.Ordinal))
        {
            return line;
        }

        var simple = className[(className.LastIndexOf('.') + 1)..];
        var message = colon < 0 ? "" : line[(colon + 2)..];
        return message.Length > 0 && simple is "NotFoundException" or "RestHandlerException" ? message : new StringBuilder(simple).Append(line.AsSpan(className.Length)).ToString();
    }

    private static string Shorten(string text) => text.Length <= MaxLength ? text : $"{text.AsSpan(0, MaxLength)}…";
}
