using System.Text.RegularExpressions;
using Xunit.v3;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>An unpacked Flink distribution on this machine.</summary>
/// <param name="Folder">The folder that holds <c>bin</c>, <c>conf</c> and <c>lib</c>; never written to.</param>
/// <param name="Version">Read from the name of <c>lib/flink-dist-VERSION.jar</c>.</param>
public sealed partial record FlinkHome(string Folder, string Version)
{
    /// <summary>The last release line of Flink 1.x that tests run against.</summary>
    public const string Flink1 = "1.20.5";

    /// <summary>The release of Flink 2.x that tests run against.</summary>
    public const string Flink2 = "2.3.0";

    private static readonly SemaphoreSlim Unpacking = new(1);

    /// <summary>
    /// The home for a test that needs a Flink of this version: <c>FLINK_HOME</c> when it holds the same major version,
    /// else what <c>../shared/flink/flink-home</c> unpacks. Null where there is neither.
    /// </summary>
    public static async Task<FlinkHome?> FindAsync(string version, CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable("FLINK_HOME") is { Length: > 0 } folder)
        {
            var given = Open(folder);
            if (string.Equals(MajorOf(given.Version), MajorOf(version), StringComparison.Ordinal))
            {
                return given;
            }
        }

        return Repository.Shared("flink", "flink-home") is { } unpack ? await UnpackAsync(unpack, version, cancellationToken) : null;
    }

    /// <summary>As <see cref="FindAsync"/>, but the test that asks is reported as skipped, with the reason, where no Flink is to be had.</summary>
    public static async Task<FlinkHome> RequireAsync(string version, CancellationToken cancellationToken = default) =>
        await FindAsync(version, cancellationToken)
        ?? throw new InvalidOperationException($"{DynamicSkipToken.Value}No Flink {MajorOf(version)}.x: set FLINK_HOME to an unpacked Flink {version}.");

    /// <summary>Reads what is in a folder that somebody says is a Flink.</summary>
    /// <exception cref="DirectoryNotFoundException">It is none.</exception>
    public static FlinkHome Open(string folder)
    {
        var lib = Path.Combine(folder, "lib");
        var distribution = Directory.Exists(lib) ? Directory.EnumerateFiles(lib, "flink-dist-*.jar").FirstOrDefault() : null;
        return distribution is not null
            ? new FlinkHome(Path.GetFullPath(folder), DistributionName().Match(distribution).Groups["version"].Value)
            : throw new DirectoryNotFoundException($"'{folder}' is no Flink home: it has no lib/flink-dist-*.jar.");
    }

    private static async Task<FlinkHome> UnpackAsync(string script, string version, CancellationToken cancellationToken)
    {
        await Unpacking.WaitAsync(cancellationToken);
        try
        {
            return Open((await Command.OutputAsync("bash", [script, version], cancellationToken)).Trim());
        }
        finally
        {
            Unpacking.Release();
        }
    }

    private static string MajorOf(string version) => version.Split('.')[0];

    [GeneratedRegex(@"flink-dist-(?<version>[\d.]+)(-\w+)?\.jar$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DistributionName();
}
