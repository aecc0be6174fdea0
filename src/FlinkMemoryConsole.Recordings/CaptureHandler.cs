using FlinkMemoryConsole.Recordings.Writing;

namespace FlinkMemoryConsole.Recordings;

/// <summary>
/// Writes what passes through into a recording. It can be told to at any time (<see cref="Writer"/>), changes nothing for the client, and reads nothing that the client does not read:
/// an answer that is not read to its end is not recorded. When the file cannot be written it stops, and the client goes on.
/// </summary>
/// <param name="source">A name for an endpoint other than Flink's REST API; null for Flink.</param>
public sealed class CaptureHandler(string? source = null) : DelegatingHandler
{
    private volatile RecordingWriter? _writer;
    private volatile Exception? _failure;

    /// <summary>Where to write; null, as at first, while nothing is captured. Not disposed by this handler.</summary>
    public RecordingWriter? Writer
    {
        get => _writer;
        set
        {
            _failure = null;
            _writer = value;
        }
    }

    /// <summary>Why it stopped by itself; null while all is well.</summary>
    public Exception? Failure => _failure;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Writer is not { } writer || request.Method != HttpMethod.Get)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        CapturedRequest captured = new(request.RequestUri!, source);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            response.Content = new CapturedContent(response.Content, body => Write(writer, () => body.WriteTo(writer)), captured.Begin(writer, response));
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The caller's own time limit means, to a reader of the recording, that there was no answer.
            Write(writer, () => writer.WriteDown(captured.Path, source));
            throw;
        }
    }

    private void Write(RecordingWriter writer, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            if (ReferenceEquals(Interlocked.CompareExchange(ref _writer, null, writer), writer) && e is not ObjectDisposedException)
            {
                _failure = e;
            }
        }
    }
}
