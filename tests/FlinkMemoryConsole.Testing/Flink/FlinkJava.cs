namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Runs small Java programs against the very classes of a Flink: the measure for what the console computes as Flink does.</summary>
public static class FlinkJava
{
    /// <summary>Compiles the Java files below <paramref name="sources"/> and runs one of their main classes to its end.</summary>
    /// <exception cref="InvalidOperationException">The compiler or the program failed; the message holds what it printed.</exception>
    public static Task<string> RunAsync(FlinkHome home, string sources, string mainClass, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(home, sources, mainClass, arguments, ["-XX:TieredStopAtLevel=1"], cancellationToken);

    /// <summary>As above, but the JVM optimises as in production: slower to start, as fast as Flink can be.</summary>
    public static Task<string> RunOptimizedAsync(FlinkHome home, string sources, string mainClass, IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(home, sources, mainClass, arguments, [], cancellationToken);

    /// <summary>Runs a program that reads a file of lines and writes another with one answer a line; its arguments are the two files, in a folder of their own.</summary>
    public static async Task<string[]> AnswerAsync(FlinkHome home, string sources, string mainClass, IEnumerable<string> lines, CancellationToken cancellationToken = default)
    {
        var folder = Directory.CreateTempSubdirectory("flink-java-").FullName;
        try
        {
            var (asked, answered) = (Path.Combine(folder, "asked.jsonl"), Path.Combine(folder, "answered.jsonl"));
            await File.WriteAllLinesAsync(asked, lines, cancellationToken);
            await RunAsync(home, sources, mainClass, [asked, answered], cancellationToken);
            return await File.ReadAllLinesAsync(answered, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(FlinkHome home, string sources, string mainClass, IEnumerable<string> arguments, IEnumerable<string> flags, CancellationToken cancellationToken)
    {
        var jar = await FlinkJobs.JarAsync(home, sources, cancellationToken);
        var classPath = string.Join(Path.PathSeparator, jar, Path.Combine(home.Folder, "lib", "*"));
        return await Command.OutputAsync("java", [.. flags, "-cp", classPath, mainClass, .. arguments], cancellationToken);
    }
}
