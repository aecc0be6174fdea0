using System.CommandLine;
using System.Globalization;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.Recordings;

namespace FlinkMemoryConsole.Cli.Record;

/// <summary><c>flink-memory record URL FILE [--for 60s] [--every 2s]</c>: writes what a cluster says about itself into a file.</summary>
internal static class RecordVerb
{
    private const int NoAnswer = 3;
    private const string Name = "record";

    public static Command Create()
    {
        Argument<string> url = new("URL") { Description = "REST address of the JobManager, such as http://localhost:8081." };
        Argument<string> file = new("FILE") { Description = "Where to write: gzip'd JSON lines; plain ones when the name ends with .jsonl." };
        var time = DurationText.Option("--for", "How long; without it until Ctrl-C or SIGTERM.");
        var every = DurationText.Option("--every", "From the start of one round to the next (default 2s).");
        Option<string> note = new("--note") { Description = "Anything to know about it, kept in the recording.", DefaultValueFactory = _ => "" };
        Option<bool> overwrite = new("--overwrite") { Description = "Replace FILE when it is there already." };
        Command verb = new(Name, "Records everything a cluster says about itself. Exit code: 0 recorded, 3 the cluster never answered, 64 the address or the file cannot be used.")
        {
            url, file, time, every, note, overwrite,
        };
        verb.SetAction((arguments, cancellation) => RecordAsync(
            new(
                arguments.GetRequiredValue(url),
                arguments.GetRequiredValue(file),
                arguments.GetValue(time),
                arguments.GetValue(every) ?? TimeSpan.FromSeconds(2),
                arguments.GetRequiredValue(note),
                arguments.GetValue(overwrite)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            TimeProvider.System,
            cancellation));
        return verb;
    }

    /// <summary>Records until the time is over or <paramref name="stop"/>; both are a proper end.</summary>
    public static async Task<int> RecordAsync(RecordRequest request, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken stop)
    {
        if (!Uri.TryCreate(request.Url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return await Complaint.EndAsync(error, Name, $"'{request.Url}' is no address. Write it as http://HOST:PORT.");
        }

        try
        {
            var writer = RecordingWriter.Create(request.File, request.Every, request.Note, clock, request.Overwrite);
            await using (writer)
            {
                return await RecordAsync(request, address, writer, output, error, clock, stop);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await Complaint.EndAsync(error, Name, failure.Message);
        }
    }

    private static async Task<int> RecordAsync(RecordRequest request, Uri address, RecordingWriter writer, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken stop)
    {
        using SocketsHttpHandler connections = new() { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20) };
        using HttpClient client = new(connections) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        using ClusterRecorder recorder = new(client, writer, request.Every, clock);
        using CancellationTokenSource over = new(request.Time ?? Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        await output.WriteLineAsync($"Recording {address} into {request.File}{(request.Time is null ? " until Ctrl-C" : "")}.");
        recorder.FirstRound += (_, _) =>
        {
            if (recorder.AnsweredRounds == 0)
            {
                error.WriteLine($"flink-memory record: {address} does not answer (yet); the recording goes on.");
            }
        };
        await recorder.RunAsync(either.Token);
        var elapsed = writer.Elapsed;
        await writer.DisposeAsync();
        var size = new FileInfo(request.File).Length / 1024.0;
        var silent = recorder.Rounds - recorder.AnsweredRounds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{request.File}: {elapsed.TotalSeconds:0.#} s, {recorder.Rounds} rounds, {writer.Lines} lines, {size:0.#} KB.{(silent > 0 ? $" The JobManager did not answer in {silent} of the rounds." : "")}"));
        return recorder.AnsweredRounds == 0 ? NoAnswer : 0;
    }
}

/// <summary>What to record.</summary>
/// <param name="Time">How long; null without end.</param>
internal sealed record RecordRequest(string Url, string File, TimeSpan? Time, TimeSpan Every, string Note = "", bool Overwrite = false);
