namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>What a verb has to say beside its answer: one line on the standard error. Names and texts from files are in it, so nothing of it reaches a terminal unseen.</summary>
internal static class Complaint
{
    /// <summary>The exit code of a call that is wrong, or of an input that cannot be read.</summary>
    public const int Usage = 64;

    /// <summary>Says it and goes on.</summary>
    public static Task SayAsync(TextWriter error, string verb, string message) => error.WriteLineAsync(Printable.Of($"flink-memory {verb}: {message}"));

    /// <summary>Says it and ends with <see cref="Usage"/>.</summary>
    public static async Task<int> EndAsync(TextWriter error, string verb, string message)
    {
        await SayAsync(error, verb, message);
        return Usage;
    }
}
