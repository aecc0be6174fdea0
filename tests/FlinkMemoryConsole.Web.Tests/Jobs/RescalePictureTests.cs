using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Testing.Evidence;
using FlinkMemoryConsole.Web.Components.Jobs;

namespace FlinkMemoryConsole.Web.Tests.Jobs;

public class RescalePictureTests
{
    private static readonly FlinkVersion Version = new(1, 20);

    [Fact]
    public void Without_a_question_it_is_the_job_as_it_runs()
    {
        var picture = JobStories.Rescale("");

        (picture.Parallelism, picture.Required, picture.Recommended, picture.Held, picture.Cure).ShouldBe((4, 20, 56, 4096, null));
    }

    [Fact]
    public void As_it_runs_a_known_refusal_outweighs_what_nobody_has_told()
    {
        var snapshot = JobStories.Snapshot(cluster => JobStories.With(cluster, held: 19));
        var silent = snapshot.Evidence.TaskManagers[0] with { Windows = new MetricWindows(2) };
        var evidence = snapshot.Evidence with { TaskManagers = [silent, snapshot.Evidence.TaskManagers[1]] };

        var picture = RescalePicture.Of(JobBuffers.Of(evidence, evidence.Jobs[0]).BuffersOrNull.ShouldNotBeNull(), JobAddress.Read(""), registered: 2, slots: 2);

        (picture.Held, picture.Verdict).ShouldBe((19, BufferVerdict.Refused));
    }

    [Fact]
    public void A_job_too_large_to_count_is_a_problem_in_words()
    {
        var picture = JobStories.Rescale("?parallelism=32768&scope=all", alter: job => job with { Graph = new([.. Enumerable.Range(0, 300).Select(number => new JobVertex($"v{number}", "v", 4))], []) });

        picture.Need.ShouldBeNull();
        picture.Problem.ShouldBe("9,830,400 subtasks are more than can be counted here (5,000,000).");
    }

    [Fact]
    public void The_need_of_another_parallelism_is_that_of_the_rescaled_graph()
    {
        var picture = JobStories.Rescale("?parallelism=8");
        var graph = JobStories.Graph.Rescaled(8);
        var expected = BufferNeeds.Derive(graph, SubtaskPlacement.Assume(graph, 2), JobStories.Configuration, Version).NeedOrNull.ShouldNotBeNull();

        (picture.Required, picture.Recommended, picture.TaskManagers).ShouldBe((expected.Smallest, expected.Recommended, 4));
        RescaleWords.Remarks(picture, JobAddress.Read("?parallelism=8")).ShouldContain("2 TaskManagers more than the 2 that are registered now.");
    }

    [Theory]
    [InlineData("?parallelism=64&aim=start")]
    [InlineData("?parallelism=64")]
    [InlineData("?parallelism=64&aim=start&container=unchanged")]
    public void The_options_derive_to_the_buffers_that_are_wished_for(string query)
    {
        var picture = JobStories.Rescale(query, held: 32);

        var reached = picture.Cure.ShouldBeOfType<CureAnswer.Reached>();
        var after = reached.Changes.Aggregate(JobStories.Configuration, (all, change) => all.With(change.Key, change.To));
        var budget = TaskManagerBudgets.Derive(after, Version).BudgetOrNull.ShouldNotBeNull();
        budget.NetworkBuffers.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(picture.Wished);
        (budget.TotalProcess == 1L << 30).ShouldBe(query.Contains("unchanged", StringComparison.Ordinal));
        picture.Wished.ShouldBe(query.Contains("start", StringComparison.Ordinal) ? picture.Required : picture.Recommended);
        picture.Budget.ShouldNotBeNull().On("/orders/budget").ShouldStartWith($"/orders/budget?taskmanager=tm-1&wish=buffers&size={picture.Wished}");
    }

    [Fact]
    public void Other_slots_are_among_the_options()
    {
        var picture = JobStories.Rescale("?parallelism=64&slots=8", held: 32);

        picture.TaskManagers.ShouldBe(8);
        picture.Cure.ShouldBeOfType<CureAnswer.Reached>().Changes.ShouldContain(new OptionChange("taskmanager.numberOfTaskSlots", "2", "8"));
    }

    [Fact]
    public void Other_slots_are_among_the_nearest_that_can_be_had()
    {
        var picture = JobStories.Rescale("?parallelism=4096&slots=2048&container=unchanged", held: 32);

        picture.Cure.ShouldBeOfType<CureAnswer.Impossible>().Nearest.ShouldNotBeNull().Changes.ShouldContain(new OptionChange("taskmanager.numberOfTaskSlots", "2", "2048"));
    }

