using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using FlinkMemoryConsole.Web.Components.Shared.Memory;
using FlinkMemoryConsole.Web.Components.TaskManagers;
using FlinkMemoryConsole.Web.Components.TaskManagers.Map;
using static FlinkMemoryConsole.Web.Tests.TaskManagers.Scenes;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

/// <summary>What a process was given, what is measured of it, and what nobody measures.</summary>
public class RunningMapTests
{
    private static readonly PageLinks Links = new("orders", TimeRange.Default);

    /// <summary>All that Flink's metrics say of a TaskManager's memory.</summary>
    private static readonly (string Metric, double[] Values)[] Everything =
    [
        (FlinkMetricNames.HeapUsed, [224 * MiB]), (FlinkMetricNames.HeapMax, [896 * MiB]), (FlinkMetricNames.HeapCommitted, [896 * MiB]),
        (FlinkMetricNames.DirectUsed, [114 * MiB]), (FlinkMetricNames.MappedUsed, [0]), (FlinkMetricNames.ManagedUsed, [200 * MiB]),
        (FlinkMetricNames.NettySegmentsUsed, [800]), (FlinkMetricNames.NettySegmentsTotal, [3200]),
        (FlinkMetricNames.MetaspaceUsed, [64 * MiB]), (FlinkMetricNames.MetaspaceMax, [256 * MiB]), (FlinkMetricNames.NonHeapUsed, [84 * MiB]), (FlinkMetricNames.ThreadCount, [61]),
    ];

    [Fact]
    public void Each_pool_is_laid_over_the_box_that_it_fills_and_never_split_between_two()
    {
        var map = MapOf(With(Everything)).Map!;

        map.All().Where(box => box.Use is not null).Select(box => (box.Name, box.Use!.Text)).ShouldBe(
        [
            ("JVM heap", "224 MiB in use, 25 %"), ("Direct memory", "114 MiB in use, 50 %"), ("Network", "800 of 3,200 buffers in use, 25 %"), ("Managed", "200 MiB in use, 100 %"),
            ("JVM metaspace", "64.0 MiB in use, 25 %"), ("JVM overhead", "≤ 20.0 MiB seen"),
        ]);
        map.All().Single(box => box.Name is "JVM heap").Inner.Select(box => box.Name).ShouldBe(["Framework heap", "Task heap"]);
        Use(map, "Direct memory").Sentence.ShouldContain("100 MiB of it are the network buffers, 14.0 MiB are other direct buffers");
    }

    [Fact]
    public void A_pool_that_is_read_leads_to_its_panel() =>
        MapOf(With(Everything)).Map!.All().Where(box => box.Href is not null).Select(box => box.Href).ShouldBe(
            [.. "heap direct network managed metaspace".Split(' ').Select(panel => $"/orders/taskmanagers/tm-1?panel={panel}")]);

    [Fact]
    public void What_was_not_read_is_not_seen_and_no_zero()
    {
        var map = MapOf(With((FlinkMetricNames.HeapUsed, [224 * MiB]))).Map!;

        map.All().Where(box => box.Use is { Bytes: null }).Select(box => box.Use!.Text).ShouldBe(Enumerable.Repeat("use not seen", 5));
        Use(map, "Managed").Share.ShouldBeNull();
        MissingMemory.Of(map).ExplainedBy.ShouldBe("JVM heap 224 MiB; not seen: Direct memory, Managed, JVM metaspace, JVM overhead");
    }

