using System.Globalization;
using System.Net;
using FlinkMemoryConsole.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FlinkMemoryConsole.Cli.Replay;

/// <summary>A recording behind an address of this machine, for tools that speak to a cluster.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Recording _recording;
    private readonly RecordingClock _clock;
    private readonly HttpMessageInvoker _cluster;

    private ReplayServer(WebApplication application, Recording recording, RecordingClock clock)
    {
        _application = application;
        _recording = recording;
        _clock = clock;
        _cluster = new(new RecordingHandler(recording, clock));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<ReplayServer> StartAsync(Recording recording, RecordingClock clock, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;

            // Longer than Flink takes: the recording says itself what Flink says to such a line.
            options.Limits.MaxRequestLineSize = 64 << 10;
            options.Listen(IPAddress.Loopback, port);
        });
        var application = builder.Build();
        ReplayServer server = new(application, recording, clock);
        application.MapGet("/replay", server.Describe);
        application.MapPost("/replay", server.Move);
        application.MapFallback("/{**path}", server.AnswerAsync);
        try
        {
            await application.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Plays at a speed; 0 holds it.</summary>
    public void SetSpeed(double speed)
    {
        if (speed > 0)
        {
            _clock.SetSpeed(speed);
            _clock.Play();
        }
        else
        {
            _clock.Pause();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _cluster.Dispose();
    }

    private IResult Describe() => Results.Json(new
    {
        at = _clock.Position.TotalSeconds,
        length = _recording.Duration.TotalSeconds,
        speed = _clock.IsPlaying ? _clock.Speed : 0,
        recording = new { recording = 1, startedAt = _recording.StartedAt, everySeconds = _recording.Every.TotalSeconds, note = _recording.Note },
    });

    private IResult Move(HttpRequest request)
    {
        if (!TryRead(request, "at", out var at) || !TryRead(request, "speed", out var speed))
        {
            return Results.BadRequest(new { errors = (string[])["at and speed are numbers, 0 or more."] });
        }

        if (at is { } position)
        {
            _clock.Seek(TimeSpan.FromSeconds(Math.Min(position, _recording.Duration.TotalSeconds)));
        }

        if (speed is { } played)
        {
            SetSpeed(played);
        }

        return Describe();
    }

    private static bool TryRead(HttpRequest request, string name, out double? value)
    {
        value = null;
        if (request.Query[name] is not [{ } text, ..])
        {
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e9;
        value = number;
        return isNumber;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!Uri.TryCreate($"http://recording{(target.StartsWith('/') ? "" : "/")}{target}", UriKind.Absolute, out var address))
        {
            context.Response.StatusCode = 400;
            return;
        }

        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), address);
        try
        {
            using var response = await _cluster.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            context.Response.ContentLength = response.Content.Headers.ContentLength;
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            // The JobManager was down: the connection closes without an answer.
            context.Abort();
        }
    }
}
