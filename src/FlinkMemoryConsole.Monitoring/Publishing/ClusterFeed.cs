using System.Collections.Immutable;

namespace FlinkMemoryConsole.Monitoring.Publishing;

/// <summary>Holds the newest snapshot of one cluster and tells every open page when it changes.</summary>
/// <param name="name">The cluster's name: the first segment of its pages' URLs.</param>
/// <param name="origin">The address that is watched, or the recording that is opened: shown on every page.</param>
public sealed class ClusterFeed(string name, string origin)
{
    private ImmutableList<Action> _listeners = [];

    public string Name => name;

    public string Origin => origin;

    /// <summary>Null until the first round is over.</summary>
    public ClusterSnapshot? Current { get; private set; }

    /// <summary>Calls <paramref name="listener"/> after each publication, on the poller's thread: it must return at once and not throw.</summary>
    public IDisposable Subscribe(Action listener)
    {
        ImmutableInterlocked.Update(ref _listeners, static (list, added) => list.Add(added), listener);
        return new Subscription(() => ImmutableInterlocked.Update(ref _listeners, static (list, removed) => list.Remove(removed), listener));
    }

    /// <summary>Called by the one poller of this cluster.</summary>
    public void Publish(ClusterSnapshot snapshot)
    {
        Current = snapshot;
        foreach (var listener in _listeners)
        {
            listener();
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