    [Fact]
    public void The_options_are_for_the_task_manager_that_holds_fewest_though_the_job_does_not_run_there()
    {
        var roomy = JobStories.Configuration.With("taskmanager.memory.network.min", "343m").With("taskmanager.memory.network.max", "343m");
        var idle = TaskManagerBudgets.Derive(JobStories.Configuration, Version).BudgetOrNull.ShouldNotBeNull();
        var snapshot = JobStories.Snapshot(
            cluster => JobStories.With(cluster, held: 10976).WithTaskManager("tm-9", alter: taskManager => taskManager with
            {
                Slots = 2, Memory = ReportedMemory.Of(idle), Windows = JobStories.Rows(cluster.Now, (FlinkMetricNames.NettySegmentsTotal, 32)),
            }),
            configuration: roomy);
        var buffers = JobBuffers.Of(snapshot.Evidence, snapshot.Evidence.Jobs[0]).BuffersOrNull.ShouldNotBeNull();

        var picture = RescalePicture.Of(buffers, JobAddress.Read("?parallelism=60&aim=start"), registered: 3, slots: 2);

        (picture.Held, picture.Verdict).ShouldBe((32, BufferVerdict.Refused));
        var reached = picture.Cure.ShouldBeOfType<CureAnswer.Reached>();
        reached.Changes.ShouldNotBeEmpty();
        reached.Before.ShouldBeOfType<TaskManagerBudget>().NetworkBuffers.ShouldBe(32);
        picture.Budget.ShouldNotBeNull().TaskManager.ShouldBe("tm-9");
    }

    [Theory]
    [InlineData("?parallelism=0")]
    [InlineData("?parallelism=many")]
    [InlineData("?parallelism=99999999999")]
    [InlineData("?slots=-1")]
    [InlineData("?taskmanagers=1.5")]
    public void What_is_no_number_is_said(string query) => JobStories.Rescale(query).Problem.ShouldBe("Parallelism, TaskManagers and slots: write a whole number from 1 to 32,768.");

    [Fact]
    public void Too_few_slots_are_said() => JobStories.Rescale("?parallelism=8&taskmanagers=3").Problem.ShouldBe("3 TaskManagers of 2 slots have too few slots: the job needs 8, on 4 TaskManagers.");

    [Fact]
    public void A_rescale_that_Flink_refuses_is_answered_in_its_words_with_the_option_to_blame()
    {
        var sorts = JobStories.Configuration.With("taskmanager.network.sort-shuffle.min-parallelism", "5").With("taskmanager.network.sort-shuffle.min-buffers", "1");
        JobGraph graph = JobStories.Graph with { Edges = [JobStories.Graph.Edges[0] with { Exchange = ExchangeType.Blocking }] };
        var evidence = JobStories.Snapshot(cluster => JobStories.With(cluster, alter: job => job with { Graph = graph }), configuration: sorts).Evidence;

        var picture = RescalePicture.Of(JobBuffers.Of(evidence, evidence.Jobs[0]).BuffersOrNull.ShouldNotBeNull(), JobAddress.Read("?parallelism=8"), registered: 2, slots: 2);

        picture.Problem.ShouldNotBeNull().ShouldStartWith("Flink refuses it, for taskmanager.network.sort-shuffle.min-buffers: IOException: Too few sort buffers");
    }

    [Fact]
    public void A_parallelism_that_no_operator_may_have_is_not_the_one_that_is_counted()
    {
        JobGraph graph = JobStories.Graph with { Vertices = [.. JobStories.Graph.Vertices.Select(vertex => vertex with { MaxParallelism = 6 })] };

        var picture = JobStories.Rescale("?parallelism=200", alter: job => job with { Graph = graph });

        RescaleWords.Headline(picture, isRescale: true, hasEnded: false).ShouldStartWith("With parallelism 6 (no operator may have the 200 asked for) on 3 TaskManagers the fullest one needs");
    }

    [Fact]
    public void A_job_that_has_ended_ran_and_buffers_of_others_are_told_of()
    {
        var picture = JobStories.Rescale("");

        RescaleWords.Headline(picture, isRescale: false, hasEnded: true).ShouldStartWith("As it ran, with parallelism");
        RescaleWords.Remarks(picture, JobAddress.Read("")).ShouldBeEmpty();
    }

    [Fact]
    public void A_maximum_and_what_follows_from_it_are_said()
    {
        JobGraph graph = JobStories.Graph with { Vertices = [JobStories.Graph.Vertices[0] with { MaxParallelism = 6 }, JobStories.Graph.Vertices[1]], Edges = [JobStories.Graph.Edges[0] with { Strategy = ShipStrategy.Forward }] };

        var remarks = RescaleWords.Remarks(JobStories.Rescale("?parallelism=8", alter: job => job with { Graph = graph }), JobAddress.Read("?parallelism=8"));

        remarks.ShouldContain("Kept back by their maximum parallelism: Enrich clicks (6). Changing a maximum means starting without state.");
        RescaleWords.Headline(JobStories.Rescale("?parallelism=8", alter: job => job with { Graph = graph }), isRescale: true, hasEnded: false).ShouldStartWith("With parallelism 8 on");
        remarks.ShouldContain("1 exchange that went one to one (FORWARD) would rebalance: producer and consumer no longer have the same parallelism.");
    }
}
