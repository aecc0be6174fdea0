using System.CommandLine;
using FlinkMemoryConsole.Cli.Record;

namespace FlinkMemoryConsole.Cli.Diagnose;

/// <summary><c>flink-memory diagnose URL [--for 60s]</c> and <c>diagnose --recording FILE</c>: says what is wrong with the memory of a cluster.</summary>
internal static class DiagnoseVerb
{
    private const string ExitCodes = "Exit code: 0 healthy, 1 warning, 2 critical, 3 cannot tell or cannot reach, 64 wrong usage.";

    public static Command Create()
    {
        Argument<string?> url = new("URL") { Description = "REST address of the JobManager, such as http://localhost:8081.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> recording = new("--recording") { Description = "A recording to diagnose instead of a running cluster.", HelpName = "FILE" };
        var time = DurationText.Option("--for", "How long to watch a running cluster (default 60s).");
        Option<bool> json = new("--json") { Description = "Print the findings as a JSON document." };
        Command verb = new("diagnose", $"Says what is wrong with the memory of a cluster, why, and what to change. {ExitCodes}") { url, recording, time, json };
        verb.Validators.Add(result =>
        {
            var (hasUrl, hasRecording) = (result.GetValue(url) is not null, result.GetValue(recording) is not null);
            if (hasUrl == hasRecording)
            {
                result.AddError("Give the URL of a cluster or --recording FILE, and not both.");
            }
            else if (hasRecording && result.GetResult(time) is { Implicit: false })
            {
                result.AddError("--for is for running clusters: a recording is always read to its end.");
            }
            else if (hasUrl && !IsAddress(result.GetValue(url)!))
            {
                result.AddError($"'{result.GetValue(url)}' is no address. Write it as http://HOST:PORT.");
            }
        });
        verb.SetAction((arguments, cancellation) =>
        {
            var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
            Diagnosis diagnosis = new(output, error, arguments.GetValue(json), IsTerminal(output), TimeProvider.System);
            return arguments.GetValue(recording) is { } file
                ? diagnosis.OfRecordingAsync(file, cancellation)
                : diagnosis.OfClusterAsync(new Uri(arguments.GetValue(url)!), arguments.GetValue(time) ?? TimeSpan.FromSeconds(60), cancellation);
        });
        return verb;
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsTerminal(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null;
}
