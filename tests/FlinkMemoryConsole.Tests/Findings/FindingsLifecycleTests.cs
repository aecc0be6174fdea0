using CsCheck;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Findings;

public sealed class FindingsLifecycleTests
{
    private readonly FindingsLifecycle _lifecycle = new();

    [Fact]
    public void A_finding_keeps_its_first_since_and_its_id()
    {
        Apply(10, Present(Found("tm-1", since: 8)));

        var finding = Apply(40, Present(Found("tm-1", since: 30))).Findings.ShouldHaveSingleItem();

        finding.Id.ShouldBe("heap-oom:tm-1");
        finding.Since.ShouldBe(ClusterEvidenceBuilder.At(8));
    }

    [Fact]
    public void One_look_without_the_sign_ends_nothing()
    {
        Apply(10, Present(Found("tm-1")));

        Apply(20, Absent()).Findings.ShouldHaveSingleItem().Until.ShouldBeNull();
        Apply(60, Absent()).Findings.ShouldHaveSingleItem().Until.ShouldBe(ClusterEvidenceBuilder.At(10));
    }

    [Fact]
    public void A_prediction_that_does_not_come_true_is_withdrawn()
    {
        Apply(10, Present(Found("tm-1") with { Kind = FindingKind.Predicted }));

        Apply(150, Absent()).Findings.ShouldHaveSingleItem();

        var document = Apply(200, Absent());

        document.Findings.ShouldBeEmpty();
        document.Withdrawn.ShouldHaveSingleItem().Id.ShouldBe("heap-oom:tm-1");
        document.Verdict.ShouldBe(Verdict.Healthy);
    }

    [Fact]
    public void A_prediction_that_comes_true_is_one_finding_with_one_identity()
    {
        Apply(10, Present(Found("tm-1", since: 5) with { Kind = FindingKind.Predicted }));
        var document = Apply(20, Present(Found("tm-1", since: 19)));

        var finding = document.Findings.ShouldHaveSingleItem();
        finding.Kind.ShouldBe(FindingKind.Observed);
        finding.Since.ShouldBe(ClusterEvidenceBuilder.At(5));
    }

    [Fact]
    public void What_lasts_leads_over_what_is_over()
    {
        var finding = Apply(10, Present(Found("tm-1", since: 2) with { Until = ClusterEvidenceBuilder.At(5), Confidence = 0.99 }, Found("tm-2", since: 6))).Findings.ShouldHaveSingleItem();

        finding.TaskManagers.ShouldBe(["tm-2", "tm-1"]);
        finding.Until.ShouldBeNull();
    }

    [Fact]
    public void What_two_runs_of_a_job_ask_for_are_two_findings_and_what_is_in_its_code_is_one()
    {
        var first = Found("tm-1") with { JobId = "first" };
        var second = Found("tm-2") with { JobId = "second" };

        Apply(10, Present(first, second)).Findings.Length.ShouldBe(1);
        new FindingsLifecycle().Apply(new ClusterEvidenceBuilder().Until(10).Build(), [Present(Refused(first), Refused(second))]).Findings.Length.ShouldBe(2);

        static Finding Refused(Finding finding) => finding with { Class = SymptomClass.NetworkBuffersInsufficient, Id = finding.Id.Replace("heap-oom", SymptomClass.NetworkBuffersInsufficient, StringComparison.Ordinal) };
    }

    [Fact]
    public void What_happened_stays_although_it_ended()
    {
        Apply(10, Present(Found("tm-1")));

        Apply(600, Absent()).Verdict.ShouldBe(Verdict.Critical);
    }

    [Fact]
    public void The_same_trouble_on_two_TaskManagers_is_one_finding_and_keeps_its_id()
    {
        Apply(10, Present(Found("tm-2")));
        var finding = Apply(20, Present(Found("tm-1") with { Confidence = 0.99 }, Found("tm-2"))).Findings.ShouldHaveSingleItem();

        finding.Id.ShouldBe("heap-oom:tm-2");
        finding.TaskManagers.ShouldBe(["tm-1", "tm-2"]);
    }

    [Fact]
    public void What_follows_is_listed_beneath_its_root()
    {
        var finding = Apply(30, Present(Found("tm-1")), new SymptomReading.Present([Found("tm-1", since: 25) with { Id = "unexplained-loss:tm-1", Class = SymptomClass.UnexplainedLoss }]) { Symptom = SymptomClass.UnexplainedLoss })
            .Findings.ShouldHaveSingleItem();

        finding.Class.ShouldBe(SymptomClass.HeapOom);
        finding.Consequences.ShouldHaveSingleItem().ShouldStartWith("unexplained-loss");
    }

