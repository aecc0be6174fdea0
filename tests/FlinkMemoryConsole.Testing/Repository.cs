namespace FlinkMemoryConsole.Testing;

/// <summary>Finds what tests need outside their own project.</summary>
public static class Repository
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path in the folder <c>shared</c> beside the repository (Flink distributions, golden data, recordings), or null where there is none.</summary>
    public static string? Shared(params string[] path)
    {
        var found = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. path]));
        return Path.Exists(found) ? found : null;
    }

    /// <summary>Above the built tests; scripts of the repository are built elsewhere and are run from within it.</summary>
    private static string FindRoot() =>
        RootAbove(AppContext.BaseDirectory) ?? RootAbove(Environment.CurrentDirectory)
        ?? throw new InvalidOperationException($"No FlinkMemoryConsole.sln above {AppContext.BaseDirectory} or {Environment.CurrentDirectory}.");

    private static string? RootAbove(string path)
    {
        var folder = new DirectoryInfo(path);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FlinkMemoryConsole.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
