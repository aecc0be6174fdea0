using System.IO.Compression;
using System.Text.Json;

namespace FlinkMemoryConsole.Tests.Recordings;

/// <summary>A recording read in the slowest and plainest way there is: the measure for the fast one.</summary>
internal sealed class PlainReading
{
    private readonly List<JsonElement> _lines = [];

    public long Length => _lines.Max(At);

    public static PlainReading Of(string path)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        PlainReading reading = new();
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line, new() { MaxDepth = 4096 });
            reading._lines.Add(document.RootElement.Clone());
        }

        return reading;
    }

    /// <summary>Some moments, forwards, then some backwards.</summary>
    public IEnumerable<long> Moments(int count) => [.. Enumerable.Range(1, count).Select(i => Length * i / count), .. Enumerable.Range(1, 5).Select(i => Length * (6 - i) / 7)];

    public Dictionary<string, string?>? MetricsAt(string path, long at)
    {
        Dictionary<string, string?>? metrics = null;
        foreach (var line in Of(path, at))
        {
            if (line.TryGetProperty("metrics", out var changed))
            {
                metrics ??= [];
                foreach (var name in line.TryGetProperty("removed", out var removed) ? removed.EnumerateArray() : default)
                {
                    metrics.Remove(name.GetString()!);
                }

                foreach (var metric in changed.EnumerateObject())
                {
                    metrics[metric.Name] = metric.Value.GetString();
                }
            }
        }

        return metrics;
    }

    public (int Status, string Body)? AnswerAt(string path, long at)
    {
        (int, string)? answer = null;
        var text = "";
        foreach (var line in Of(path, at))
        {
            var status = line.TryGetProperty("status", out var value) ? value.GetInt32() : 0;
            if (line.TryGetProperty("json", out var json))
            {
                answer = (status, json.GetRawText());
            }
            else if (line.TryGetProperty("text", out var whole))
            {
                answer = (status, text = whole.GetString()!);
            }
            else if (line.TryGetProperty("append", out var more))
            {
                answer = (status, text += more.GetString());
            }
            else if (line.TryGetProperty("down", out _))
            {
                answer = (0, "");
            }
        }

        return answer;
    }

    private IEnumerable<JsonElement> Of(string path, long at) => _lines.Where(line => line.TryGetProperty("get", out var get) && get.ValueEquals(path) && At(line) <= at);

    private static long At(JsonElement line) => line.TryGetProperty("t", out var t) ? t.GetInt64() : 0;
}
