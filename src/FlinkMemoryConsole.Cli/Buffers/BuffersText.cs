using System.Globalization;
using System.Text;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Cli.Buffers;

/// <summary>The answer for people.</summary>
internal static class BuffersText
{
    private const int MostExchanges = 10;
    private const int MostTaskManagers = 20;

    public static string Print(IEnumerable<BuffersAnswer> answers) => string.Join("\n\n", answers.Select(Print));

    private static string Print(BuffersAnswer answer)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Network buffers, Flink {answer.Version}");
        text.Append(answer.Job.Name.Length > 0 ? $", job {answer.Job.Name}" : "").Append(answer.Deployment is { } name ? $", {name}" : "").Append("\n\n");
        if (answer is { Need: { } need, Budget: { } budget, Held: { } held })
        {
            Line(text, "Each TaskManager holds", held, string.Create(CultureInfo.InvariantCulture, $"of {budget.SegmentSize} bytes"));
            Line(text, "Smallest to start", need.Smallest, Verdict(held, need.Smallest));
            Line(text, "Recommended", need.Recommended, Verdict(held, need.Recommended));
            AppendCure(text, answer.Cure);
            AppendTaskManagers(text, need);
            AppendExchanges(text, need);
            AppendRescaled(text, answer, held);
            AppendRemarks(text, need, answer.IsSpread);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"  {answer.Misfit ?? $"Flink refuses: {answer.Refusal}"}\n");
        }

        foreach (var warning in answer.Job.Warnings)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  warning: {warning}");
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendCure(StringBuilder text, CureAnswer? cure)
    {
        switch (cure)
        {
            case CureAnswer.Reached reached:
                AppendChanges(text, $"To start{AllOf(reached)}:", reached);
                break;
            case CureAnswer.Impossible impossible:
                text.Append(CultureInfo.InvariantCulture, $"\n  No change of options gives them: {impossible.Why}\n");
                if (impossible.Nearest is { } nearest)
                {
                    var gives = (nearest.After as TaskManagerBudget)?.NetworkBuffers is { } buffers ? $", {PlanWords.Count(buffers, "buffer")}" : "";
                    AppendChanges(text, $"The nearest that can be had{gives}{AllOf(nearest)}:", nearest);
                }

                break;
            default:
                break;
        }
    }

    private static string AllOf(CureAnswer.Reached reached) => reached.Changes.Length > 1 ? ", all of these" : "";

    private static void AppendChanges(StringBuilder text, string title, CureAnswer.Reached reached)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n  {title}\n");
        foreach (var change in reached.Changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {change.Key}: {change.To ?? "(remove)"}{(change.From is { } from ? $"  (now {from})" : "")}\n");
        }

        foreach (var remark in reached.ShrinksInWords is { } shrinks ? [$"For it {shrinks}.", .. reached.Remarks] : reached.Remarks)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {remark}\n");
        }
    }

    private static void AppendTaskManagers(StringBuilder text, JobBufferNeed need)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n  {"TaskManager",-28} {"subtasks",9} {"required",9} {"wanted",9} {"exclusive",10} {"overdraft",10}\n");
        foreach (var one in need.TaskManagers.OrderByDescending(one => one.Buffers.Required).Take(MostTaskManagers))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {one.Name,-28} {one.Subtasks,9} {one.Buffers.Required,9} {one.Buffers.Wanted,9} {one.Buffers.Exclusive,10} {one.Buffers.Overdraft,10}\n");
        }

        More(text, need.TaskManagers.Length - MostTaskManagers, "TaskManagers, which need no more");
    }

    private static void AppendExchanges(StringBuilder text, JobBufferNeed need)
    {
        if (need.Fullest is not { } fullest)
        {
            return;
        }

        var edges = need.EdgesOn(fullest.Index);
        text.Append(CultureInfo.InvariantCulture, $"\n  What costs most on {fullest.Name}\n  {"required",9} {"out",9} {"in",9} {"wanted",9}  exchange\n");
        foreach (var edge in edges.Take(MostExchanges))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {edge.Total.Required,9} {edge.Output.Required,9} {edge.Input.Required,9} {edge.Total.Wanted,9}  {NameOf(need, edge.Edge)}\n");
        }

        More(text, edges.Length - MostExchanges, "exchanges, which cost no more");
    }

    private static void AppendRescaled(StringBuilder text, BuffersAnswer answer, long held)
    {
        foreach (var (asked, parallelism, need, misfit) in answer.Rescaled)
        {
            var words = need is null ? misfit
                : string.Create(CultureInfo.InvariantCulture, $"{need.Smallest} to start ({Verdict(held, need.Smallest)}), {need.Recommended} recommended ({Verdict(held, need.Recommended)})");
            text.Append(CultureInfo.InvariantCulture, $"\n  At parallelism {parallelism}{(asked > parallelism ? $" (no operator may have the {asked} asked for)" : "")}{(need is null ? "" : $" on {Used(need)}")}: {words}");
        }
    }

    private static void AppendRemarks(StringBuilder text, JobBufferNeed need, bool isSpread)
    {
        if (need.Placement.IsAssumed)
        {
            text.Append(isSpread
                ? $"\n  The subtasks are counted as spread evenly over {Used(need)}: Flink does so only where it is told to (taskmanager.load-balance.mode; before 1.19 cluster.evenly-spread-out-slots)."
                : $"\n  Nothing tells where the subtasks run: they are counted as filling {Used(need)} one after the other. Placed otherwise, the fullest may need more.");
        }

        if (need.RestoresUnaligned)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  Restoring an unaligned checkpoint borrows up to {need.TaskManagers.Select(one => one.Buffers.OnRestore).DefaultIfEmpty().Max()} buffers more on a TaskManager.");
        }

        if (need.DebloatsBuffers)
        {
            text.Append("\n  Buffer debloating fills buffers less; it does not change how many the job needs.");
        }
    }

    private static void Line(StringBuilder text, string name, long count, string words) => text.Append(CultureInfo.InvariantCulture, $"  {name,-24} {count,9}  {words}\n");

    private static void More(StringBuilder text, int count, string what) => _ = count > 0 ? text.Append(CultureInfo.InvariantCulture, $"  and {count} more {what}\n") : text;

    /// <summary>A job with fewer slots than there are TaskManagers leaves some of them out.</summary>
    private static string Used(JobBufferNeed need)
    {
        var all = PlanWords.Count(need.Placement.TaskManagers.Length, "TaskManager");
        return need.TaskManagers.Length < need.Placement.TaskManagers.Length ? string.Create(CultureInfo.InvariantCulture, $"{need.TaskManagers.Length:#,0} of {all}") : all;
    }

    private static string Verdict(long held, long needed) => held >= needed ? "enough" : string.Create(CultureInfo.InvariantCulture, $"{needed - held} too few");

    private static string NameOf(JobBufferNeed need, int edge)
    {
        var (graph, one) = (need.Graph, need.Graph.Edges[edge]);
        return $"{graph.Vertices[one.Source].Name}  ={PlanWords.Of(one.Strategy)}=>  {graph.Vertices[one.Target].Name}";
    }
}
