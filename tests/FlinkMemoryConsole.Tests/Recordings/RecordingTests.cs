using System.Globalization;
using System.Text;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Recordings.Reading;

namespace FlinkMemoryConsole.Tests.Recordings;

public class RecordingTests
{
    private static readonly string[] Lines =
    [
        """{"t":10,"get":"/overview","status":200,"json":{"a":1}}""",
        """{"t":20,"get":"/jobmanager/log","status":200,"text":"one\n"}""",
        """{"t":5000,"get":"/jobmanager/log","status":200,"append":"zwei é\n"}""",
        """{"t":6000,"get":"/overview","status":200,"json":{"a":2}}""",
        """{"t":7000,"end":true}""",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_read_compressed_or_plain(bool compressed)
    {
        var bytes = SampleRecording.Bytes(Lines);
        using var recording = await SampleRecording.OpenBytesAsync(compressed ? SampleRecording.Gzip(bytes) : bytes);

        recording.StartedAt.ShouldBe(SampleRecording.Start);
        recording.Duration.ShouldBe(TimeSpan.FromSeconds(7));
        recording.Every.ShouldBe(TimeSpan.FromSeconds(2));
        recording.Note.ShouldBe("sample");
        recording.Cut.ShouldBeNull();
        TextAt(recording, "/overview", 5.9).ShouldBe("""{"a":1}""");
        TextAt(recording, "/overview", 6).ShouldBe("""{"a":2}""");
        TextAt(recording, "/jobmanager/log", 5).ShouldBe("one\nzwei é\n");
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_read_to_its_last_whole_line_and_says_so()
    {
        var bytes = SampleRecording.Gzip(SampleRecording.Bytes(Enumerable.Range(0, 2000).Select(i => $$"""{"t":{{i}},"get":"/p{{i % 7}}","status":200,"json":"{{Guid.NewGuid()}}"}""")));
        foreach (var kept in (double[])[0.1, 0.5, 0.99])
        {
            using var recording = await SampleRecording.OpenBytesAsync(bytes[..(int)(bytes.Length * kept)]);
            recording.Cut.ShouldNotBeNull();
            recording.SkippedLines.ShouldBe(0);
            recording.Duration.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(2000 * kept * 0.5));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"t\":1}\n")]
    [InlineData("<html>no recording</html>\n")]
    [InlineData("{\"recording\":")]
    public async Task What_is_no_recording_is_refused_by_name(string text)
    {
        var failure = await Should.ThrowAsync<RecordingFormatException>(() => SampleRecording.OpenBytesAsync(Encoding.UTF8.GetBytes(text)));

        failure.Message.ShouldStartWith("sample.jsonl.gz is not a recording: ");
    }

    [Fact]
    public async Task Lines_that_are_not_known_are_left_out_and_counted()
    {
        using var recording = await SampleRecording.OpenAsync([
            "this is no JSON",
            """{"t":1,"get":"/a","status":200,"novelty":[1]}""",
            """{"t":1,"get":"/b","status":200,"json":true,"novelty":[1]}""",
            """{"t":2,"recorder":"it went on"}""",
            """{"t":3,"get":"/b","status":200,"text":"\ud800"}"""]);

        recording.SkippedLines.ShouldBe(3);
        TextAt(recording, "/b", 1).ShouldBe("true");
    }

    [Fact]
    public async Task Answers_of_other_endpoints_are_kept_apart()
    {
        using var recording = await SampleRecording.OpenAsync("""{"t":1,"get":"/info","source":"worker-1","status":200,"json":1}""", """{"t":1,"get":"/info","status":200,"json":2}""");

        recording.Sources.ShouldBe(["worker-1"]);
        Encoding.UTF8.GetString(recording.AnswerAt("/info", TimeSpan.FromSeconds(1), "worker-1")!.Body.Span).ShouldBe("1");
        TextAt(recording, "/info", 1).ShouldBe("2");
    }

    [Fact]
    public async Task More_than_the_memory_limit_goes_to_a_file_and_reads_the_same()
    {
        using MemoryStream stream = new(SampleRecording.Bytes(Enumerable.Range(0, 500).Select(i => $$"""{"t":{{i}},"get":"/p","status":200,"json":{{i}}}""")));
        using var recording = await Recording.OpenAsync(stream, "big", new BodyStore(memoryLimit: 100), TestContext.Current.CancellationToken);

        recording.SpilledBytes.ShouldBeGreaterThan(0);
        Enumerable.Range(0, 500).Select(i => int.Parse(TextAt(recording, "/p", TimeSpan.FromMilliseconds(i))!, CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(0, 500));
    }

    private static string? TextAt(Recording recording, string path, double seconds) => TextAt(recording, path, TimeSpan.FromSeconds(seconds));

    private static string? TextAt(Recording recording, string path, TimeSpan at) =>
        recording.AnswerAt(path, at) is { } answer ? Encoding.UTF8.GetString(answer.Body.Span) : null;
}
