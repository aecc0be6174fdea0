using FlinkMemoryConsole.Monitoring.Replays;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class ReplaysTests
{
    private static readonly string File = Path.Combine(Repository.Root, "tests", "FlinkMemoryConsole.Tests", "Recordings", "jobmanager-restart.jsonl.gz");

    [Fact]
    public async Task Going_back_forgets_what_came_later()
    {
        using var recording = await Recording.OpenAsync(File, TestContext.Current.CancellationToken);
        using RecordedRun run = new("incident", File, recording);
        await run.GoToAsync(recording.Duration, TestContext.Current.CancellationToken);
        run.Current.ShouldNotBeNull().Evidence.JobManager.Lives.Length.ShouldBe(2);

        await run.GoToAsync(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);

        run.Position.ShouldBe(TimeSpan.FromSeconds(8));
        run.Current.Evidence.Now.ShouldBe(recording.StartedAt + TimeSpan.FromSeconds(8));
        run.Current.Evidence.JobManager.Lives.Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_recording_gives_the_same_findings_whether_it_is_read_through_or_in_parts()
    {
        using var recording = await Recording.OpenAsync(File, TestContext.Current.CancellationToken);
        using RecordedRun through = new("incident", File, recording);
        using RecordedRun parts = new("incident", File, recording);

        await through.GoToAsync(recording.Duration, TestContext.Current.CancellationToken);
        await parts.GoToAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await parts.GoToAsync(recording.Duration, TestContext.Current.CancellationToken);

        parts.Current.ShouldNotBeNull().Document.Findings.Select(finding => finding.Id)
            .ShouldBe(through.Current.ShouldNotBeNull().Document.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public async Task An_opened_recording_stands_at_its_end_and_is_played_from_its_start()
    {
        FakeTimeProvider wall = new();
        using RecordedCluster cluster = new("incident", File, await Recording.OpenAsync(File, TestContext.Current.CancellationToken), wall);
        await cluster.CatchUpAsync(TestContext.Current.CancellationToken);
        cluster.Watched.Feed.Current.ShouldNotBeNull().Evidence.Now.ShouldBe(cluster.StartedAt + cluster.Duration);

        cluster.Play();
        cluster.SetSpeed(4);
        wall.Advance(TimeSpan.FromSeconds(2));
        await cluster.CatchUpAsync(TestContext.Current.CancellationToken);

        cluster.IsPlaying.ShouldBeTrue();
        cluster.Watched.Feed.Current.Evidence.Now.ShouldBe(cluster.StartedAt + TimeSpan.FromSeconds(8));
    }
}
