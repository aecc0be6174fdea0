using System.Globalization;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Buffers;
using FlinkMemoryConsole.Testing.Flink;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>Freshly drawn jobs, run on TaskManagers of a real Flink: they promise to the job's tasks exactly the buffers that we compute, and refuse it where they have fewer.</summary>
public class DifferentialBufferTests(ITestOutputHelper output)
{
    private static readonly int Jobs = Number("BUFFERS_JOBS") ?? 24;

    [Theory]
    [InlineData(FlinkHome.Flink1)]
    [InlineData(FlinkHome.Flink2)]
    public async Task Drawn_jobs_take_the_buffers_that_we_compute(string version)
    {
        var home = await FlinkHome.RequireAsync(version, TestContext.Current.CancellationToken);
        var seed = Number("BUFFERS_SEED") ?? Random.Shared.Next();
        output.WriteLine($"seed {seed} (BUFFERS_SEED={seed} draws the same again, BUFFERS_JOBS=100 draws more)");
        DescribedJobs drawn = new(seed, isBeforeFlink2: version is FlinkHome.Flink1);
        var jobs = Enumerable.Range(0, Jobs).Select(number => number % 3 == 2 ? drawn.NextBatch($"batch-{number}") : drawn.NextStreaming($"streaming-{number}")).ToList();

        jobs.AddRange(jobs.Select(DescribedJobs.Runnable).OfType<JsonObject>().ToList());

        var answers = await RunAsync(home, jobs);

        var decided = answers.Where(answer => answer["deadlocked"] is null).ToList();
        var plans = decided.ToDictionary(answer => (string)answer["asked"]!["name"]!, StringComparer.Ordinal);
        decided.SelectMany(answer => Differences(answer, plans.GetValueOrDefault($"{answer["asked"]!["name"]}-runnable", answer), version)).ShouldBeEmpty($"seed {seed}, Flink {version}");
        answers.Count.ShouldBe(jobs.Count);
        decided.Count.ShouldBeGreaterThan(jobs.Count * 3 / 4, "too many of the jobs ended in a deadlock of Flink's");
        decided.Sum(answer => answer["attempts"]!.AsArray().Count(attempt => !(bool)attempt!["started"]!)).ShouldBeGreaterThan(Jobs / 4, "too few of the jobs were refused with a buffer less");
    }

    private static async Task<List<JsonNode>> RunAsync(FlinkHome home, List<JsonObject> jobs)
    {
        var answered = await FlinkJava.AnswerAsync(home, Path.Combine(AppContext.BaseDirectory, "Network", "java"), "FlinkJobBuffers", jobs.Select(job => job.ToJsonString()), TestContext.Current.CancellationToken);
        return [.. answered.Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>Where a run of a job says otherwise than we do. Each run may place the subtasks otherwise, and so need other numbers.</summary>
    /// <param name="planned">The same job, or one that differs in what it is refused for: its plan is whole.</param>
    private static IEnumerable<string> Differences(JsonNode job, JsonNode planned, string version)
    {
        if ((string?)job["error"] is { } error)
        {
            yield return $"{job["asked"]!.ToJsonString()}\n  was not decided: {error}";
            yield break;
        }

        var measured = job["measured"]!;
        var (refusal, ourRefusal) = ((string?)measured["failure"] is { } trace ? RootCause(trace) : null, (string?)Answer(Question(job, planned, version))["fails"]);
        if (refusal is not null || ourRefusal is not null)
        {
            if (!string.Equals(refusal, ourRefusal, StringComparison.Ordinal))
            {
                yield return $"{job["asked"]!.ToJsonString()}\n  Flink refused it with {refusal ?? "nothing"}, we say {ourRefusal ?? "nothing"}";
            }

            yield break;
        }

        var (most, ours) = (measured["promised"]!.AsArray().Max(buffers => (long)buffers!), Smallest(job, measured, version));
        if (ours != most)
        {
            yield return $"{job.ToJsonString()}\n  Flink promised {most}, we say {ours}";
        }

        foreach (var attempt in job["attempts"]!.AsArray().Where(attempt => IsPlaced(attempt!, job)))
        {
            var needed = Smallest(job, attempt!, version);
            if ((bool)attempt!["started"]! != (long)attempt["buffers"]! >= needed)
            {
                yield return $"{job["asked"]!.ToJsonString()}\n  {attempt.ToJsonString()}, we say {needed}";
            }
        }
    }

    /// <summary>False for a refused batch job whose later stages never got a slot, or not even their subtasks: a scheduler of batch jobs may make these when their input is there.</summary>
    private static bool IsPlaced(JsonNode attempt, JsonNode job) =>
        attempt["subtaskTaskManagers"]!.AsObject() is var vertices && vertices.Count == job["vertices"]!.AsArray().Count
        && vertices.All(vertex => vertex.Value!.AsArray() is [_, ..] subtasks && subtasks.All(subtask => subtask is not null));

    private static long Smallest(JsonNode job, JsonNode run, string version)
    {
        var question = Question(job, job, version);
        question["subtaskTaskManagers"] = run["subtaskTaskManagers"]!.DeepClone();
        return (long)Answer(question)["smallestBuffersPerTaskManager"]!;
    }

    private static JsonObject Question(JsonNode job, JsonNode planned, string version)
    {
        var asked = job["asked"]!;
        return new()
        {
            ["versions"] = new JsonArray(version),
            ["config"] = new JsonObject { ["slotsPerTaskManager"] = asked["slotsPerTaskManager"]!.DeepClone(), ["options"] = asked["options"]!.DeepClone() },
            ["plan"] = planned["plan"]!.DeepClone(),
            ["vertices"] = planned["vertices"]!.DeepClone(),
        };
    }

    private static JsonNode Answer(JsonObject question)
    {
        var (answer, error) = BufferCases.Answer(question.ToJsonString());
        error.ShouldBeNull(question.ToJsonString());
        return JsonNode.Parse(answer!)!;
    }

    /// <summary>Class, without its package, and message of the innermost exception of a stack trace.</summary>
    private static string RootCause(string trace)
    {
        var words = trace.Split('\n').Last(line => !line.StartsWith('\t') && line.Length > 0).Replace("Caused by: ", "", StringComparison.Ordinal).Trim();
        return words[(words[..(words.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end ? end : words.Length)].LastIndexOf('.') + 1)..];
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
