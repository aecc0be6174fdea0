using System.Diagnostics;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>
/// Cleans up after a cluster however the test ends, even when the test host is killed: a shell in a session of its own waits for the end of a pipe
/// that only this process holds, then ends each JVM that a pid file in the folder names, and removes the folder.
/// </summary>
internal sealed class ClusterWatchdog : IAsyncDisposable
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

    public ClusterWatchdog(string folder)
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
