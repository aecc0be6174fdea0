using System.Net;
using System.Text;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Recordings.Writing;
using Microsoft.Extensions.Time.Testing;

namespace FlinkMemoryConsole.Tests.Recordings;

public sealed class RecordingWriterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(SampleRecording.Start);
    private readonly MemoryStream _file = new();

    private string[] Written => Encoding.UTF8.GetString(_file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Writes_only_what_changed()
    {
        var writer = Writer();

        Answer(writer, "/overview", "{ \"a\":\n 1 }");
        Answer(writer, "/overview", "{ \"a\":\n 1 }");
        writer.WriteMetrics("/jobmanager/metrics", new Dictionary<string, string?> { ["x"] = "1", ["y"] = "2" });
        writer.WriteMetrics("/jobmanager/metrics", new Dictionary<string, string?> { ["x"] = "1", ["z"] = "3" });
        writer.WriteSomeMetrics("/jobmanager/metrics", ["x", "z"], new Dictionary<string, string?> { ["z"] = "3" });
        Answer(writer, "/jobmanager/log", "one\n", isJson: false);
        Answer(writer, "/jobmanager/log", "one\ntwo\n", isJson: false);
        writer.WriteDown("/overview");
        writer.WriteDown("/overview");
        Answer(writer, "/overview", "{ \"a\":\n 1 }");

        Written.ShouldBe([
            """{"t":0,"get":"/overview","status":200,"json":{"a":1}}""",
            """{"t":0,"get":"/jobmanager/metrics","metrics":{"x":"1","y":"2"}}""",
            """{"t":0,"get":"/jobmanager/metrics","metrics":{"z":"3"},"removed":["y"]}""",
            """{"t":0,"get":"/jobmanager/metrics","metrics":{},"removed":["x"]}""",
            """{"t":0,"get":"/jobmanager/log","status":200,"text":"one\n"}""",
            """{"t":0,"get":"/jobmanager/log","status":200,"append":"two\n"}""",
            """{"t":0,"get":"/overview","down":true}""",
            """{"t":0,"get":"/overview","status":200,"json":{"a":1}}"""]);
    }

    [Fact]
    public async Task A_recorder_that_is_killed_leaves_a_file_that_can_be_read()
    {
        RecordingWriter writer = new(_file, compress: true, TimeSpan.FromSeconds(2), "", _time);
        Answer(writer, "/overview", "1");
        _time.Advance(TimeSpan.FromSeconds(2));
        Answer(writer, "/overview", "2");

        using var recording = await SampleRecording.OpenBytesAsync(_file.ToArray());

        recording.Cut.ShouldNotBeNull();
        recording.Duration.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_long_text_is_recorded_from_its_end_and_then_what_comes_to_it()
    {
        using TextPass first = new(before: null, status: 200, limit: 10);
        Array.ForEach((string[])["0123456", "789abcdefghij", "klm"], part => first.Push(Encoding.UTF8.GetBytes(part)));
        var news = first.Complete();
        (news.IsContinuation, news.Omitted, Encoding.UTF8.GetString(news.Text.Span)).ShouldBe((false, 13, "defghijklm"));

        using TextPass second = new(news.Mark, status: 200, limit: 10);
        second.Push("0123456789abcdefghijklmNEW"u8);
        var more = second.Complete();
        (more.IsContinuation, more.Omitted, Encoding.UTF8.GetString(more.Text.Span)).ShouldBe((true, 0, "NEW"));

        using TextPass rolled = new(more.Mark, status: 200, limit: 10);
        rolled.Push("other"u8);
        Encoding.UTF8.GetString(rolled.Complete().Text.Span).ShouldBe("other");
    }

    [Fact]
    public async Task What_passes_through_is_captured_and_the_client_sees_no_difference()
    {
        using var cluster = await SampleRecording.OpenAsync(
            """{"t":0,"get":"/overview","status":200,"json":{"a":1}}""",
            """{"t":0,"get":"/jobmanager/metrics","metrics":{"x":"1","y":"2"}}""",
            """{"t":0,"get":"/jobmanager/log","status":200,"text":"hello"}""");
        using RecordingClock clock = new(cluster);
        using CaptureHandler capture = new() { InnerHandler = new RecordingHandler(cluster, clock), Writer = Writer() };
        using HttpClient client = new(capture) { BaseAddress = new("http://recording/") };

        (await client.GetStringAsync("overview", TestContext.Current.CancellationToken)).ShouldBe("""{"a":1}""");
        (await client.GetStringAsync("jobmanager/metrics?get=y,z", TestContext.Current.CancellationToken)).ShouldBe("""[{"id":"y","value":"2"}]""");
        (await client.GetStringAsync("jobmanager/log", TestContext.Current.CancellationToken)).ShouldBe("hello");
        (await client.GetStringAsync("taskmanagers/metrics?get=q&agg=max", TestContext.Current.CancellationToken)).ShouldBe("[]");

        Written.ShouldBe([
            """{"t":0,"get":"/overview","status":200,"json":{"a":1}}""",
            """{"t":0,"get":"/jobmanager/metrics","metrics":{"y":"2"}}""",
            """{"t":0,"get":"/jobmanager/log","status":200,"text":"hello"}""",
            """{"t":0,"get":"/taskmanagers/metrics?get=q&agg=max","status":200,"json":[]}"""]);
    }

    [Fact]
    public async Task A_capture_whose_file_cannot_be_written_stops_and_the_client_goes_on()
    {
        using var cluster = await SampleRecording.OpenAsync("""{"t":0,"get":"/overview","status":200,"json":{"a":1}}""");
        using RecordingClock clock = new(cluster);
        using CaptureHandler capture = new() { InnerHandler = new RecordingHandler(cluster, clock), Writer = Writer() };
        using HttpClient client = new(capture) { BaseAddress = new("http://recording/") };
        await _file.DisposeAsync();

        (await client.GetAsync("overview", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        capture.Writer.ShouldBeNull();
    }

    private RecordingWriter Writer() => new(_file, compress: false, TimeSpan.FromSeconds(2), "", _time);

    private static void Answer(RecordingWriter writer, string path, string body, bool isJson = true) => writer.WriteAnswer(path, 200, isJson, Encoding.UTF8.GetBytes(body));
}
