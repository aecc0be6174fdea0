namespace FlinkMemoryConsole.Core.Wizards.Check;

/// <summary>Whether a change helped.</summary>
/// <param name="Why">One sentence with its numbers.</param>
public abstract record CheckResult(string Why)
{
    /// <summary>Nothing is remembered to compare with.</summary>
    public sealed record NotAsked(string Why) : CheckResult(Why);

    /// <summary>The change was not seen yet.</summary>
    public sealed record Waiting(string Why) : CheckResult(Why);

    /// <summary>The change was seen, and it is too early to judge.</summary>
    /// <param name="Until">When the time to watch is over; null while that cannot be said.</param>
    public sealed record NotEnoughData(string Why, DateTimeOffset? Until) : CheckResult(Why);

    public sealed record Cured(string Why) : CheckResult(Why);

    /// <param name="FullAt">When the memory will be full at the present pace; null where it has failed already, or does not rise.</param>
    public sealed record NotCured(string Why, DateTimeOffset? FullAt) : CheckResult(Why);
}
