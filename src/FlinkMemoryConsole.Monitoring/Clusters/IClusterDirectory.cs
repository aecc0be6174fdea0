using System.Collections.Immutable;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Monitoring.Clusters;

/// <summary>All clusters that the console has open, live ones and recordings. What the pages know of Monitoring begins here.</summary>
public interface IClusterDirectory
{
    /// <summary>In the order of the settings, opened recordings last.</summary>
    ImmutableArray<WatchedCluster> Clusters { get; }

    /// <summary>The cluster of that name, or null. Names are compared without regard to case, as URLs are.</summary>
    WatchedCluster? Find(string name);
}

/// <summary>One cluster: what is published about it, and what can be asked of it.</summary>
/// <param name="Feed">The newest snapshot, and a call at each new one.</param>
/// <param name="Inspector">Logs, thread dumps and flame graphs on demand.</param>
/// <param name="Transport">Play, pause and seek; null for a live cluster.</param>
public sealed record WatchedCluster(ClusterFeed Feed, IProcessInspector Inspector, IRecordingTransport? Transport);

/// <summary>The tape deck of an opened recording. One position for all who look at it.</summary>
public interface IRecordingTransport
{
    DateTimeOffset StartedAt { get; }

    TimeSpan Duration { get; }

    /// <summary>From zero to <see cref="Duration"/>.</summary>
    TimeSpan Position { get; }

    /// <summary>Recorded seconds per second: 1 is as it was.</summary>
    double Speed { get; }

    bool IsPlaying { get; }

    void Play();

    void Pause();

    void SetSpeed(double speed);

    /// <summary>Goes to a position; going back forgets what came after it.</summary>
    void Seek(TimeSpan position);
}
