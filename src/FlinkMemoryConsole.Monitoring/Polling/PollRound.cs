using FlinkMemoryConsole.FlinkRest;

namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>One round: its moment, and what went wrong in it.</summary>
internal sealed class PollRound(DateTimeOffset now)
{
    private readonly Lock _lock = new();
    private readonly List<string> _problems = [];

    public DateTimeOffset Now => now;

    /// <summary>The cluster answered something in this round.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The first reason why a question was not answered, and how many more there are; null when all were.</summary>
    public string? Problem
    {
        get
        {
            lock (_lock)
            {
                return _problems switch
                {
                    [] => null,
                    [var only] => only,
                    [var first, ..] => $"{first} ({_problems.Count - 1} more questions were not answered)",
                };
            }
        }
    }

    /// <summary>The value of an answer, or null, with its reason kept for the page. <em>Not found</em> is no problem of the cluster: things end.</summary>
    public T? Take<T>(FlinkAnswer<T> answer)
        where T : class => Take(answer, mayBeMissing: true);

    /// <summary>The value of an answer that every Flink gives, or null with the reason kept.</summary>
    public T? Require<T>(FlinkAnswer<T> answer)
        where T : class => Take(answer, mayBeMissing: false);

    private T? Take<T>(FlinkAnswer<T> answer, bool mayBeMissing)
        where T : class
    {
        lock (_lock)
        {
            switch (answer)
            {
                case FlinkAnswer<T>.Answered answered:
                    IsAnswered = true;
                    return answered.Value;
                case FlinkAnswer<T>.Failed { Kind: FlinkFailure.NotFound } when mayBeMissing:
                    IsAnswered = true;
                    return null;
                case FlinkAnswer<T>.Failed failed:
                    _problems.Add(failed.Reason);
                    return null;
                default:
                    return null;
            }
        }
    }
}
