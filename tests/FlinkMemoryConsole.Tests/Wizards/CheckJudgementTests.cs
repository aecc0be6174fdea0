using CsCheck;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Core.Wizards.Signs;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

/// <summary>Laws of the judgement, whatever was seen.</summary>
public class CheckJudgementTests
{
    private static readonly Gen<CheckBaseline> Baselines = Gen.Select(Gen.Double[0.5, 600], Gen.Double[64, 4096]).Select((minutes, limit) => new CheckBaseline
    {
        Cluster = "orders",
        Symptom = "heap-oom",
        TaskManagerId = "taskmanager-1",
        At = HeapStory.Minute(0),
        Headline = "",
        LimitBytes = limit * HeapStory.MiB,
        FilledWithin = TimeSpan.FromMinutes(minutes),
    });

    private static readonly Gen<WatchedProcess> Processes = Gen.Select(Gen.Double[0, 4096], Gen.Double[64, 4096], Gen.Enum<GrowthShape>(), Gen.Double[0, 100])
        .Select((peak, limit, shape, pace) => new WatchedProcess(
            "taskmanager-1",
            HeapStory.Minute(1),
            Math.Min(peak, limit) * HeapStory.MiB,
            limit * HeapStory.MiB,
            new(shape, HeapStory.Minute(1), HeapStory.Minute(5), 0, Math.Min(peak, limit) * HeapStory.MiB, pace),
            null));

    [Fact]
    public void Nothing_is_cured_before_the_old_trouble_would_have_shown_again() =>
        Gen.Select(Baselines, Processes, Gen.Double[0, 2000]).Sample((baseline, process, minutes) =>
            Judge(baseline, process, minutes) is not CheckResult.Cured || HeapStory.Minute(minutes) >= process.Since + CheckJudgement.WatchFor(baseline, process.LimitBytes));

    [Fact]
    public void What_still_rises_is_never_cured() =>
        Gen.Select(Baselines, Processes, Gen.Double[0, 2000]).Sample((baseline, process, minutes) =>
            !process.Growth!.IsRising || Judge(baseline, process, minutes) is not CheckResult.Cured);

    [Fact]
    public void A_failure_since_the_change_is_never_anything_but_not_cured() =>
        Gen.Select(Baselines, Processes, Gen.Double[0, 2000]).Sample((baseline, process, minutes) =>
            CheckJudgement.Judge(baseline, new(HeapStory.Minute(minutes), HeapStory.Minute(0), null, "it failed", [process])) is CheckResult.NotCured);

    [Fact]
    public void Another_process_never_makes_it_better() =>
        Gen.Select(Baselines, Processes, Processes, Gen.Double[0, 2000]).Sample((baseline, first, second, minutes) =>
            Rank(CheckJudgement.Judge(baseline, Window(minutes, first, second))) >= Rank(Judge(baseline, first, minutes)));

    private static CheckResult Judge(CheckBaseline baseline, WatchedProcess process, double minutes) => CheckJudgement.Judge(baseline, Window(minutes, process));

    private static CheckWindow Window(double minutes, params WatchedProcess[] processes) => new(HeapStory.Minute(minutes), HeapStory.Minute(1), null, null, [.. processes]);

    private static int Rank(CheckResult result) => result switch
    {
        CheckResult.Cured => 0,
        CheckResult.NotEnoughData => 1,
        _ => 2,
    };
}
