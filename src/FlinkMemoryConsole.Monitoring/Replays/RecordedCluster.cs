using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Recordings;

namespace FlinkMemoryConsole.Monitoring.Replays;

/// <summary>A recording that is open in the console: one position for all who look, moved by its transport.</summary>
public sealed class RecordedCluster : IRecordingTransport, IDisposable
{
    /// <summary>Pages are told no more often, however fast the tape runs.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Recording _recording;
    private readonly RecordingClock _clock;
    private readonly RecordedRun _run;
    private readonly ClusterFeed _feed;
    private readonly SemaphoreSlim _changed = new(0);
    private volatile bool _isClosed;

    /// <summary>Opens a recording at its end: all of it is known.</summary>
    /// <param name="name">Its name in URLs.</param>
    /// <param name="path">Where it came from.</param>
    /// <param name="recording">Belongs to this object from now on.</param>
    /// <param name="wall">What it is played by.</param>
    public RecordedCluster(string name, string path, Recording recording, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(recording);

        _recording = recording;
        _clock = new(recording, wall);
        _clock.Seek(recording.Duration);
        _clock.Changed += (_, _) => _changed.Release();
        _run = new(name, path, recording);
        _feed = new(name, path);
        Watched = new(_feed, _run.Inspector, this);
    }

    /// <summary>What the pages see.</summary>
    public WatchedCluster Watched { get; }

    /// <inheritdoc/>
    public DateTimeOffset StartedAt => _recording.StartedAt;

    /// <inheritdoc/>
    public TimeSpan Duration => _recording.Duration;

    /// <inheritdoc/>
    public TimeSpan Position => _clock.Position;

    /// <inheritdoc/>
    public double Speed => _clock.Speed;

    /// <inheritdoc/>
    public bool IsPlaying => _clock.IsPlaying;

    /// <inheritdoc/>
    public void Play()
    {
        if (_clock.Position >= Duration)
        {
            _clock.Seek(TimeSpan.Zero);
        }

        _clock.Play();
    }

    /// <inheritdoc/>
    public void Pause() => _clock.Pause();

    /// <inheritdoc/>
    public void SetSpeed(double speed) => _clock.SetSpeed(speed);

    /// <inheritdoc/>
    public void Seek(TimeSpan position) => _clock.Seek(position);

    /// <summary>Follows the transport until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!_isClosed && !cancellationToken.IsCancellationRequested)
        {
            await CatchUpAsync(cancellationToken);
            var wait = _clock.IsPlaying ? Tick : Timeout.InfiniteTimeSpan;
            await _changed.WaitAsync(wait, cancellationToken);
        }
    }

    /// <summary>Ends <see cref="RunAsync"/>; pages that still show it keep what was published last.</summary>
    public void Close()
    {
        _isClosed = true;
        _changed.Release();
    }

    /// <summary>Brings what is published to the transport's position.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var target = Whole(_clock.Position);
        if (_run.Position == target && _feed.Current is not null)
        {
            return;
        }

        await _run.GoToAsync(target, cancellationToken);
        if (_run.Current is { } snapshot)
        {
            _feed.Publish(snapshot);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _clock.Dispose();
        _recording.Dispose();
        _changed.Dispose();
    }

    /// <summary>Whole steps, but for the end.</summary>
    private TimeSpan Whole(TimeSpan position) => position >= Duration ? Duration : TimeSpan.FromTicks(position.Ticks / _run.Step.Ticks * _run.Step.Ticks);
}
