using System.Globalization;
using CsCheck;
using FlinkMemoryConsole.Recordings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkMemoryConsole.Tests.Recordings;

/// <summary>What a recorder wrote of a cluster gives the cluster's answers again, at each moment. The cluster here is a recording itself.</summary>
public class RoundTripTests
{
    private const string TaskManager = "localhost:1-a";
    private const string JobPath = $"/jobs/{SampleRecording.Job}";
    private const string VertexPath = $"{JobPath}/vertices/{SampleRecording.Job}";
    private static readonly string[] Names = ["Status.JVM.Memory.Heap.Used", "numRestarts", "0.busy time", "1.ünï"];

    private static readonly string[] Additions = ["", "INFO one\n", "WARN \"two\" é\\\n", "\tat x\r\n"];

    /// <summary>One round of a cluster's life: whether it answers, who is there, its metrics, its log.</summary>
    private sealed record Round(bool IsUp, bool HasTaskManager, bool HasJob, int?[] Metrics, string LogAddition, bool LogRolls, int Answer);

    private static readonly Gen<Round> Rounds =
        from up in Gen.Frequency((6, Gen.Const(true)), (1, Gen.Const(false)))
        from taskManager in Gen.Bool
        from job in Gen.Bool
        from metrics in Gen.Int[0, 3].Select(n => n == 0 ? (int?)null : n).Array[Names.Length]
        from addition in Gen.Int[0, Additions.Length - 1].Select(i => Additions[i])
        from rolls in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        from answer in Gen.Int[0, 2]
        select new Round(up, taskManager, job, metrics, addition, rolls, answer);

    [Fact]
    public Task A_recording_of_a_served_recording_gives_the_same_answers_at_each_moment() =>
        Rounds.Array[1, 8].SampleAsync(RecordsTheSameAsync, iter: 60);

    private static async Task RecordsTheSameAsync(Round[] rounds)
    {
        using var original = await SampleRecording.OpenAsync(Lines(rounds));
        using RecordingClock clock = new(original);
        using HttpClient client = new(new RecordingHandler(original, clock)) { BaseAddress = new("http://recording/") };
        FakeTimeProvider time = new(SampleRecording.Start);
        using MemoryStream file = new();
        await using (RecordingWriter writer = new(file, compress: true, TimeSpan.FromSeconds(2), "copy", time))
        {
            using ClusterRecorder recorder = new(client, writer, TimeSpan.FromSeconds(2), time);
            for (var i = 0; i < rounds.Length; i++)
            {
                // Every path is due in each round: a minute of the recorder's time passes.
                clock.Seek(MomentOf(i));
                await recorder.RecordRoundAsync(CancellationToken.None);
                time.Advance(TimeSpan.FromMinutes(2));
            }
        }

        using var copy = await SampleRecording.OpenBytesAsync(file.ToArray());
        copy.Cut.ShouldBeNull();
        copy.SkippedLines.ShouldBe(0);
        for (var i = 0; i < rounds.Length; i++)
        {
            foreach (var path in Questions())
            {
                (await copy.GetAsync(i * 120 + 1, path)).ShouldBe(await original.GetAsync(MomentOf(i).TotalSeconds, path), $"{path} in round {i}");
            }
        }
    }

    private static TimeSpan MomentOf(int round) => TimeSpan.FromSeconds(round * 10 + 5);

    private static IEnumerable<string> Questions()
    {
        var names = string.Join(',', Names.Select(Uri.EscapeDataString));
        return
        [
            "/overview", "/taskmanagers", "/jobs/overview", "/jobmanager/log", "/jobmanager/config", $"/jobmanager/metrics?get={names}", $"/taskmanagers/{TaskManager}", $"/taskmanagers/{TaskManager}/log",
            $"/taskmanagers/{TaskManager}/metrics?get={names}", $"/taskmanagers/metrics?get={names}", JobPath, $"{VertexPath}/metrics?get={names}", $"{VertexPath}/subtasks/metrics?get=ünï", "/nothing",
        ];
    }

    private static IEnumerable<string> Lines(Round[] rounds)
    {
        var log = "";
        Dictionary<string, HashSet<string>> known = [];
        for (var i = 0; i < rounds.Length; i++)
        {
            var round = rounds[i];
            var t = (i * 10_000).ToString(CultureInfo.InvariantCulture);
            if (!round.IsUp)
            {
                yield return $$"""{"t":{{t}},"get":"/overview","down":true}""";
                continue;
            }

            string Answer(string path, string json) => $$"""{"t":{{t}},"get":"{{path}}","status":200,"json":{{json}}}""";
            string Metrics(string path)
            {
                var now = Names.Zip(round.Metrics).Where(metric => metric.Second is not null).ToArray();
                var gone = known.GetValueOrDefault(path, []).Except(now.Select(metric => metric.First)).ToArray();
                known[path] = [.. now.Select(metric => metric.First)];
                return $$"""{"t":{{t}},"get":"{{path}}","metrics":{{{string.Join(',', now.Select(metric => $"\"{metric.First}\":\"{metric.Second}\""))}} },"removed":[{{string.Join(',', gone.Select(name => $"\"{name}\""))}}]}""";
            }

            yield return Answer("/overview", $$"""{"round":{{round.Answer}}}""");
            yield return Answer("/taskmanagers", round.HasTaskManager ? $$"""{"taskmanagers":[{"id":"{{TaskManager}}"}]}""" : """{"taskmanagers":[]}""");
            yield return Answer("/jobs/overview", round.HasJob ? $$"""{"jobs":[{"jid":"{{SampleRecording.Job}}","state":"RUNNING"}]}""" : """{"jobs":[]}""");
            yield return Answer("/jobmanager/config", $"[{round.Answer}]");
            yield return Metrics("/jobmanager/metrics");
            log = round.LogRolls ? round.LogAddition : log + round.LogAddition;
            yield return Text("/jobmanager/log", t, log);
            if (round.HasTaskManager)
            {
                yield return Answer($"/taskmanagers/{TaskManager}", "{}");
                yield return Metrics($"/taskmanagers/{TaskManager}/metrics");
                yield return Text($"/taskmanagers/{TaskManager}/log", t, log);
            }

            if (round.HasJob)
            {
                yield return Answer(JobPath, $$"""{"vertices":[{"id":"{{SampleRecording.Job}}"}]}""");
                yield return Metrics($"{VertexPath}/metrics");
            }
        }

        yield return $$"""{"t":{{rounds.Length * 10_000}},"end":true}""";
    }

    private static string Text(string path, string t, string text) => $$"""{"t":{{t}},"get":"{{path}}","status":200,"text":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""";
}
