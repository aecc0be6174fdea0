using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What the page says of a job's network buffers.</summary>
/// <param name="Look">How bad it is.</param>
/// <param name="Headline">One sentence with its numbers.</param>
/// <param name="Remarks">What to know beside the numbers.</param>
public sealed record BuffersPicture(SeverityLook Look, string Headline, ImmutableArray<string> Remarks)
{
    public static BuffersPicture Of(JobBuffers buffers, JobEvidence job)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(job);
        return new(LookOf(buffers.Verdict), HeadlineOf(buffers, job), [.. job.EndedAt is not null ? ["The job runs no more: this is what it needed, against what is there now."] : ImmutableArray<string>.Empty, .. RemarksOf(buffers)]);
    }

    /// <summary>How a verdict looks.</summary>
    public static SeverityLook LookOf(BufferVerdict verdict) => verdict switch
    {
        BufferVerdict.Enough => SeverityLook.Healthy,
        BufferVerdict.Starves => SeverityLook.Warning,
        BufferVerdict.Refused => SeverityLook.Critical,
        _ => SeverityLook.Unknown,
    };

    /// <summary>A verdict in two or three words.</summary>
    public static string WordOf(BufferVerdict verdict) => verdict switch
    {
        BufferVerdict.Enough => "Enough",
        BufferVerdict.Starves => "Starts, but starves",
        BufferVerdict.Refused => "Would be refused",
        _ => "Not known",
    };

    /// <summary>Buffers in bytes, for the hover.</summary>
    public static string Bytes(long buffers, long? segmentSize) => segmentSize is { } segment
        ? string.Create(CultureInfo.InvariantCulture, $"{buffers:#,0} buffers of {ByteSize.Text(segment)}: {ByteSize.Text((double)buffers * segment)} ({ByteSize.Exact((double)buffers * segment)})")
        : string.Create(CultureInfo.InvariantCulture, $"{buffers:#,0} buffers");

    private static string HeadlineOf(JobBuffers buffers, JobEvidence job)
    {
        if (buffers.Worst is not { } worst)
        {
            return "The job has no subtask that takes buffers.";
        }

        if (buffers.Need.Graph.Edges.IsEmpty && worst.Others.IsEmpty)
        {
            return "The whole job is one chain of operators: it takes no network buffers.";
        }

        var where = buffers.Need.Placement.IsAssumed ? "the TaskManager that gets most" : worst.TaskManagerId;
        var all = worst.Others.IsEmpty ? "" : " with the other jobs there";
        var need = job.EndedAt is not null ? "needed" : "needs";
        return worst.Verdict switch
        {
            BufferVerdict.Enough => Text($"It {need} {worst.RequiredOfAll:#,0} buffers on {where}{all} to start and {worst.RecommendedOfAll:#,0} to run without waiting; {worst.Held:#,0} are there."),
            BufferVerdict.Starves => Text($"It starts on {where} with {worst.RequiredOfAll:#,0} buffers, but{all} would use {worst.RecommendedOfAll:#,0} and only {worst.Held:#,0} are there: under load its exchanges wait for one another."),
            BufferVerdict.Refused => Text($"{(IsNotStarting(job) ? "Flink would refuse it if it started again" : "Flink refuses it")}: on {where} {worst.RequiredOfAll:#,0} buffers are needed{all} to start, {worst.RequiredOfAll - worst.Held:#,0} more than the {worst.Held:#,0} that are there."),
            _ => Text($"It {need} {worst.RequiredOfAll:#,0} buffers on {where}{all} to start and {worst.RecommendedOfAll:#,0} to run without waiting; how many there are nobody has told."),
        };
    }

    /// <summary>It has its buffers, or needs none any more: what is there now decides only when it starts again.</summary>
    private static bool IsNotStarting(JobEvidence job) => job.EndedAt is not null || JobLook.Of(job) == SeverityLook.Healthy;

    private static ImmutableArray<string> RemarksOf(JobBuffers buffers)
    {
        var need = buffers.Need;
        var overdraft = buffers.TaskManagers.Select(one => one.Overdraft).DefaultIfEmpty(0).Max();
        var onRestore = buffers.TaskManagers.Select(one => one.OnRestore).DefaultIfEmpty(0).Max();
        string?[] all =
        [
            need.Placement.IsAssumed ? Text($"No TaskManager is known for each subtask: they are counted as Flink would place them on empty TaskManagers, filling {PlanWords.Count(need.Placement.TaskManagers.Length, "TaskManager")} one after the other.") : null,
            buffers.NotCounted.IsEmpty ? null : $"Not counted, because their plan or place is not known: {string.Join(", ", buffers.NotCounted)}.",
            need.Graph.Edges.Any(edge => !edge.Exchange.IsPipelined()) ? "Exchanges that are not pipelined run stage by stage: counted is the stage that needs most, so the exchanges add up to more." : null,
            overdraft > 0 ? Text($"Overdraft: to finish a record, result partitions may take up to {overdraft:#,0} buffers more on a TaskManager while some are free. They are not reserved and not counted.") : null,
            onRestore > 0 ? Text($"Restoring an unaligned checkpoint borrows up to {onRestore:#,0} buffers more on a TaskManager for a while; what is recommended has room for them.") : null,
            need.DebloatsBuffers
                ? "Buffer debloating is on: it fills buffers less, so less data is under way at a checkpoint. It changes neither how many buffers the job needs nor the network memory."
                : "Buffer debloating is off. It would fill buffers less, but the job would need as many.",
        ];
        return [.. all.OfType<string>()];
    }

    private static string Text(System.Runtime.CompilerServices.DefaultInterpolatedStringHandler text) => string.Create(CultureInfo.InvariantCulture, ref text);
}
