using System.Text;
using System.Text.Json;

namespace FlinkMemoryConsole.Recordings.Writing;

/// <summary>Asks one cluster and writes the answers.</summary>
internal sealed class RecordingQuestions(HttpClient client, RecordingWriter writer, QuestionSchedule schedule, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Flink refuses a request line of more than 4,096 bytes.</summary>
    private const int LongestNames = 3000;

    /// <summary>Asks for a path and writes what changed; its JSON when it answered with 200.</summary>
    public async Task<JsonElement?> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(path, cancellationToken);
        if (response is null)
        {
            writer.WriteDown(path);
            return null;
        }

        if (!response.IsJson)
        {
            return await WriteTextAsync(path, response, cancellationToken);
        }

        if (await response.ReadAsync(cancellationToken) is not { } body)
        {
            writer.WriteDown(path);
            return null;
        }

        writer.WriteAnswer(path, response.Status, isJson: true, body);
        return response.Status == 200 ? Parse(body) : null;
    }

    /// <summary>Asks for a path when it is due.</summary>
    public async Task AskEveryAsync(TimeSpan every, string path, CancellationToken cancellationToken)
    {
        if (schedule.Take(path, every))
        {
            await AskAsync(path, cancellationToken);
        }
    }

    /// <summary>Whether a path is due; if so, it counts as asked.</summary>
    public bool IsDue(TimeSpan every, string path) => schedule.Take(path, every);

    /// <summary>Asks for every metric of a collection.</summary>
    public async Task AskMetricsAsync(string path, CancellationToken cancellationToken)
    {
        if (!schedule.Take(path, TimeSpan.Zero))
        {
            return;
        }

        var (names, isAnswered) = await ReadMetricsAsync(path, path, cancellationToken);
        if (names is null)
        {
            if (!isAnswered)
            {
                writer.WriteDown(path);
            }

            return;
        }

        Dictionary<string, string?> values = new(StringComparer.Ordinal);
        foreach (var batch in Batches(names.Keys))
        {
            if ((await ReadMetricsAsync(path, $"{path}?get={batch}", cancellationToken)).Metrics is not { } some)
            {
                return;
            }

            foreach (var (name, value) in some)
            {
                values[name] = value;
            }
        }

        writer.WriteMetrics(path, values);

        // The vertices of a wide job have tens of thousands: a thousand a second is enough.
        schedule.PutOff(path, TimeSpan.FromMilliseconds(Math.Max(0, names.Count - 1000)));
    }

    private async Task<(Dictionary<string, string?>? Metrics, bool IsAnswered)> ReadMetricsAsync(string path, string question, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(question, cancellationToken);
        if (response is null || await response.ReadAsync(cancellationToken) is not { } body)
        {
            return (null, false);
        }

        if (response.Status == 200 && response.IsJson && MetricAnswer.Parse(body) is { } metrics)
        {
            return (metrics, true);
        }

        writer.WriteAnswer(path, response.Status, response.IsJson, body);
        return (null, true);
    }

    private async Task<JsonElement?> WriteTextAsync(string path, RecordingResponse response, CancellationToken cancellationToken)
    {
        using var pass = writer.BeginText(path, response.Status);
        if (await response.CopyToAsync(pass, cancellationToken) is not { } length)
        {
            writer.WriteDown(path);
            return null;
        }

        writer.WriteText(path, pass);

        // Flink sends a log from its beginning each time: ten seconds for each 10 MB.
        schedule.PutOff(path, TimeSpan.FromSeconds(length / 1e6));
        return null;
    }

    private async Task<RecordingResponse?> SendAsync(string path, CancellationToken cancellationToken)
    {
        CancellationTokenSource limit = new(Patience, clock);
        var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Relative without its first slash, so that an address with a path (a proxy's) keeps it.
            var response = await client.GetAsync(new Uri(path[1..], UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, both.Token);
            return new(response, limit, both);
        }
        catch (Exception e) when (RecordingResponse.IsNoAnswer(e, cancellationToken))
        {
            both.Dispose();
            limit.Dispose();
            return null;
        }
    }

    private static IEnumerable<string> Batches(IEnumerable<string> names)
    {
        StringBuilder batch = new();
        foreach (var name in names.Select(Uri.EscapeDataString))
        {
            if (batch.Length > 0 && batch.Length + name.Length >= LongestNames)
            {
                yield return batch.ToString();
                batch.Clear();
            }

            batch.Append(batch.Length > 0 ? "," : "").Append(name);
        }

        if (batch.Length > 0)
        {
            yield return batch.ToString();
        }
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8192 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An answer on its way, with what is left of its time.</summary>
internal sealed class RecordingResponse(HttpResponseMessage response, CancellationTokenSource limit, CancellationTokenSource both) : IDisposable
{
    public int Status => (int)response.StatusCode;

    public bool IsJson => response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false;

    public static bool IsNoAnswer(Exception e, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>The whole body; null when it did not come to its end.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(both.Token);
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>Length of the body; null when it did not come to its end.</summary>
    public async Task<long?> CopyToAsync(TextPass pass, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(both.Token);
            var buffer = new byte[64 << 10];
            var length = 0L;
            for (int read; (read = await stream.ReadAsync(buffer, both.Token)) > 0; length += read)
            {
                pass.Push(buffer.AsSpan(0, read));
            }

            return length;
        }
        catch (Exception e) when (IsNoAnswer(e, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose()
    {
        response.Dispose();
        both.Dispose();
        limit.Dispose();
    }
}
