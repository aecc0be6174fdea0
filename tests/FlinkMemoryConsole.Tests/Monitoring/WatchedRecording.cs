using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Polling;
using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing;
using FlinkMemoryConsole.Testing.Http;

namespace FlinkMemoryConsole.Tests.Monitoring;

/// <summary>A monitor over a recording, with everything between the two real, and a handler in the way that can go wrong.</summary>
internal sealed class WatchedRecording : IDisposable
{
    private readonly Recording _recording;
    private readonly RecordingHandler _handler;
    private readonly FlinkClient _client;

    private WatchedRecording(Recording recording, bool asksOnce)
    {
        _recording = recording;
        Clock = new(recording);
        _handler = new(recording, Clock);
        Faults = new(TimeProvider.System, _handler);
        FlinkTimeLimits limits = new() { Metrics = TimeSpan.FromMilliseconds(200), JobDetails = TimeSpan.FromMilliseconds(200), ProcessQuestions = TimeSpan.FromSeconds(20), Texts = TimeSpan.FromSeconds(20) };
        _client = new FlinkClientFactory(TimeProvider.System).Create(new() { Url = new("http://recording"), AsksOnce = asksOnce, TimeLimits = limits }, Faults);
        Monitor = new(Feed, _client, new MonitorPace(TimeSpan.FromHours(1), TimeSpan.FromSeconds(2), LogPatience: TimeSpan.FromMilliseconds(50)), Clock);
    }

    public FaultyHandler Faults { get; }

    public RecordingClock Clock { get; }

    public ClusterFeed Feed { get; } = new("incident", "http://recording");

    public ClusterMonitor Monitor { get; }

    public ClusterSnapshot Now => Feed.Current ?? throw new InvalidOperationException("No round yet.");

    public TimeSpan Length => _recording.Duration;

    /// <summary>The small recording in the repository: a JobManager that is restarted.</summary>
    /// <param name="asksOnce">False: with time limits, retries and breakers, as live.</param>
    public static async Task<WatchedRecording> OpenAsync(bool asksOnce = true) =>
        new(await Recording.OpenAsync(Path.Combine(Repository.Root, "tests", "FlinkMemoryConsole.Tests", "Recordings", "jobmanager-restart.jsonl.gz"), TestContext.Current.CancellationToken), asksOnce);

    /// <summary>One of <c>../shared/recordings</c>; skips the test where they are not.</summary>
    public static async Task<WatchedRecording> OpenSharedAsync(string name)
    {
        var path = Repository.Shared("recordings", name, "recording.jsonl.gz");
        Assert.SkipWhen(path is null, "Needs ../shared/recordings.");
        return new(await Recording.OpenAsync(path, TestContext.Current.CancellationToken), asksOnce: true);
    }

    /// <summary>Round after round, one each two seconds of the recording.</summary>
    public async Task WatchUntilAsync(double second)
    {
        var until = TimeSpan.FromSeconds(second) < Length ? TimeSpan.FromSeconds(second) : Length;
        do
        {
            await Monitor.PollOnceAsync(TestContext.Current.CancellationToken);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }
        while (Clock.Position < until);

        await Monitor.PollOnceAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Monitor.Dispose();
        _client.Dispose();
        Faults.Dispose();
        _handler.Dispose();
        Clock.Dispose();
        _recording.Dispose();
    }
}
