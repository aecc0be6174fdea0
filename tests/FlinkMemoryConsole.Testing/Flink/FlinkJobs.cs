using System.Security.Cryptography;
using System.Text;

namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Makes a jar of the repository's Java jobs (<c>docker/jobs</c>), compiled against the very Flink that shall run it.</summary>
public static class FlinkJobs
{
    private static readonly SemaphoreSlim Compiling = new(1);

    /// <summary>The path of the jar. It is compiled once for each content of the sources and each version of Flink, and kept below <c>artifacts</c>.</summary>
    /// <exception cref="InvalidOperationException">The compiler refused; the message is its output.</exception>
    public static Task<string> JarAsync(FlinkHome home, CancellationToken cancellationToken = default) =>
        JarAsync(home, Path.Combine(Repository.Root, "docker", "jobs"), cancellationToken);

    /// <summary>As above, from the Java files below another folder.</summary>
    public static async Task<string> JarAsync(FlinkHome home, string sources, CancellationToken cancellationToken = default)
    {
        var files = Directory.EnumerateFiles(sources, "*.java", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var jar = Path.Combine(Repository.Root, "artifacts", "flink-jobs", $"{Path.GetFileName(sources)}-{home.Version}-{HashOf(files)}.jar");
        await Compiling.WaitAsync(cancellationToken);
        try
        {
            if (!File.Exists(jar))
            {
                await CompileAsync(home, files, jar, cancellationToken);
            }
        }
        finally
        {
            Compiling.Release();
        }

        return jar;
    }

    private static async Task CompileAsync(FlinkHome home, List<string> files, string jar, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("flink-jobs-").FullName;
        try
        {
            var classes = Path.Combine(work, "classes");
            var packed = Path.Combine(work, "jobs.jar");
            await Command.OutputAsync("javac", ["--release", "11", "-Xlint:-options", "-cp", Path.Combine(home.Folder, "lib", "*"), "-d", classes, .. files], cancellationToken);
            await Command.OutputAsync("jar", ["--create", "--file", packed, "-C", classes, "."], cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(jar)!);
            File.Move(packed, jar, overwrite: true);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static string HashOf(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
