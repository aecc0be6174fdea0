using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Recordings;

namespace FlinkMemoryConsole.Monitoring.Replays;

/// <summary>
/// A recording watched as a cluster is: stepped as it was recorded, as fast as the machine can. Going back begins anew, because what came later must
/// be forgotten.
/// </summary>
public sealed class RecordedRun : IDisposable
{
    private readonly string _name;
    private readonly string _origin;
    private readonly Recording _recording;
    private readonly MonitorPace _pace;
    private readonly RecordingClock _clock;
    private readonly RecordingHandler _handler;
    private readonly FlinkClient _client;
    private ClusterFeed _feed;
    private ClusterMonitor? _monitor;

    /// <param name="name">The cluster's name in the document.</param>
    /// <param name="origin">Where the recording came from, its path.</param>
    /// <param name="recording">It belongs to the caller.</param>
    public RecordedRun(string name, string origin, Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);

        (_name, _origin, _recording) = (name, origin, recording);
        _pace = MonitorPace.Recorded(recording.Duration, recording.Every);
        _clock = new(recording);
        _handler = new(recording, _clock);
        _client = new FlinkClientFactory(TimeProvider.System).Create(new() { Url = new("http://recording"), AsksOnce = true }, _handler);
        _feed = new(name, origin);
        Inspector = new ProcessInspector(_client, _clock);
    }

    /// <summary>The moment that <see cref="Current"/> speaks of; null before the first step.</summary>
    public TimeSpan? Position { get; private set; }

    /// <summary>What is known at <see cref="Position"/>.</summary>
    public ClusterSnapshot? Current => _feed.Current;

    /// <summary>Time between two steps.</summary>
    public TimeSpan Step => _pace.Step!.Value;

    /// <summary>Logs, thread dumps and flame graphs as they were at <see cref="Position"/>.</summary>
    public IProcessInspector Inspector { get; }

    /// <summary>Steps to a position, or begins anew and steps there when it lies before the present one.</summary>
    public async Task GoToAsync(TimeSpan position, CancellationToken cancellationToken)
    {
        var target = position > _recording.Duration ? _recording.Duration : position;
        if (_monitor is null || Position is not { } reached || target < reached)
        {
            await BeginAsync(cancellationToken);
        }

        while (Position < target)
        {
            var next = Position.Value + Step;
            await PollAtAsync(next < target ? next : target, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _monitor?.Dispose();
        _client.Dispose();
        _handler.Dispose();
        _clock.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        _monitor?.Dispose();
        _clock.Seek(TimeSpan.Zero);
        _feed = new(_name, _origin);
        _monitor = new(_feed, _client, _pace, _clock);
        await PollAtAsync(TimeSpan.Zero, cancellationToken);
    }

    private async Task PollAtAsync(TimeSpan position, CancellationToken cancellationToken)
    {
        _clock.Seek(position);
        await _monitor!.PollOnceAsync(cancellationToken);
        Position = position;
    }
}
