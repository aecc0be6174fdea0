using System.Text.Json;
using FlinkMemoryConsole.Recordings.Serving;

namespace FlinkMemoryConsole.Recordings.Writing;

/// <summary>A request as a recording names it.</summary>
internal sealed class CapturedRequest
{
    private readonly string? _source;
    private readonly RequestQuery _query;
    private readonly bool _isCollection;

    public CapturedRequest(Uri address, string? source)
    {
        _source = source;
        _query = RequestQuery.Parse(address.Query);
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        path = source is null && path.StartsWith("/v1/", StringComparison.Ordinal) ? path[3..] : path;

        // Only the metrics of one member are kept by name; sums over many are an answer like any other, under the question that was asked.
        _isCollection = source is null && path.EndsWith("/metrics", StringComparison.Ordinal) && path is not ("/taskmanagers/metrics" or "/jobs/metrics")
            && !path.Contains("/subtasks/", StringComparison.Ordinal) && _query.List("agg") is null;
        Path = _isCollection ? path : source is null ? path + address.Query : address.PathAndQuery;
    }

    public string Path { get; }

    /// <summary>Begins to take in the body of an answer.</summary>
    public CapturedBody Begin(RecordingWriter writer, HttpResponseMessage response)
    {
        var isJson = response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false;
        return new(this, (int)response.StatusCode, isJson ? null : writer.BeginText(Path, (int)response.StatusCode, _source));
    }

    public void WriteTo(RecordingWriter writer, int status, ReadOnlyMemory<byte> json)
    {
        if (!_isCollection || status != 200 || !TryWriteMetrics(writer, json))
        {
            writer.WriteAnswer(Path, status, isJson: true, json, _source);
        }
    }

    public void WriteTo(RecordingWriter writer, TextPass text) => writer.WriteText(Path, text, _source);

    private bool TryWriteMetrics(RecordingWriter writer, ReadOnlyMemory<byte> json)
    {
        if (MetricAnswer.Parse(json) is not { } metrics)
        {
            return false;
        }

        if (_query.List("get") is { } asked)
        {
            writer.WriteSomeMetrics(Path, asked, metrics);
        }
        else if (metrics.Count == 0)
        {
            // A list of names says no values. An empty one says that there are none.
            writer.WriteMetrics(Path, metrics);
        }

        return true;
    }
}

/// <summary>Takes in the body of an answer while a client reads it.</summary>
internal sealed class CapturedBody(CapturedRequest request, int status, TextPass? text) : IDisposable
{
    /// <summary>More JSON than this is not recorded.</summary>
    private const int LongestJson = 64 << 20;
    private readonly MemoryStream _json = new();
    private bool _isTooLong;

    public void Push(ReadOnlySpan<byte> bytes)
    {
        text?.Push(bytes);
        _isTooLong |= _json.Length + bytes.Length > LongestJson;
        if (text is null && !_isTooLong)
        {
            _json.Write(bytes);
        }
    }

    public void WriteTo(RecordingWriter writer)
    {
        if (text is not null)
        {
            request.WriteTo(writer, text);
        }
        else if (!_isTooLong)
        {
            request.WriteTo(writer, status, _json.ToArray());
        }
    }

    public void Dispose()
    {
        text?.Dispose();
        _json.Dispose();
    }
}

/// <summary>Flink's answer to a question for metrics: <c>[{"id":…,"value":…}]</c>.</summary>
internal static class MetricAnswer
{
    /// <summary>Values by name, null where there is only a name; null when the answer has another form.</summary>
    public static Dictionary<string, string?>? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Dictionary<string, string?> metrics = new(StringComparer.Ordinal);
            foreach (var metric in document.RootElement.EnumerateArray())
            {
                var value = metric.TryGetProperty("value", out var found) ? found : default;
                metrics[metric.GetProperty("id").GetString()!] = value.ValueKind switch
                {
                    JsonValueKind.Undefined or JsonValueKind.Null => null,
                    JsonValueKind.String => value.GetString(),
                    _ => value.GetRawText(),
                };
            }

            return metrics;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