    [Fact]
    public void A_component_that_flink_does_not_give_is_unknown_and_so_are_its_sums()
    {
        var map = MapOf(Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Memory = taskManager.Memory! with { TaskHeap = null, TotalProcess = null } }))).Map!;

        map.All().Where(box => box.Bytes is null).Select(box => box.Name).ShouldBe(["Total process memory", "JVM heap", "Task heap"]);
        map.Sentence(map.Bytes).ShouldStartWith("size unknown: the process has not said.");
        map.All().Single(box => box.Name is "Managed").Sentence(map.Bytes).ShouldStartWith("209,715,200 bytes. ");
    }

    [Fact]
    public void Origins_are_told_where_the_configuration_comes_to_the_same_sizes()
    {
        var configuration = FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m");

        var same = MapOf(Configured(configuration, new(128 * MiB, 402653174, 128 * MiB, 0, 134217730, 536870920, 256 * MiB, 192 * MiB, 1342177280, 1728 * MiB)));
        var other = MapOf(Configured(configuration, new(128 * MiB, 402653174, 128 * MiB, 0, 134217730, 536870920, 250 * MiB, 198 * MiB, 1342177280, 1728 * MiB)));

        same.Map!.All().Single(box => box.Name is "JVM overhead").Kind.ShouldBe("clamped to minimum");
        same.Note.ShouldBe("as the TaskManager reports it");
        other.Map!.All().ShouldAllBe(box => box.Origin == null);
        other.Note.ShouldContain("comes to other sizes");
    }

    [Fact]
    public void Leads_to_the_budget_page_with_its_own_configuration()
    {
        MapOf(With(Everything)).Budget.ShouldBeNull("no configuration has been read");
        MapOf(Configured(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m"), memory: null)).Budget.ShouldBe("/orders/budget?taskmanager=tm-1");
    }

    [Fact]
    public void The_missing_memory_is_unknown_and_has_what_jvm_overhead_leaves()
    {
        var missing = MapOf(With(Everything)).Missing!;

        missing.Room.ShouldBe(130 * MiB);
        missing.RoomOf.ShouldBe("JVM overhead of 150 MiB less at most 20.0 MiB of code cache");
        missing.Explained.ShouldBe((224 + 114 + 200 + 64 + 20) * MiB, "network buffers are direct memory already");
        (missing.Threads, missing.Mapped).ShouldBe((61, null));
        missing.Overruns.ShouldBeEmpty();
    }

    [Fact]
    public void A_pool_above_its_budget_shows_and_takes_from_the_rest()
    {
        var map = MapOf(With([.. Everything.Where(metric => metric.Metric is not (FlinkMetricNames.DirectUsed or FlinkMetricNames.MappedUsed)), (FlinkMetricNames.DirectUsed, [258 * MiB]), (FlinkMetricNames.MappedUsed, [5 * MiB])]));

        Use(map.Map!, "Direct memory").Text.ShouldBe("258 MiB in use, 113 %");
        Use(map.Map!, "Direct memory").Fill.ShouldBe(1);
        map.Missing!.Overruns.ShouldHaveSingleItem().ShouldStartWith("Direct memory is 30.0 MiB over its 228 MiB");
        map.Missing.Room.ShouldBe(100 * MiB);
        map.Missing.Mapped.ShouldBe(5 * MiB);
    }

    [Fact]
    public void A_bound_on_the_code_cache_above_jvm_overhead_is_no_overrun_but_leaves_no_room_for_sure()
    {
        var map = MapOf(With((FlinkMetricNames.MetaspaceUsed, [64 * MiB]), (FlinkMetricNames.NonHeapUsed, [264 * MiB])));

        Use(map.Map!, "JVM overhead").Text.ShouldBe("≤ 200 MiB seen");
        map.Missing!.Overruns.ShouldBeEmpty();
        map.Missing.Room.ShouldBe(0);
    }

    [Fact]
    public void A_limit_of_the_jvm_that_is_not_set_is_no_limit()
    {
        var map = MapOf(With((FlinkMetricNames.MetaspaceUsed, [64 * MiB]), (FlinkMetricNames.MetaspaceMax, [-1]))).Map!;

        Use(map, "JVM metaspace").Text.ShouldBe("64.0 MiB in use, 25 %");
    }

    [Fact]
    public void Values_that_stopped_long_before_others_are_not_of_the_same_moment()
    {
        var now = new EvidenceBuilder().Now;
        MetricWindows windows = new(360);
        windows.Append(now.AddMinutes(-2), [new(FlinkMetricNames.HeapUsed, 224 * MiB), new(FlinkMetricNames.ManagedUsed, 200 * MiB)]);
        windows.Append(now, [new(FlinkMetricNames.HeapUsed, 300 * MiB)]);

        var map = MapOf(Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Windows = windows }))).Map!;

        Use(map, "JVM heap").Bytes.ShouldBe(300 * MiB);
        Use(map, "Managed").Bytes.ShouldBeNull();
    }

    [Fact]
    public void A_new_life_does_not_inherit_what_the_last_one_used()
    {
        var map = MapOf(Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with
        {
            Windows = EvidenceBuilder.Heap([200, 300], cluster.Now.AddSeconds(-30)),
            Lives = [new(EvidenceBuilder.Start, cluster.Now.AddSeconds(-20), "a:1"), new(cluster.Now.AddSeconds(-10), null, "a:1")],
        }))).Map!;

        Use(map, "JVM heap").Sentence.ShouldBe("Use not seen. The process has not answered for its metrics since it came back.");
    }

    [Fact]
    public void The_job_manager_has_its_own_boxes_and_its_off_heap_memory_may_run_over()
    {
        var snapshot = new EvidenceBuilder().Snapshot();
        var jobManager = snapshot.Evidence.JobManager with { Windows = Rows(snapshot.Evidence.Now, (FlinkMetricNames.HeapUsed, [512 * MiB]), (FlinkMetricNames.DirectUsed, [160 * MiB])) };

        var map = RunningMap.Of(ProcessScene.Of(snapshot, ProcessScene.JobManagerId, jobManager, new(EvidenceBuilder.Start, snapshot.Evidence.Now)), Links);

        map.Map!.All().Select(box => box.Name).ShouldBe(["Total process memory", "Total Flink memory", "JVM heap", "Off-heap", "JVM metaspace", "JVM overhead"]);
        Use(map.Map, "JVM heap").Text.ShouldBe("512 MiB in use, 50 %");
        Use(map.Map, "Off-heap").LimitName.ShouldBe("its budget: without a flag the JVM allows as much as -Xmx");
        map.Missing!.Overruns.ShouldHaveSingleItem().ShouldStartWith("Off-heap is 32.0 MiB over its 128 MiB");
    }

    private static RunningMap MapOf(ProcessScene scene) => RunningMap.Of(scene, Links);

    private static MeasuredUse Use(MemoryBox map, string name) => map.All().Single(box => string.Equals(box.Name, name, StringComparison.Ordinal)).Use!;

    private static ProcessScene Configured(FlinkConfiguration configuration, TaskManagerMemory? memory)
    {
        var scene = Of(cluster => cluster.WithTaskManager("tm-1", alter: taskManager => taskManager with { Memory = memory ?? taskManager.Memory }));
        return scene with { Snapshot = scene.Snapshot with { Evidence = scene.Snapshot.Evidence with { Configuration = configuration } } };
    }
}
