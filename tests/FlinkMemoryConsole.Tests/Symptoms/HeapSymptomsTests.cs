using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Core.Symptoms.GcOverhead;
using FlinkMemoryConsole.Core.Symptoms.GcPressure;
using FlinkMemoryConsole.Core.Symptoms.HeapOom;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Symptoms;

public sealed class HeapSymptomsTests
{
    private static readonly double[] StraightUp = [40, 110, 180, 250, 330, 400, 470];

    [Fact]
    public void Java_heap_space_in_an_exception_is_a_full_heap_on_that_TaskManager()
    {
        var finding = Heap(new ClusterEvidenceBuilder()
            .With(new TaskManagerBuilder("tm-1").Heap(StraightUp)).With(new TaskManagerBuilder("tm-2").Heap([40, 45, 50, 44, 48, 52, 47]))
            .WithJob("clicks", "RESTARTING", "Enrich", ("tm-1", 900), ("tm-2", 950))
            .Saying(62, "java.lang.OutOfMemoryError: Java heap space", "tm-1", "clicks")).ShouldHaveSingleItem();

        finding.Id.ShouldBe("heap-oom:tm-1");
        finding.Kind.ShouldBe(FindingKind.Observed);
        finding.Severity.ShouldBe(Severity.Critical);
        finding.Vertex.ShouldBe("Enrich");
        finding.Headline.ShouldBe("tm-1 ran out of its 512 MiB of Java heap, first in Enrich.");
        finding.Evidence.ShouldContain(item => item.Value.Contains("470 MiB of 512 MiB", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_logged_failure_the_innermost_exception_is_quoted_and_not_the_head_of_its_line()
    {
        const string Log = """
            2026-11-22 22:34:52,129 WARN  org.apache.flink.runtime.taskmanager.Task [] - Enrich (1/2)#0 switched from RUNNING to FAILED with failure cause:
            java.lang.RuntimeException: Could not enrich
            	at app.Enrich.map(Enrich.java:7)
            Caused by: java.lang.OutOfMemoryError: Java heap space
            	at app.Cache.put(Cache.java:3)
            """;

        var finding = Heap(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(StraightUp)).Saying(62, Log, "tm-1", "clicks")).ShouldHaveSingleItem();

        finding.Evidence.ShouldContain(item => item.What == "the failure's own words" && item.Value == "java.lang.OutOfMemoryError: Java heap space");
    }

    [Fact]
    public void The_cure_starts_from_what_the_TaskManager_really_runs_with()
    {
        var cure = Heap(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(StraightUp)).Saying(62, "java.lang.OutOfMemoryError: Java heap space", "tm-1", "clicks")).ShouldHaveSingleItem().Cure;

        cure.Options.Single(change => change.Key is "taskmanager.memory.task.heap.size").To.ShouldBe("896m", "it runs with 384 MiB, whatever the JobManager's configuration says");
    }

    [Fact]
    public void A_process_that_falls_silent_over_a_filling_heap_died_of_it() =>
        Heap(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(StraightUp).LostAt(90))
            .Saying(90, "java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id tm-1 timed out.", "tm-1", "clicks"))
            .ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Observed);

    [Fact]
    public void A_process_that_vanishes_far_from_its_limits_is_unexplained()
    {
        var evidence = new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 45, 50, 44, 48, 52, 47]).LostAt(70))
            .Saying(70, "org.apache.flink.runtime.resourcemanager.exceptions.ResourceManagerException: TaskManager with id tm-1 is no longer reachable.", "tm-1", "clicks");

        Heap(evidence).ShouldBeEmpty();
        Present(evidence, SymptomClass.UnexplainedLoss).ShouldHaveSingleItem().Missing[0].ShouldContain("container");
    }

    [Fact]
    public void A_TaskManager_that_is_scaled_away_is_no_loss() =>
        Present(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 45, 50, 44]).LostAt(70)), SymptomClass.UnexplainedLoss).ShouldBeEmpty();

    [Fact]
    public void A_heap_whose_level_after_collections_rises_will_be_full()
    {
        Random phase = new(1);
        var leak = Enumerable.Range(0, 60).Select(i => 50 + (6 * i) + (60 * phase.NextDouble()));

        var finding = Heap(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(leak, 1))).ShouldHaveSingleItem();

        finding.Kind.ShouldBe(FindingKind.Predicted);
        finding.Severity.ShouldBe(Severity.Warning);
        finding.LimitAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_saw_with_high_tops_is_healthy(int seed)
    {
        Random phase = new(seed);
        var saw = Enumerable.Range(0, 60).Select(_ => 60 + (430 * phase.NextDouble()));
        var evidence = new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(saw, 1));

        All(evidence).ShouldBeEmpty();
    }

    [Fact]
    public void A_cache_that_has_warmed_up_is_healthy()
    {
        Random phase = new(1);
        var cache = Enumerable.Range(0, 80).Select(i => 40 + Math.Min(320, 9 * i) + (60 * phase.NextDouble()));

        All(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(cache, 1))).ShouldBeEmpty();
    }

    [Fact]
    public void High_use_alone_is_healthy()
    {
        Random phase = new(1);

        All(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap(Enumerable.Range(0, 40).Select(_ => 440 + (50 * phase.NextDouble())), 1))).ShouldBeEmpty();
    }

    [Fact]
    public void Full_collections_that_free_little_are_pressure()
    {
        TaskManagerBuilder taskManager = new("tm-1");
        for (var i = 0; i < 12; i++)
        {
            taskManager.Reading(450 + (i % 3 * 10), young: 10 * i, old: 3 * i, youngMilliseconds: 100 * i, oldMilliseconds: 600 * i);
        }

        var finding = Present(new ClusterEvidenceBuilder().With(taskManager), SymptomClass.GcPressure).ShouldHaveSingleItem();

        finding.TaskManagers.ShouldBe(["tm-1"]);
        finding.Headline.ShouldContain("18 full collections a minute");
    }

    [Fact]
    public void Half_of_the_time_in_pauses_is_on_the_way_to_the_overhead_limit()
    {
        TaskManagerBuilder taskManager = new("tm-1", 512, parallel: true);
        for (var i = 0; i < 8; i++)
        {
            taskManager.Reading(490 + i, old: 10 * i, oldMilliseconds: 7000 * i);
        }

        Present(new ClusterEvidenceBuilder().With(taskManager), SymptomClass.GcOverhead).ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.Predicted);
    }

    [Fact]
    public void The_Parallel_collector_falls_silent_by_overhead() =>
        All(new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1", 512, parallel: true).Heap(StraightUp).LostAt(90))
            .Saying(90, "The heartbeat of TaskManager with id tm-1 timed out.", "tm-1", "clicks")).MaxBy(finding => finding.Confidence)!.Class.ShouldBe(SymptomClass.GcOverhead);

    [Fact]
    public void Without_a_reading_of_any_heap_nothing_is_claimed()
    {
        var evidence = new ClusterEvidenceBuilder().Build();

        new HeapOomDetector(HeapOomOptions.Default).Read(evidence).ShouldBeOfType<SymptomReading.Unknown>();
        new GcPressureDetector(GcPressureOptions.Default).Read(evidence).ShouldBeOfType<SymptomReading.Unknown>();
        new GcOverheadDetector(GcOverheadOptions.Default).Read(evidence).ShouldBeOfType<SymptomReading.Unknown>();
    }

    private static IReadOnlyList<Finding> Heap(ClusterEvidenceBuilder evidence) => Present(evidence, SymptomClass.HeapOom);

    private static IReadOnlyList<Finding> Present(ClusterEvidenceBuilder evidence, string symptom) => [.. All(evidence).Where(finding => string.Equals(finding.Class, symptom, StringComparison.Ordinal))];

    private static IReadOnlyList<Finding> All(ClusterEvidenceBuilder evidence) => [.. SymptomDetectors.Read(evidence.Build()).OfType<SymptomReading.Present>().SelectMany(present => present.Findings)];
}
