using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>
/// What tests ask a cluster for, apart from the product's own client: a second witness, and the requests that change a cluster,
/// which the product never makes.
/// </summary>
public sealed class ClusterRest(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    private readonly Dictionary<string, string> _uploaded = new(StringComparer.Ordinal);

    public Uri Address { get; } = address;

    /// <summary>The JSON answer of a path without its first slash.</summary>
    /// <exception cref="HttpRequestException">No answer, or a status other than 2xx.</exception>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken = default) =>
        (await _http.GetFromJsonAsync<JsonNode>(path, cancellationToken))!;

    public async Task<bool> IsUpAsync(CancellationToken cancellationToken = default)
    {
        using var answer = await _http.GetAsync("overview", cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    public async Task<IReadOnlyList<string>> TaskManagerIdsAsync(CancellationToken cancellationToken = default) =>
        [.. (await GetAsync("taskmanagers", cancellationToken))["taskmanagers"]!.AsArray().Select(one => (string)one!["id"]!)];

    /// <summary>One metric of a process, as Flink sends it; null while it does not exist.</summary>
    public async Task<string?> MetricAsync(string process, string name, CancellationToken cancellationToken = default) =>
        (string?)(await GetAsync($"{process}/metrics?get={Uri.EscapeDataString(name)}", cancellationToken)).AsArray().FirstOrDefault()?["value"];

    /// <summary>Uploads the jar (once) and starts a job of it; gives the job's id.</summary>
    /// <exception cref="HttpRequestException">The cluster refused; the message is Flink's.</exception>
    public async Task<string> SubmitAsync(string jar, FlinkJob job, CancellationToken cancellationToken = default)
    {
        if (!_uploaded.TryGetValue(jar, out var id))
        {
            _uploaded[jar] = id = await UploadAsync(jar, cancellationToken);
        }

        using var answer = await _http.PostAsJsonAsync($"jars/{id}/run", new
        {
            entryClass = job.EntryClass,
            programArgsList = job.Arguments,
            parallelism = job.Parallelism,
            flinkConfiguration = job.Configuration,
        }, cancellationToken);
        return (string)(await AcceptedAsync(answer, cancellationToken))["jobid"]!;
    }

    /// <summary>The state of a job in Flink's words (<c>RUNNING</c>, <c>RESTARTING</c>, <c>FAILED</c> and so on).</summary>
    public async Task<string> JobStateAsync(string job, CancellationToken cancellationToken = default) =>
        (string)(await GetAsync($"jobs/{job}", cancellationToken))["state"]!;

    /// <summary>Cancels a job; it has ended only when <see cref="HasEndedAsync"/> says so.</summary>
    public async Task CancelAsync(string job, CancellationToken cancellationToken = default)
    {
        using var answer = await _http.PatchAsync($"jobs/{job}?mode=cancel", content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<bool> HasEndedAsync(string job, CancellationToken cancellationToken = default) =>
        await JobStateAsync(job, cancellationToken) is "FINISHED" or "FAILED" or "CANCELED";

    /// <summary>Whether every subtask of the job runs; a job is RUNNING long before. A subtask that runs has yet to ask for its remote channels and their buffers.</summary>
    public async Task<bool> AllSubtasksRunAsync(string job, CancellationToken cancellationToken = default)
    {
        var vertices = (await GetAsync($"jobs/{job}", cancellationToken))["vertices"]!.AsArray();
        return vertices.Count > 0 && vertices.All(vertex => (int)vertex!["tasks"]!["RUNNING"]! == (int)vertex["parallelism"]!);
    }

    /// <summary>
    /// Takes a checkpoint and tells whether it was completed: then its barriers came through every channel of every subtask, so all of them have what they need to run.
    /// False where the job has failed meanwhile.
    /// </summary>
    public async Task<bool> CompletesCheckpointAsync(string job, CancellationToken cancellationToken = default)
    {
        using var answer = await _http.PostAsJsonAsync($"jobs/{job}/checkpoints", new { checkpointType = "FULL" }, cancellationToken);
        var request = (string)(await AcceptedAsync(answer, cancellationToken))["request-id"]!;
        JsonNode? status = null;
        await Until.TrueAsync("the checkpoint is decided", async () => (string)(status = await GetAsync($"jobs/{job}/checkpoints/{request}", cancellationToken))["status"]!["id"]! is "COMPLETED", TimeSpan.FromMinutes(1), cancellationToken);
        return status!["operation"] is { } operation && operation["failureCause"] is null;
    }

    /// <summary>All that <c>/jobs/:id/exceptions</c> says, as text to search in.</summary>
    public async Task<string> ExceptionsAsync(string job, CancellationToken cancellationToken = default) =>
        await _http.GetStringAsync($"jobs/{job}/exceptions", cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<string> UploadAsync(string jar, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(jar);
        using var part = new StreamContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/x-java-archive");
        using var form = new MultipartFormDataContent { { part, "jarfile", Path.GetFileName(jar) } };
        using var answer = await _http.PostAsync("jars/upload", form, cancellationToken);
        return Path.GetFileName((string)(await AcceptedAsync(answer, cancellationToken))["filename"]!);
    }

    private static async Task<JsonNode> AcceptedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new HttpRequestException($"{answer.RequestMessage!.RequestUri} answered {(int)answer.StatusCode}: {text}", inner: null, answer.StatusCode);
    }
}

/// <summary>A job to start from a jar.</summary>
/// <param name="EntryClass">The class with <c>main</c>.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Parallelism">The default parallelism of its operators.</param>
/// <param name="Configuration">Options for this job alone; read by Flink 1.17 and later.</param>
public sealed record FlinkJob(string EntryClass, IReadOnlyList<string> Arguments, int Parallelism = 1, IReadOnlyDictionary<string, string>? Configuration = null);
