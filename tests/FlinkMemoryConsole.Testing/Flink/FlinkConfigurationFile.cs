using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Writes the configuration folder of one process: the distribution's own logging files, and options in the form its version reads.</summary>
internal static partial class FlinkConfigurationFile
{
    /// <summary>What a session cluster of one machine needs, however small it shall be; a test's options win over these.</summary>
    public static Dictionary<string, string> Defaults(FlinkHome home, int restPort, int rpcPort) => new(StringComparer.Ordinal)
    {
        ["env.java.opts.all"] = ModuleFlags(home),
        ["jobmanager.rpc.address"] = "localhost",
        ["jobmanager.rpc.port"] = $"{rpcPort}",
        ["jobmanager.bind-host"] = "localhost",
        ["jobmanager.memory.process.size"] = "1024m",
        ["rest.address"] = "localhost",
        ["rest.bind-address"] = "127.0.0.1",
        ["rest.port"] = $"{restPort}",
        ["rest.flamegraph.enabled"] = "true",
        ["taskmanager.host"] = "localhost",
        ["taskmanager.bind-host"] = "localhost",
        ["taskmanager.memory.process.size"] = "1024m",
        ["heartbeat.interval"] = "5000",
        ["heartbeat.timeout"] = "20000",
    };

    public static void Write(FlinkHome home, string folder, IEnumerable<KeyValuePair<string, string>> options)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(home.Folder, "conf")).Where(file => Path.GetFileName(file) is not ("config.yaml" or "flink-conf.yaml")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        // Flink reads config.yaml (true YAML) since 1.19; before, flink-conf.yaml, which knows no quotes.
        var yaml = System.Version.Parse(home.Version) >= new Version(1, 19);
        var lines = options.Select(option => yaml ? $"{option.Key}: {JsonSerializer.Serialize(option.Value)}" : $"{option.Key}: {option.Value}");
        File.WriteAllLines(Path.Combine(folder, yaml ? "config.yaml" : "flink-conf.yaml"), lines);
    }

    /// <summary>The flags that open the JDK's modules to Flink; they differ by version, so the distribution's own are taken.</summary>
    private static string ModuleFlags(FlinkHome home) =>
        Directory.EnumerateFiles(Path.Combine(home.Folder, "conf"), "*.yaml")
            .Select(file => OptsAll().Match(File.ReadAllText(file)).Groups["flags"].Value.Trim())
            .FirstOrDefault(flags => flags.Length > 0) ?? "";

    [GeneratedRegex(@"^\s*(env\.java\.opts\.)?all:\s*(?<flags>--add.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OptsAll();
}
