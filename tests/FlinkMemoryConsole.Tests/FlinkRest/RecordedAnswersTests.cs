using System.Net;
using System.Text;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Testing;
using FlinkMemoryConsole.Testing.Http;

namespace FlinkMemoryConsole.Tests.FlinkRest;

/// <summary>Answers that were recorded from real clusters, both ends of the supported versions.</summary>
public class RecordedAnswersTests
{
    [Theory]
    [InlineData("1.20.5", 60)]
    [InlineData("2.3.0", 60)]
    public async Task Every_recorded_answer_is_understood(string version, int atLeast)
    {
        var folder = Repository.Shared("reference", "flink-rest", version);
        Assert.SkipWhen(folder is null, $"The recorded answers of Flink {version} (../shared/reference/flink-rest) are not here.");

        await AllAreUnderstoodAsync(folder, atLeast);
    }

    [Theory]
    [InlineData("1.20.5")]
    [InlineData("2.3.0")]
    public Task The_few_that_the_repository_keeps_are_understood_everywhere(string version) =>
        AllAreUnderstoodAsync(Path.Combine(Repository.Root, "tests", "FlinkMemoryConsole.Tests", "FlinkRest", "Recorded", version), 10);

    private static async Task AllAreUnderstoodAsync(string folder, int atLeast)
    {
        var understood = 0;
        var problems = new List<string>();
        var index = await File.ReadAllLinesAsync(Path.Combine(folder, "INDEX.tsv"), TestContext.Current.CancellationToken);
        foreach (var row in index.Skip(1).Select(line => line.Split('\t')).Where(IsWholeGet))
        {
            var file = Path.Combine(folder, row[0]);
            using var flink = ClientFor(int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), file);
            if (await EndpointCalls.AskAsync(flink, row[1]) is not { } outcome)
            {
                continue;
            }

            understood++;
            if (IsWrong(outcome, row[2]))
            {
                problems.Add($"{row[1]} ({row[3]}, {row[2]}): {outcome.Failure} {outcome.Reason}");
            }
        }

        problems.ShouldBeEmpty();
        understood.ShouldBeGreaterThan(atLeast);
    }

    // Not recorded: requests other than GET, and JSON that was shortened for the reference.
    private static bool IsWholeGet(string[] row) =>
        row[0] is not "-" && !row[4].StartsWith("POST", StringComparison.Ordinal) && row[4] is not ("HEAD" or "DELETE") && (row[4] is not "cut" || row[2] is not "200" || row[0].EndsWith(".txt", StringComparison.Ordinal));

    private static bool IsWrong(Outcome outcome, string status) => status switch
    {
        "200" => outcome.Value is null,
        "404" => outcome.Failure != FlinkFailure.NotFound,
        "400" => outcome.Failure != FlinkFailure.BadRequest,
        "503" => outcome.Failure != FlinkFailure.Unavailable,
        _ => outcome.Failure is not (FlinkFailure.ServerError or FlinkFailure.NotFound or FlinkFailure.Unavailable),
    };

    private static FlinkClient ClientFor(int status, string body, string file)
    {
        var mediaType = file.EndsWith(".txt", StringComparison.Ordinal) ? "text/plain" : "application/json";
        var handler = new FaultyHandler(TimeProvider.System).On("/", (_, _) => Task.FromResult(
            new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) }));
        return new FlinkClientFactory(TimeProvider.System).Create(new FlinkRestOptions { Url = new Uri("http://flink.test:8081") }, handler);
    }
}
