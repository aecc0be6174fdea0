using System.Text;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Recordings;

/// <summary>Every recording of the incident lab is read whole, and its handler says at each moment what a plain, slow reading of the file says.</summary>
public class SharedRecordingsTests
{
    public static TheoryData<string> Names() => Repository.Shared("recordings") is { } folder
        ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : ["(none)"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recording_of_the_lab_answers_as_a_plain_reading_of_it(string name)
    {
        var path = Repository.Shared("recordings", name, "recording.jsonl.gz");
        Assert.SkipWhen(path is null, "Needs ../shared/recordings.");
        using var recording = await Recording.OpenAsync(path, TestContext.Current.CancellationToken);
        var plain = PlainReading.Of(path);

        recording.Cut.ShouldBeNull();
        recording.SkippedLines.ShouldBe(0);
        recording.Note.ShouldBe(name);
        recording.Duration.ShouldBe(TimeSpan.FromMilliseconds(plain.Length));
        foreach (var at in plain.Moments(20))
        {
            foreach (var recorded in recording.Paths().Order(StringComparer.Ordinal))
            {
                if (plain.MetricsAt(recorded, at) is { } metrics)
                {
                    recording.MetricsAt(recorded, TimeSpan.FromMilliseconds(at)).ShouldBe(metrics, ignoreOrder: true, $"{recorded} at {at}");
                }

                if (plain.AnswerAt(recorded, at) is { } answer)
                {
                    var read = recording.AnswerAt(recorded, TimeSpan.FromMilliseconds(at)).ShouldNotBeNull();
                    (read.Status, Encoding.UTF8.GetString(read.Body.Span)).ShouldBe(answer, $"{recorded} at {at}");
                }
            }
        }
    }
}
