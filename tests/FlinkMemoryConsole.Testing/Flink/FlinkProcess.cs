using System.Globalization;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>One JobManager or TaskManager of a test's cluster. Only ever signals the process that it started itself.</summary>
public sealed class FlinkProcess
{
    private readonly FlinkHome _home;
    private readonly string _script;
    private readonly Dictionary<string, string> _options;

    internal FlinkProcess(FlinkHome home, string work, string name, string script, Dictionary<string, string> options)
    {
        _home = home;
        _script = script;
        _options = options;
        Name = name;
        Folder = Path.Combine(work, name);
        Directory.CreateDirectory(LogFolder);
        Directory.CreateDirectory(Path.Combine(Folder, "tmp"));
    }

    /// <summary><c>jobmanager</c>, or the resource id of a TaskManager.</summary>
    public string Name { get; }

    /// <summary>Holds <c>conf</c>, <c>log</c>, <c>tmp</c> and the pid file of this process.</summary>
    public string Folder { get; }

    /// <summary>The id that the operating system gave the JVM; null before the first start.</summary>
    public int? Pid { get; private set; }

    /// <summary>What the start script printed last; Flink's refusal of a memory configuration stands here.</summary>
    public string StartOutput { get; private set; } = "";

    /// <summary>The options that the next start reads.</summary>
    public IReadOnlyDictionary<string, string> Options => _options;

    /// <summary>Whether the JVM runs: a process that ended but was not yet collected by its parent counts as ended.</summary>
    public bool IsAlive => Pid is { } pid && IsOurs(pid);

    private string LogFolder => Path.Combine(Folder, "log");

    /// <summary>All that this process has logged, over all its starts and with its standard output, oldest file first.</summary>
    public string LogText() => string.Concat(new DirectoryInfo(LogFolder).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc).Select(ReadShared));

    /// <summary>Changes options; they hold from the next start on. A null value takes the option out.</summary>
    public void Configure(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                _options.Remove(key);
            }
            else
            {
                _options[key] = value;
            }
        }
    }

    /// <summary>Starts the JVM with the script of the distribution, as an operator would.</summary>
    /// <exception cref="FlinkStartException">No JVM came to be; the message holds what the script printed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsAlive)
        {
            throw new InvalidOperationException($"{Name} runs already, with the process id {Pid}.");
        }

        FlinkConfigurationFile.Write(_home, Path.Combine(Folder, "conf"), _options);
        Pid = null;
        foreach (var stale in PidFiles())
        {
            File.Delete(stale);
        }

        var script = await Command.RunAsync("bash", [Path.Combine(_home.Folder, "bin", _script), "start"], cancellationToken, Folder, Environment());
        StartOutput = script.Output + script.Errors;
        Pid = PidFiles().Select(file => (int?)int.Parse(File.ReadLines(file).Last(), CultureInfo.InvariantCulture)).FirstOrDefault();
        if (Pid is null)
        {
            throw new FlinkStartException($"{Name} did not start: {StartOutput.Trim()}");
        }
    }

    /// <summary>Ends the process at once, as the kernel or a container platform does (SIGKILL), and waits until it is gone.</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => SignalAsync("KILL", cancellationToken);

    /// <summary>Asks the process to end (SIGTERM) and waits until it has.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => SignalAsync("TERM", cancellationToken);

    /// <summary>Holds the process still (SIGSTOP): it lives, but answers nobody, like one deep in collections.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken = default) => SendAsync("STOP", cancellationToken);

    /// <summary>Lets a frozen process go on (SIGCONT).</summary>
    public Task ThawAsync(CancellationToken cancellationToken = default) => SendAsync("CONT", cancellationToken);

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        await SendAsync(signal, cancellationToken);
        await Until.TrueAsync($"{Name} (process {Pid}) has ended after SIG{signal}", () => !IsAlive, TimeSpan.FromSeconds(60), cancellationToken);
    }

    private async Task SendAsync(string signal, CancellationToken cancellationToken)
    {
        if (IsAlive)
        {
            await Command.RunAsync("kill", [$"-{signal}", $"{Pid}"], cancellationToken);
        }
    }

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["FLINK_CONF_DIR"] = Path.Combine(Folder, "conf"),
        ["FLINK_LOG_DIR"] = LogFolder,
        ["FLINK_PID_DIR"] = Folder,

        // Both go into the names of log files, which a recording keeps: no user and no machine in there.
        ["FLINK_IDENT_STRING"] = "flink",
        ["HOSTNAME"] = "flink-host",
    };

    private string[] PidFiles() => Directory.GetFiles(Folder, "*.pid");

    /// <summary>A process id may be given to a stranger after ours ended, so the command line must name our folder.</summary>
    private bool IsOurs(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains(Folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string ReadShared(FileInfo file)
    {
        using var reader = new StreamReader(file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}

/// <summary>A Flink process that never came to be.</summary>
public sealed class FlinkStartException(string message) : Exception(message);
