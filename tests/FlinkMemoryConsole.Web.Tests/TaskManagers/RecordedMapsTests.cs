using FlinkMemoryConsole.Monitoring.Publishing;
using FlinkMemoryConsole.Monitoring.Replays;
using FlinkMemoryConsole.Recordings;
using FlinkMemoryConsole.Testing;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Shared.Memory;
using FlinkMemoryConsole.Web.Components.TaskManagers;
using FlinkMemoryConsole.Web.Components.TaskManagers.Map;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

/// <summary>The memory maps of processes that really ran, of both Flink versions.</summary>
public class RecordedMapsTests
{
    private static readonly string BuiltIn = Path.Combine(Repository.Root, "src", "FlinkMemoryConsole.Web", "Incident", "incident.jsonl.gz");

    public static TheoryData<string> Recordings { get; } =
    [
        BuiltIn,
        .. Directory.GetDirectories(Repository.Shared("recordings") ?? Path.GetDirectoryName(BuiltIn)!).Select(incident => Path.Combine(incident, "recording.jsonl.gz")).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Boxes_add_up_and_what_is_in_use_fits_the_process(string file)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var recording = await Recording.OpenAsync(file, cancellation);
        using RecordedRun run = new("recorded", file, recording);
        foreach (var share in new[] { 0.6, 1 })
        {
            await run.GoToAsync(recording.Duration * share, cancellation);
            ScenesOf(run.Current!).ToList().ForEach(Check);
        }
    }

    [Fact]
    public async Task The_built_in_incident_shows_its_full_heap_and_how_each_size_came_about()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var recording = await Recording.OpenAsync(BuiltIn, cancellation);
        using RecordedRun run = new("incident", BuiltIn, recording);
        await run.GoToAsync(recording.Duration * 0.6, cancellation);

        foreach (var scene in ScenesOf(run.Current!).Where(scene => scene.TaskManager is not null))
        {
            var map = RunningMap.Of(scene, new("incident", TimeRange.Default)).Map!;

            map.Kind.ShouldBe("given");
            map.All().Single(box => box.Name is MemoryMapModel.Heap).Use!.Share!.Value.ShouldBeGreaterThan(0.5);
        }
    }

    private static IEnumerable<ProcessScene> ScenesOf(ClusterSnapshot snapshot)
    {
        TimeSpanOfRange shown = new(snapshot.Evidence.From, snapshot.Evidence.Now);
        return snapshot.Evidence.TaskManagers.Select(taskManager => ProcessScene.Of(snapshot, taskManager.Id, taskManager, shown))
            .Append(ProcessScene.Of(snapshot, ProcessScene.JobManagerId, snapshot.Evidence.JobManager, shown));
    }

    private static void Check(ProcessScene scene)
    {
        var map = RunningMap.Of(scene, new("recorded", TimeRange.Default));

        map.Map.ShouldNotBeNull(scene.ProcessId);
        Check(map.Map);
        map.Map.All().Where(box => box.Use?.Share is not null).ShouldAllBe(box => box.Use!.Share <= 1.02);
        if (map.Missing!.Explained is { } explained)
        {
            explained.ShouldBeInRange(1, map.Map.Bytes!.Value);
            map.Map.All().Where(box => box.Use is { Bytes: null }).Select(box => $"{scene.ProcessId}: {box.Name}").ShouldBeEmpty();
        }
    }

    private static void Check(MemoryBox box)
    {
        box.Bytes.ShouldNotBeNull(box.Name);
        if (!box.Inner.IsEmpty)
        {
            box.Inner.Sum(inner => inner.Bytes).ShouldBe(box.Bytes, box.Name);
            box.Inner.ToList().ForEach(Check);
        }
    }
}
