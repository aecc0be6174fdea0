using System.Diagnostics;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class Command
{
    /// <summary>Standard output, and standard error after it.</summary>
    public sealed record Result(int ExitCode, string Output, string Errors);

    public static async Task<Result> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new Result(process.ExitCode, await output, await errors);
    }

    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; the message holds what it printed.</exception>
    public static async Task<string> OutputAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await RunAsync(program, arguments, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{program} ended with {result.ExitCode}: {result.Output}{result.Errors}");
    }
}
