using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Monitoring.Replays;
using FlinkMemoryConsole.Monitoring.Settings;
using FlinkMemoryConsole.Recordings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlinkMemoryConsole.Monitoring.Clusters;

/// <summary>Opened recordings and running captures.</summary>
internal sealed partial class RecordingShelf(IOptions<MonitoringOptions> options, ClusterDirectory directory, TimeProvider clock, ILogger<RecordingShelf> log)
    : IRecordingShelf, IAsyncDisposable
{
    private static readonly TimeSpan CaptureEvery = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ImmutableDictionary<string, Running<RecordedCluster>> _opened = ImmutableDictionary.Create<string, Running<RecordedCluster>>(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<string, LiveCluster> _live = ImmutableDictionary.Create<string, LiveCluster>(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<string, Capture> _running = ImmutableDictionary.Create<string, Capture>(StringComparer.OrdinalIgnoreCase);

    public string Folder { get; } = Path.GetFullPath(options.Value.RecordingsFolder);

    public ImmutableArray<RecordingCapture> Captures { get; private set; } = [];

    /// <summary>A live cluster of which captures can be made.</summary>
    public void Know(LiveCluster cluster) => ImmutableInterlocked.TryAdd(ref _live, cluster.Watched.Feed.Name, cluster);

    public async Task<RecordingAnswer> OpenAsync(string path, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var recording = await Recording.OpenAsync(path, cancellationToken);
            RecordedCluster cluster = new(FreeName(path), path, recording, clock);
            await cluster.CatchUpAsync(cancellationToken);
            _opened = _opened.Add(cluster.Watched.Feed.Name, new(cluster, FollowAsync(cluster, _stopping.Token)));
            directory.Add(cluster.Watched);
            return new RecordingAnswer.Opened(cluster.Watched);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or RecordingFormatException)
        {
            return new RecordingAnswer.Refused($"{path}: {failure.Message}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public Task CloseAsync(string cluster)
    {
        if (_opened.TryGetValue(cluster, out var opened))
        {
            _opened = _opened.Remove(cluster);
            directory.Remove(opened.What.Watched);
            opened.What.Close();
        }

        return Task.CompletedTask;
    }

    public RecordingAnswer StartCapture(string cluster)
    {
        if (!_live.TryGetValue(cluster, out var live))
        {
            return new RecordingAnswer.Refused($"'{cluster}' is no live cluster, so that nothing can be captured from it.");
        }

        if (_running.ContainsKey(cluster))
        {
            return new RecordingAnswer.Refused($"'{cluster}' is being captured already.");
        }

        try
        {
            Directory.CreateDirectory(Folder);
            var started = clock.GetUtcNow();
            var path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{cluster}-{started.UtcDateTime:yyyyMMdd-HHmmss}.jsonl.gz"));
            Capture capture = new(new(cluster, path, started, null), live.Options, clock);
            _running = _running.Add(cluster, capture);
            Captures = Captures.Insert(0, capture.About);
            return new RecordingAnswer.Capturing(capture.About);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new RecordingAnswer.Refused($"Nothing can be written into {Folder}: {failure.Message}");
        }
    }

    public async Task StopCaptureAsync(string cluster)
    {
        if (_running.TryGetValue(cluster, out var capture))
        {
            _running = _running.Remove(cluster);
            await capture.DisposeAsync();
            Captures = Captures.Replace(capture.About, capture.About with { EndedAt = clock.GetUtcNow() });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var cluster in _running.Keys)
        {
            await StopCaptureAsync(cluster);
        }

        await Task.WhenAll(_opened.Values.Select(opened => opened.Loop)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var opened in _opened.Values)
        {
            opened.What.Dispose();
        }

        _stopping.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task FollowAsync(RecordedCluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await cluster.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The console stops, or the recording was closed.
        }
#pragma warning disable CA1031 // One recording that cannot be played must not end the console.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogPlayingFailed(log, failure, cluster.Watched.Feed.Name);
        }
    }

    /// <summary>The file's name without its endings, made fit for URLs, with a number where it is taken.</summary>
    private string FreeName(string path)
    {
        var name = new string([.. Path.GetFileName(path).Replace(".gz", "", StringComparison.Ordinal).Replace(".jsonl", "", StringComparison.Ordinal)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-')]);
        name = name is "recording" && Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } folder ? folder : name;
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}-{number}").First(free => directory.Find(free) is null);
    }

    [LoggerMessage(LogLevel.Error, "Playing the recording {Name} failed.")]
    private static partial void LogPlayingFailed(ILogger log, Exception failure, string name);

    private sealed record Running<T>(T What, Task Loop);

    /// <summary>A recorder beside the console's own questions: a recording holds more than the console asks.</summary>
    private sealed class Capture : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly RecordingWriter _writer;
        private readonly HttpClient _client;
        private readonly ClusterRecorder _recorder;
        private readonly Task _loop;

        public Capture(RecordingCapture about, FlinkRestOptions rest, TimeProvider clock)
        {
            About = about;
            _writer = RecordingWriter.Create(about.Path, CaptureEvery, about.Cluster, clock, overwrite: false);
            _client = FlinkClientFactory.CreateHttpClient(rest);
            _recorder = new(_client, _writer, CaptureEvery, clock);
            _loop = Task.Run(() => _recorder.RunAsync(_stop.Token));
        }

        public RecordingCapture About { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
#pragma warning disable VSTHRD003 // The constructor started it.
            await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
            await _writer.DisposeAsync();
            _recorder.Dispose();
            _client.Dispose();
            _stop.Dispose();
        }
    }
}