    [Fact]
    public void A_failure_of_another_job_is_no_consequence() =>
        Apply(30, Present(Found("tm-1")), new SymptomReading.Present([Found("tm-9") with { Id = "not-memory:other", Class = SymptomClass.NotMemory, Job = "other", TaskManagers = [] }]) { Symptom = SymptomClass.NotMemory })
            .Findings.Select(finding => finding.Class).ShouldBe([SymptomClass.HeapOom, SymptomClass.NotMemory]);

    [Fact]
    public void Where_no_heap_was_seen_nobody_is_called_healthy() =>
        Apply(10, new SymptomReading.Unknown(["heap"]) { Symptom = SymptomClass.HeapOom }, new SymptomReading.Absent { Symptom = SymptomClass.MetaspaceOom }).Verdict.ShouldBe(Verdict.Unknown);

    [Fact]
    public void Adding_unknown_never_changes_the_findings() =>
        Story.Sample(story =>
        {
            FindingsLifecycle plain = new(), doubting = new();
            foreach (var (readings, i) in story.Select((readings, i) => (readings, i)))
            {
                SymptomReading unknown = new SymptomReading.Unknown(["something"]) { Symptom = SymptomClass.HeapOom };
                var one = plain.Apply(Evidence(10 * i), readings);
                var other = doubting.Apply(Evidence(10 * i), [unknown, .. readings]);
                if (!string.Equals(FindingsJson.Serialize(one), FindingsJson.Serialize(other), StringComparison.Ordinal))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void The_order_of_the_readings_does_not_matter() =>
        Story.Sample(story =>
        {
            FindingsLifecycle forward = new(), backward = new();
            return story.Select((readings, i) => (readings, i)).All(step =>
                string.Equals(
                    FindingsJson.Serialize(forward.Apply(Evidence(10 * step.i), step.readings)),
                    FindingsJson.Serialize(backward.Apply(Evidence(10 * step.i), step.readings.Reverse().Select(Turned))),
                    StringComparison.Ordinal));
        });

    [Fact]
    public void Identities_never_change_while_a_finding_lasts() =>
        Story.Sample(story =>
        {
            FindingsLifecycle lifecycle = new();
            HashSet<string> before = [];
            foreach (var (readings, i) in story.Select((readings, i) => (readings, i)))
            {
                var document = lifecycle.Apply(Evidence(10 * i), readings);
                var ids = document.Findings.Select(finding => finding.Id).ToHashSet();
                if (!before.All(id => ids.Contains(id) || document.Withdrawn.Any(withdrawn => string.Equals(withdrawn.Id, id, StringComparison.Ordinal))))
                {
                    return false;
                }

                before = ids;
            }

            return true;
        });

    private static Gen<SymptomReading[][]> Story { get; } = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, (one, two, predicted) => (one, two, predicted)).Array[1, 12].Select(steps =>
        steps.Select(step => new SymptomReading[]
        {
            (step.one || step.two)
                ? Present([.. new[] { step.one ? Found("tm-1") with { Kind = step.predicted ? FindingKind.Predicted : FindingKind.Observed } : null, step.two ? Found("tm-2") : null }.OfType<Finding>()])
                : (SymptomReading)Absent(),
            new SymptomReading.Absent { Symptom = SymptomClass.MetaspaceOom },
        }).ToArray());

    private FindingsDocument Apply(double at, params SymptomReading[] readings) => _lifecycle.Apply(Evidence(at), readings);

    private static ClusterEvidence Evidence(double at) => new ClusterEvidenceBuilder().Until(at).Build();

    private static SymptomReading.Present Present(params Finding[] findings) => new SymptomReading.Present([.. findings]) { Symptom = SymptomClass.HeapOom };

    private static SymptomReading.Absent Absent() => new SymptomReading.Absent { Symptom = SymptomClass.HeapOom };

    private static SymptomReading Turned(SymptomReading reading) => reading is SymptomReading.Present present ? present with { Findings = [.. present.Findings.Reverse()] } : reading;

    private static Finding Found(string taskManager, double since = 0) => new()
    {
        Id = $"heap-oom:{taskManager}",
        Class = SymptomClass.HeapOom,
        Severity = Severity.Critical,
        Kind = FindingKind.Observed,
        Component = "taskmanager",
        TaskManagers = [taskManager],
        Job = "clicks",
        Since = ClusterEvidenceBuilder.At(since),
        Confidence = 0.9,
        Headline = $"{taskManager} ran out of JVM heap.",
    };
}
