using System.Text.Json;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Monitoring.Replays;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Symptoms;

/// <summary>Incidents made to happen on a real Flink, each with the truth beside it: what the console makes of what Flink said.</summary>
public sealed class RecordedIncidentsTests
{
    /// <summary>Nothing in Flink's answers tells a kill by the kernel: claiming it would be a guess.</summary>
    private static readonly string[] UntoldByFlink = [SymptomClass.ContainerOomKilled];

    public static TheoryData<string> Incidents { get; } = Repository.Shared("recordings") is { } folder
        ? [.. Directory.GetDirectories(folder).Select(incident => Path.GetFileName(incident)).Order(StringComparer.Ordinal)]
        : ["(none)"];

    [Theory]
    [MemberData(nameof(Incidents))]
    public async Task An_incident_is_named_by_its_cause_and_the_TaskManager_in_trouble_leads(string incident)
    {
        var (document, truth) = await DiagnoseAsync(incident);

        var named = document.Findings is [var first, ..] ? first.Class : document.Verdict.ToString().ToLowerInvariant();
        string[] accepted = [truth.Class, .. truth.Acceptable, .. UntoldByFlink.Contains(truth.Class, StringComparer.Ordinal) ? [SymptomClass.UnexplainedLoss] : Array.Empty<string>()];
        accepted.ShouldContain(named, document.Findings.FirstOrDefault()?.Headline);
        if (truth.TaskManagers.Length > 0 && document.Findings is [{ TaskManagers: [var worst, ..] }, ..])
        {
            truth.TaskManagers.ShouldContain(worst);
        }
    }

    private static async Task<(FindingsDocument Document, Truth Truth)> DiagnoseAsync(string incident)
    {
        var file = Repository.Shared("recordings", incident, "recording.jsonl.gz");
        Assert.SkipWhen(file is null, "The recorded incidents (shared/recordings) are not here.");

        var cancellation = TestContext.Current.CancellationToken;
        var recording = await Recording.OpenAsync(file!, cancellation);
        using RecordedRun run = new(incident, file!, recording);
        await run.GoToAsync(recording.Duration, cancellation);

        var truth = JsonSerializer.Deserialize<Truth>(await File.ReadAllTextAsync(Repository.Shared("recordings", incident, "truth.json")!, cancellation), JsonSerializerOptions.Web)!;
        return (run.Current!.Document, truth);
    }

    private sealed record Truth(string Class, string[] TaskManagers, string[] Acceptable);
}
