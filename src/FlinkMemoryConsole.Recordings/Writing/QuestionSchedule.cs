namespace FlinkMemoryConsole.Recordings.Writing;

/// <summary>When each path is due again that is not asked in every round.</summary>
internal sealed class QuestionSchedule(TimeProvider clock)
{
    private readonly Dictionary<string, TimeSpan> _due = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Whether the path is due; if so, it is due again after <paramref name="every"/>.</summary>
    public bool Take(string path, TimeSpan every)
    {
        lock (_lock)
        {
            var now = clock.GetElapsedTime(_start);
            if (_due.TryGetValue(path, out var due) && now < due)
            {
                return false;
            }

            _due[path] = now + every;
            return true;
        }
    }

    /// <summary>Puts off a path that turned out to be expensive.</summary>
    public void PutOff(string path, TimeSpan by)
    {
        lock (_lock)
        {
            var due = clock.GetElapsedTime(_start) + by;
            _due[path] = _due.TryGetValue(path, out var planned) && planned > due ? planned : due;
        }
    }
}
