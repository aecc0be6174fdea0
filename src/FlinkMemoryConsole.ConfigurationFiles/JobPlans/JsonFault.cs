using System.Globalization;
using System.Text.Json;

namespace FlinkMemoryConsole.ConfigurationFiles.JobPlans;

/// <summary>What is wrong with a text that is no JSON, in words for people.</summary>
public static class JsonFault
{
    private const string Duplicate = "Duplicate property ";

    private static readonly string[] ForProgrammers = [" LineNumber: ", " Path: ", " Change the reader options", " Cannot read next JSON", " which is not supported in this mode", " encountered during deserialization"];

    /// <summary>The parser's words without its advice to programmers, with the place: <c>'}' is an invalid start of a value, at byte 64</c>. No full stop.</summary>
    /// <param name="failure">Of a parser over the whole text; bytes are counted from 0 in each line, lines from 1.</param>
    public static string Of(JsonException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);

        var end = ForProgrammers.Select(words => failure.Message.IndexOf(words, StringComparison.Ordinal)).Where(index => index >= 0).DefaultIfEmpty(failure.Message.Length).Min();
        var line = failure.LineNumber is > 0 and var number ? string.Create(CultureInfo.InvariantCulture, $" of line {number + 1}") : "";
        var place = failure.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $", at byte {position}{line}") : "";
        var words = failure.Message[..end].TrimEnd(' ', '.').Replace("Expected depth to be zero at the end of the JSON payload. ", "", StringComparison.Ordinal);
        return words.StartsWith(Duplicate, StringComparison.Ordinal) ? $"the name {words[Duplicate.Length..]} comes twice" : words + place;
    }
}
