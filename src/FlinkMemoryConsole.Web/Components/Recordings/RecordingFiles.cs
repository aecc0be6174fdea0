namespace FlinkMemoryConsole.Web.Components.Recordings;

/// <summary>Recordings in the shelf's folder, by name only: a name from outside never leads out of it.</summary>
internal static class RecordingFiles
{
    private static readonly string[] Endings = [".jsonl", ".jsonl.gz"];

    /// <summary>Newest first; empty where the folder is not there or may not be read.</summary>
    public static FileInfo[] In(string folder)
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => IsRecording(file.Name)).OrderByDescending(file => file.LastWriteTimeUtc)]
                : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The file of that name, or null: no folders, no other kinds of files.</summary>
    public static FileInfo? Find(string folder, string name) => In(folder).FirstOrDefault(file => string.Equals(file.Name, name, StringComparison.Ordinal));

    /// <summary>The bare name of an upload with only letters, digits, dots, dashes and underscores; null where it is not that of a recording.</summary>
    public static string? SafeName(string name)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(bare.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-')).TrimStart('.');
        return IsRecording(safe) && safe.Length <= 120 && !Endings.Contains($".{safe}", StringComparer.OrdinalIgnoreCase) ? safe : null;
    }

    /// <summary>A path in the folder that does not exist yet.</summary>
    public static string FreeName(string folder, string name)
    {
        var ending = Endings.Last(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        var stem = name[..^ending.Length];
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => Path.Combine(folder, number == 1 ? name : $"{stem}-{number}{ending}"))
            .First(path => !File.Exists(path));
    }

    private static bool IsRecording(string name) => Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
