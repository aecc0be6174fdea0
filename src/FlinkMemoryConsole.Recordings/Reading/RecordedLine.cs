using System.Text.Json;

namespace FlinkMemoryConsole.Recordings.Reading;

/// <summary>One line of a recording, taken apart without copying its JSON body.</summary>
internal sealed class RecordedLine
{
    // Flame graphs nest two levels for each stack frame.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8192 };
    private (int Start, int Length) _body;
    private (int Start, int Length) _removed;
    private byte[]? _text;

    public long At { get; private set; }

    public string? Path { get; private set; }

    public string? Source { get; private set; }

    public int Status { get; private set; }

    /// <summary>What the line says about its path; null when it says nothing that is known.</summary>
    public AnswerKind? Kind { get; private set; }

    public bool IsHeader { get; private set; }

    public bool IsEnd { get; private set; }

    public bool IsRecorderError { get; private set; }

    public string? StartedAt { get; private set; }

    public double EverySeconds { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Takes a line apart; null when it is no JSON object in the format's form.</summary>
    public static RecordedLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader reader = new(line, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            RecordedLine parsed = new();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (!parsed.ReadBody(name, ref reader))
                {
                    parsed.ReadField(name, ref reader);
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? parsed : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The answer, the addition to a text, or the changed metrics.</summary>
    /// <param name="line">The line that this was parsed from.</param>
    public ReadOnlySpan<byte> Body(ReadOnlySpan<byte> line) => _text ?? line.Slice(_body.Start, _body.Length);

    /// <summary>The names of metrics that are gone, a JSON array; may be empty.</summary>
    /// <param name="line">The line that this was parsed from.</param>
    public ReadOnlySpan<byte> Removed(ReadOnlySpan<byte> line) => line.Slice(_removed.Start, _removed.Length);

    private bool ReadBody(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "json":
                (Kind, _body) = (AnswerKind.Json, Raw(ref reader));
                return true;
            case "text" when reader.TokenType == JsonTokenType.String:
                (Kind, _text) = (AnswerKind.Text, Unescaped(reader));
                return true;
            case "append" when reader.TokenType == JsonTokenType.String:
                (Kind, _text) = (AnswerKind.Append, Unescaped(reader));
                return true;
            case "metrics" when reader.TokenType == JsonTokenType.StartObject:
                (Kind, _body) = (AnswerKind.Metrics, Raw(ref reader));
                return true;
            case "removed" when reader.TokenType == JsonTokenType.StartArray:
                _removed = Raw(ref reader);
                return true;
            case "down" when reader.TokenType == JsonTokenType.True:
                Kind = AnswerKind.Down;
                return true;
            default:
                return false;
        }
    }

    private void ReadField(string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "t": At = (long)reader.GetDouble(); break;
            case "get": Path = reader.GetString(); break;
            case "source": Source = reader.GetString(); break;
            case "status": Status = reader.GetInt32(); break;
            case "startedAt": StartedAt = reader.GetString(); break;
            case "everySeconds": EverySeconds = reader.GetDouble(); break;
            case "note": Note = reader.GetString(); break;
            default:
                IsHeader |= name is "recording";
                IsEnd |= name is "end";
                IsRecorderError |= name is "recorder";
                reader.Skip();
                break;
        }
    }

    private static (int Start, int Length) Raw(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed - start);
    }

    private static byte[] Unescaped(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.ToArray();
        }

        var text = new byte[reader.ValueSpan.Length];
        return text[..reader.CopyString(text)];
    }
}
