namespace FlinkMemoryConsole.Monitoring.Polling;

/// <summary>
/// Decides whether something slow or heavy is worth asking again: when its signature changed, once more after that (Flink answers from caches
/// that are some seconds old), and after <paramref name="every"/> at the latest.
/// </summary>
internal sealed class ChangeGate(TimeSpan every)
{
    private string? _signature;
    private bool _settled;
    private DateTimeOffset _askedAt;

    /// <summary>True when it should be asked now; the answer is taken as asked.</summary>
    public bool Opens(string signature, DateTimeOffset now)
    {
        var changed = !string.Equals(_signature, signature, StringComparison.Ordinal);
        if (!changed && _settled && now - _askedAt < every)
        {
            return false;
        }

        _settled = !changed;
        _signature = signature;
        _askedAt = now;
        return true;
    }

    /// <summary>The next question is due whatever the signature, because the last one failed.</summary>
    public void Reopen() => _signature = null;
}
