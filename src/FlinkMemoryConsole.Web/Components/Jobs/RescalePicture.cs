using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Budget;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What a job would need with another parallelism or on other TaskManagers, and what to change where that is more than there is.</summary>
public sealed record RescalePicture
{
    private const string SlotsKey = "taskmanager.numberOfTaskSlots";

    /// <summary>Why the question cannot be answered; null where it is.</summary>
    public string? Problem { get; private init; }

    /// <summary>Null where there is a <see cref="Problem"/>.</summary>
    public JobBufferNeed? Need { get; private init; }

    /// <summary>The parallelism that is counted: none of the operators may have more.</summary>
    public int Parallelism { get; private init; }

    /// <summary>The parallelism asked for, of which operators with a smaller maximum keep back; 0 where none is asked for.</summary>
    public int Asked { get; private init; }

    /// <summary>Slots of a TaskManager.</summary>
    public int Slots { get; private init; }

    /// <summary>TaskManagers that the job would run on.</summary>
    public int TaskManagers { get; private init; }

    /// <summary>TaskManagers that are registered now.</summary>
    public int Registered { get; private init; }

    /// <summary>To start on the TaskManager that needs most, other jobs on it included.</summary>
    public long Required { get; private init; }

    /// <summary>So that no pool waits for another, other jobs included.</summary>
    public long Recommended { get; private init; }

    /// <summary>The part of <see cref="Required"/> that other jobs need: the most on one TaskManager now.</summary>
    public long Others { get; private init; }

    /// <summary>Buffers of <see cref="Holder"/>; null where it is not known.</summary>
    public long? Held { get; private init; }

    /// <summary>The TaskManager that is judged: as the job runs the one that lacks most, else the one that holds fewest; null where none has told.</summary>
    public TaskManagerEvidence? Holder { get; private init; }

    public BufferVerdict Verdict => TaskManagerBuffers.Judge(Held, Required, Recommended);

    /// <summary>Operators that cannot have what was asked for: their maximum is below it.</summary>
    public ImmutableArray<JobVertex> HeldBack { get; private init; } = [];

    /// <summary>Operators that keep the parallelism that the code gave them.</summary>
    public ImmutableArray<JobVertex> Kept { get; private init; } = [];

    /// <summary>Exchanges that were one to one and then have to rebalance.</summary>
    public int Rebalanced { get; private init; }

    /// <summary>What gives the buffers that are wished for; null where there are enough, or nobody knows how many there are.</summary>
    public CureAnswer? Cure { get; private init; }

    /// <summary>How many buffers <see cref="Cure"/> is for.</summary>
    public long Wished { get; private init; }

    /// <summary>The budget page with the same wish, without the cluster's part of the address.</summary>
    public BudgetAddress? Budget { get; private init; }

    /// <param name="registered">TaskManagers that are registered.</param>
    /// <param name="slots">Slots of each.</param>
    public static RescalePicture Of(JobBuffers buffers, JobAddress address, int registered, int slots)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(address);

        var graph = buffers.Need.Graph;
        if (!TryRead(address.Parallelism, graph.Parallelism, out var parallelism) || !TryRead(address.Slots, slots, out var slotsThen) || !TryRead(address.TaskManagers, 0, out var asked))
        {
            return new() { Problem = string.Create(CultureInfo.InvariantCulture, $"Parallelism, TaskManagers and slots: write a whole number from 1 to {JobPlanReader.LargestParallelism:#,0}.") };
        }

        var then = address.Parallelism.Length > 0 ? graph.Rescaled(parallelism, address.Scope) : graph;
        if (!address.AsksForRescale)
        {
            return Judged(new() { Need = buffers.Need, Parallelism = parallelism, Slots = slots, TaskManagers = buffers.Need.Placement.TaskManagers.Length, Registered = registered }, buffers, address, slots);
        }

        int? spread = asked > 0 ? asked : null;
        if ((JobGraphSize.FaultOf(then, spread) ?? (spread is { } few ? SubtaskPlacement.FaultOf(then, slotsThen, few) : null)) is { } fault)
        {
            return new() { Problem = fault };
        }

