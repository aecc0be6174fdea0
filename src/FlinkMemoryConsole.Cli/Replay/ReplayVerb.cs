using System.CommandLine;
using System.Globalization;
using FlinkMemoryConsole.Cli.Record;
using FlinkMemoryConsole.Cli.Shared;
using FlinkMemoryConsole.Recordings;

namespace FlinkMemoryConsole.Cli.Replay;

/// <summary><c>flink-memory replay FILE [--port 8081] [--speed 1] [--at 60s]</c>: serves a recording as the cluster it was taken from.</summary>
internal static class ReplayVerb
{
    private const string Name = "replay";

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A recording." };
        Option<int> port = new("--port") { Description = "Port on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 8081 };
        Option<double> speed = new("--speed") { Description = "Seconds of the recording per second; 0 holds it.", DefaultValueFactory = _ => 1 };
        var at = DurationText.Option("--at", "Where to begin, such as 90s.");
        Command verb = new(Name, "Serves a recording as a Flink REST API, for this and other tools, until Ctrl-C. GET /replay says where it is, POST /replay?at=SECONDS&speed=N moves it. Exit code: 0, or 64 when the file or the port cannot be used.")
        {
            file, port, speed, at,
        };
        port.Validators.Add(result => Require(result.GetValueOrDefault<int>() is >= 0 and <= 65535, result, "--port is 0 to 65535."));
        speed.Validators.Add(result => Require(result.GetValueOrDefault<double>() is >= 0 and < 1e6, result, "--speed is 0 or more."));
        verb.SetAction((arguments, cancellation) => ReplayAsync(
            new(arguments.GetRequiredValue(file), arguments.GetValue(port), arguments.GetValue(speed), arguments.GetValue(at) ?? TimeSpan.Zero),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellation));
        return verb;
    }

    /// <summary>Serves until <paramref name="stop"/>.</summary>
    public static async Task<int> ReplayAsync(ReplayRequest request, TextWriter output, TextWriter error, CancellationToken stop)
    {
        try
        {
            using var recording = await Recording.OpenAsync(request.File, stop);
            if (recording.Cut is not null)
            {
                await Complaint.SayAsync(error, Name, $"{request.File} is not whole ({recording.Cut}); what could be read is served.");
            }

            using RecordingClock clock = new(recording);
            await using var server = await ReplayServer.StartAsync(recording, clock, request.Port, stop);
            clock.Seek(request.At);
            server.SetSpeed(request.Speed);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Replaying {recording.Duration.TotalSeconds:0.#} s of {request.File} on {server.Address} at {request.Speed}x; Ctrl-C stops."));
            await output.FlushAsync(stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception failure) when (failure is RecordingFormatException or IOException or UnauthorizedAccessException)
        {
            return await Complaint.EndAsync(error, Name, failure.Message);
        }
    }

    private static void Require(bool isMet, System.CommandLine.Parsing.OptionResult result, string message)
    {
        if (!isMet)
        {
            result.AddError(message);
        }
    }
}

/// <summary>What to replay.</summary>
/// <param name="Speed">Seconds of the recording per second; 0 holds it.</param>
internal sealed record ReplayRequest(string File, int Port, double Speed, TimeSpan At);
