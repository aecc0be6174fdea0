using System.Diagnostics;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Runs a program to its end and keeps what it printed. One that is not waited for any longer is ended, and nothing that it started outlives it.</summary>
internal static class Command
{
    /// <summary>No program of a test needs as long, on the slowest machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Standard output, and standard error after it.</summary>
    public sealed record Result(int ExitCode, string Output, string Errors);

    /// <param name="limit">Ten minutes where it is not given.</param>
    /// <exception cref="TimeoutException">It did not end in time; the message holds what the threads of a JVM were doing.</exception>
    public static async Task<Result> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(limit ?? Limit, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"'{program} {string.Join(' ', start.ArgumentList)}' had not ended after {(limit ?? Limit).TotalSeconds} s. {await ThreadsAsync(program, process)}", exception);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

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

    private static async Task<string> ThreadsAsync(string program, Process process) =>
        program is "java" ? (await RunAsync("jstack", [$"{process.Id}"], CancellationToken.None, limit: TimeSpan.FromMinutes(1))).Output : "";
}