        var configuration = buffers.Reported.With(SlotsKey, slotsThen.ToString(CultureInfo.InvariantCulture));
        var answer = BufferNeeds.Derive(then, SubtaskPlacement.Assume(then, slotsThen, spread), configuration, buffers.Version);
        if (answer is BufferNeedAnswer.Refused refused)
        {
            return new() { Problem = $"Flink refuses it, for {string.Join(" and ", refused.Keys)}: {refused.ExceptionClass}: {refused.Message}" };
        }

        var need = answer.NeedOrNull!;
        return Judged(new()
        {
            Need = need, Parallelism = then.Parallelism, Asked = parallelism, Slots = slotsThen, TaskManagers = need.Placement.TaskManagers.Length, Registered = registered,
            HeldBack = address.Parallelism.Length > 0 ? graph.HeldBack(parallelism, address.Scope) : [],
            Kept = address.Scope is RescaleScope.JobParallelism && parallelism > graph.Parallelism ? [.. then.Vertices.Where((vertex, index) => graph.Vertices[index].Parallelism < graph.Parallelism)] : [],
            Rebalanced = then.Edges.Where((edge, index) => edge.Strategy != graph.Edges[index].Strategy).Count(),
        }, buffers, address, slots);
    }

    private static RescalePicture Judged(RescalePicture picture, JobBuffers buffers, JobAddress address, int slots)
    {
        var judged = address.AsksForRescale ? Elsewhere(picture, buffers) : AsItRuns(picture, buffers);
        var wished = address.JustStarts ? judged.Required : judged.Recommended;
        return judged.Held is not { } held || held >= wished ? judged : judged with
        {
            Wished = wished,
            Cure = WithSlots(buffers.Running(judged.Holder).Solve(buffers.Version, new MemoryWish.NetworkBuffers(wished, address.ContainerUnchanged)), buffers.Reported[SlotsKey], slots, picture.Slots),
            Budget = new() { Wish = "buffers", Size = wished.ToString(CultureInfo.InvariantCulture), Grows = !address.ContainerUnchanged, TaskManager = judged.Holder?.Id ?? "" },
        };
    }

    private static RescalePicture AsItRuns(RescalePicture picture, JobBuffers buffers) => buffers.Worst is not { } worst ? picture : picture with
    {
        Required = worst.RequiredOfAll, Recommended = worst.RecommendedOfAll, Others = worst.RequiredOfAll - worst.Required, Held = worst.Held, Holder = worst.Process,
    };

    /// <summary>Nobody knows which other jobs would be met there: as much as they need on one TaskManager now is added.</summary>
    private static RescalePicture Elsewhere(RescalePicture picture, JobBuffers buffers)
    {
        var others = buffers.TaskManagers.Select(one => one.RequiredOfAll - one.Required).DefaultIfEmpty(0).Max();
        return picture with
        {
            Required = picture.Need!.Smallest + others,
            Recommended = picture.Need!.Recommended + buffers.TaskManagers.Select(one => one.RecommendedOfAll - one.Recommended).DefaultIfEmpty(0).Max(),
            Others = others,
            Held = buffers.FewestHeld,
            Holder = buffers.Scarcest,
        };
    }

    /// <summary>Other slots are an option, too.</summary>
    private static CureAnswer WithSlots(CureAnswer answer, string? written, int before, int after)
    {
        return before == after ? answer : answer switch
        {
            CureAnswer.Reached reached => With(reached),
            CureAnswer.Impossible { Nearest: { } nearest } impossible => impossible with { Nearest = With(nearest) },
            _ => answer,
        };

        CureAnswer.Reached With(CureAnswer.Reached reached) => reached with { Changes = reached.Changes.Add(new(SlotsKey, written, after.ToString(CultureInfo.InvariantCulture))) };
    }

    private static bool TryRead(string text, int otherwise, out int number)
    {
        number = otherwise;
        return text.Length == 0 || (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= JobPlanReader.LargestParallelism);
    }
}
