using System.Diagnostics;

namespace FlinkMemoryConsole.Testing;

/// <summary>
/// Cleans up however a test ends, even when the test host is killed: a shell in a session of its own waits for the end of a pipe that only this process
/// holds, then ends each process that a pid file in a folder below the given one names (and whose command line speaks of that folder: ids are given
/// again), and removes the given folder.
/// </summary>
public sealed class Watchdog : IAsyncDisposable
{
    private const string Script =
        """
        trap '' INT TERM HUP
        cat >/dev/null
        for file in "$1"/*/*.pid; do
          [ -e "$file" ] || continue
          while read -r pid; do
            if grep -qsF "$1/" "/proc/$pid/cmdline"; then kill -9 "$pid"; fi
          done <"$file"
        done
        rm -rf "$1"
        """;

    private readonly Process _shell;

    public Watchdog(string folder)
    {
        _shell = Process.Start(new ProcessStartInfo("setsid", ["bash", "-c", Script, "watchdog", folder]) { UseShellExecute = false, RedirectStandardInput = true })!;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
