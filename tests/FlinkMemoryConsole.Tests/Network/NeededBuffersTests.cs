using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>The cure of a job that was refused for want of network buffers.</summary>
public class NeededBuffersTests
{
    private const string Refused = "java.io.IOException: Insufficient number of network buffers: required 5, but only 2 available. The total number of network buffers is currently set to 32 of 32768 bytes each.";

    private static readonly FlinkConfiguration Configuration = FlinkConfiguration.From(new Dictionary<string, string>
    {
        ["taskmanager.memory.process.size"] = "1g", ["taskmanager.memory.network.min"] = "1m", ["taskmanager.memory.network.max"] = "1m", ["taskmanager.numberOfTaskSlots"] = "4",
    });

    [Fact]
    public void A_job_whose_graph_is_known_gets_the_buffers_that_it_needs_and_no_more()
    {
        var finding = Finding(Job("clicks", "FAILED", DrawnJobs.Pair(8, 8, ShipStrategy.Hash)));

        // Two TaskManagers of 4 slots: 4 × 9 for the results, 4 × (1 + 2 × 4) for the gates.
        BuffersAfter(finding).ShouldBe(72);
        finding.Cure.Code[0].ShouldContain("72 buffers");
        finding.Cure.Code[0].ShouldContain($"{4 * (24 + 16)}");
    }

    [Fact]
    public void Jobs_that_run_beside_keep_theirs_and_the_words_say_so()
    {
        var finding = Finding(Job("clicks", "FAILED", DrawnJobs.Pair(8, 8, ShipStrategy.Hash)), Job("orders", "RUNNING", DrawnJobs.Pair(1, 1, ShipStrategy.Rebalance)));

        BuffersAfter(finding).ShouldBe(72 + 3);
        finding.Cure.Code[0].ShouldContain("75 buffers on each TaskManager, wherever it is placed: 3 of them are for the jobs that run beside it");
    }

    [Fact]
    public void Subtasks_that_are_refused_for_the_same_reason_are_one_piece_of_evidence()
    {
        var finding = Finding(Job("clicks", "FAILED", DrawnJobs.Pair(8, 8, ShipStrategy.Hash)));

        finding.Evidence.Count(item => item.Value.Contains("Insufficient", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Where_only_the_failure_speaks_the_cure_goes_beyond_its_one_request() =>
        BuffersAfter(Finding(Job("clicks", "FAILED", null))).ShouldBe(2048);

    [Fact]
    public void What_failed_is_never_proposed_again_whatever_the_plan_says()
    {
        // Options of the network that only the TaskManagers have make the job need more than its plan tells.
        var finding = Finding(Job("clicks", "FAILED", DrawnJobs.Pair(2, 2, ShipStrategy.Hash)));

        BuffersAfter(finding).ShouldBe(35);
    }

    [Fact]
    public void What_failed_for_another_run_is_no_bound_for_this_one()
    {
        var larger = Refused.Replace("to 32 of", "to 359 of", StringComparison.Ordinal);

        var finding = Finding(said => said.Saying(20, larger, "tm-0", "larger").Saying(20, larger, "tm-0"), Job("larger", "FAILED", null), Job("clicks", "FAILED", DrawnJobs.Pair(2, 2, ShipStrategy.Hash)));

        BuffersAfter(finding).ShouldBe(35);
        finding.JobId.ShouldBe("clicks");
    }

    [Fact]
    public void A_later_run_that_runs_makes_the_refusal_history()
    {
        Finding(Job("clicks", "FAILED", null), Job("again", "RUNNING", null) with { Name = "clicks", StartedAt = ClusterEvidenceBuilder.At(50) }).Until.ShouldBe(ClusterEvidenceBuilder.At(50));
        Finding(Job("clicks", "FAILED", null), Job("beside", "RUNNING", null) with { StartedAt = ClusterEvidenceBuilder.At(50) }).Until.ShouldBeNull();
        Finding(Job("clicks", "FAILED", null), Job("before", "RUNNING", null) with { Name = "clicks", StartedAt = ClusterEvidenceBuilder.At(10) }).Until.ShouldBeNull();
    }

    private static Finding Finding(params JobEvidence[] jobs) => Finding(said => said, jobs);

    private static Finding Finding(Func<ClusterEvidenceBuilder, ClusterEvidenceBuilder> before, params JobEvidence[] jobs)
    {
        var builder = before(new());
        foreach (var job in jobs)
        {
            builder.With(job);
        }

        var evidence = builder.With(new TaskManagerBuilder("tm-1").Heap([100, 110, 120])).Saying(30, Refused, "tm-1", "clicks").Saying(31, Refused.Replace("required 5", "required 4", StringComparison.Ordinal), "tm-1", "clicks").Until(60).Build() with { Configuration = Configuration, FlinkVersion = "2.3.0" };
        evidence = evidence with { TaskManagers = [.. evidence.TaskManagers.Select(taskManager => taskManager with { Memory = ReportedMemory.Of(TaskManagerBudgets.Derive(Configuration, FlinkVersion.Newest).BudgetOrNull!) })] };
        return SymptomDetectors.All.Select(detector => detector.Read(evidence)).OfType<SymptomReading.Present>()
            .SelectMany(present => present.Findings).Single(finding => finding.Class is SymptomClass.NetworkBuffersInsufficient && finding.TaskManagers.Contains("tm-1"));
    }

    private static long? BuffersAfter(Finding finding)
    {
        var cured = finding.Cure.Options.Aggregate(Configuration, (configuration, change) => configuration.With(change.Key, change.To));
        return TaskManagerBudgets.Derive(cured, FlinkVersion.Newest).BudgetOrNull?.NetworkBuffers;
    }

    private static JobEvidence Job(string id, string state, JobGraph? graph) => new() { Id = id, Name = id, State = state, Windows = new MetricWindows(10), Graph = graph };
}
