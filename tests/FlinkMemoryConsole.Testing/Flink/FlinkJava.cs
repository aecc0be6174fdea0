namespace FlinkMemoryConsole.Testing.Flink;

/// <summary>Runs small Java programs against the very classes of a Flink: the measure for what the console computes as Flink does.</summary>
public static class FlinkJava
{
    /// <summary>Compiles the Java files below <paramref name="sources"/> and runs one of their main classes to its end.</summary>
    /// <exception cref="InvalidOperationException">The compiler or the program failed; the message holds what it printed.</exception>
    public static async Task<string> RunAsync(FlinkHome home, string sources, string mainClass, IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        var jar = await FlinkJobs.JarAsync(home, sources, cancellationToken);
        var classPath = string.Join(Path.PathSeparator, jar, Path.Combine(home.Folder, "lib", "*"));
        return await Command.OutputAsync("java", ["-XX:TieredStopAtLevel=1", "-cp", classPath, mainClass, .. arguments], cancellationToken);
    }
}
