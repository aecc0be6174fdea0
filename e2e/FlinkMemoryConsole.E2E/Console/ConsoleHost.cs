using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FlinkMemoryConsole.Testing;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.E2E.Console;

/// <summary>The console as users run it: the built program in a process of its own, on a free port.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Watchdog _watchdog;
    private readonly Process _process;

    private ConsoleHost(string? flinkUrl, IReadOnlyList<string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("flink-console-").FullName;
        _watchdog = new Watchdog(folder);
        var recordings = Directory.CreateDirectory(Path.Combine(folder, "recordings")).FullName;
        Address = $"http://127.0.0.1:{FreePorts.Find(1)[0]}";
        var start = new ProcessStartInfo("dotnet", [Program, $"--Flink:RecordingsFolder={recordings}", $"--Checks:Folder={Path.Combine(folder, "checks")}", .. settings])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = recordings,
        };
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["FLINK_URL"] = flinkUrl;
        _process = Process.Start(start)!;
        File.WriteAllText(Path.Combine(recordings, "console.pid"), _process.Id.ToString(CultureInfo.InvariantCulture) + "\n");
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }

    /// <summary>All that the console has printed.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Built beside this test, in the same configuration.</summary>
    private static string Program =>
        Path.Combine(Repository.Root, "artifacts", "bin", "FlinkMemoryConsole.Web", new DirectoryInfo(AppContext.BaseDirectory).Name, "FlinkMemoryConsole.Web.dll");

    /// <summary>Starts the console and waits until it answers. Without an address of a Flink it opens its built-in recording.</summary>
    public static async Task<ConsoleHost> StartAsync(string? flinkUrl, CancellationToken cancellationToken, params IReadOnlyList<string> settings)
    {
        var console = new ConsoleHost(flinkUrl, settings);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(console.Address) };
            await Until.TrueAsync("the console answers", () => console.IsUpAsync(http, cancellationToken), TimeSpan.FromMinutes(1), cancellationToken);
            return console;
        }
        catch (Exception exception)
        {
            await console.DisposeAsync();
            throw new InvalidOperationException($"The console did not start. It said:\n{console.Output}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync();
        _process.Dispose();
    }

    private async Task<bool> IsUpAsync(HttpClient http, CancellationToken cancellationToken)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The console ended with exit code {_process.ExitCode}.");
        }

        try
        {
            using var answer = await http.GetAsync("healthz", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
