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

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlinkMemoryConsole.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlinkMemoryConsole.sln above {AppContext.BaseDirectory}.");
    }
}
