using System.Globalization;
using System.Text;
using FlinkMemoryConsole.Core.Budget;

namespace FlinkMemoryConsole.Cli.Budget;

/// <summary>The answer for people: each component with its size, exact bytes and the rule that gave it.</summary>
internal static class BudgetText
{
    private static readonly (MemoryComponent Component, int Level)[] TaskManager =
    [
        (MemoryComponent.TotalProcess, 0), (MemoryComponent.TotalFlink, 1), (MemoryComponent.FrameworkHeap, 2), (MemoryComponent.TaskHeap, 2), (MemoryComponent.FrameworkOffHeap, 2),
        (MemoryComponent.TaskOffHeap, 2), (MemoryComponent.Network, 2), (MemoryComponent.Managed, 2), (MemoryComponent.JvmMetaspace, 1), (MemoryComponent.JvmOverhead, 1),
    ];

    private static readonly (MemoryComponent Component, int Level)[] JobManager =
    [
        (MemoryComponent.TotalProcess, 0), (MemoryComponent.TotalFlink, 1), (MemoryComponent.JvmHeap, 2), (MemoryComponent.OffHeap, 2), (MemoryComponent.JvmMetaspace, 1), (MemoryComponent.JvmOverhead, 1),
    ];

    public static string Print(IEnumerable<DocumentAnswer> answers) => string.Join("\n\n", answers.Select(answer => Print(answer)));

    private static string Print(DocumentAnswer answer)
    {
        StringBuilder text = new();
        var process = answer.Process is AskedProcess.TaskManager ? "TaskManager" : "JobManager";
        text.Append(CultureInfo.InvariantCulture, $"{process} memory, Flink {answer.Version}{(answer.Document.Name is { } name ? $", {name}" : "")}\n\n");
        if (answer.Now.Budget is { } budget)
        {
            AppendBudget(text, budget, answer.Before?.Budget);
            text.Append(CultureInfo.InvariantCulture, $"\n  JVM flags  {budget.JvmFlags}\n");
        }
        else
        {
            AppendRefusal(text, answer.Now.Refusal!, answer);
        }

        if (answer.Before?.Refusal is { } before)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  Without --set Flink refuses: {before.Message}\n");
        }

        foreach (var remark in answer.Now.Remarks)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  Flink logs: {remark}");
        }

        foreach (var finding in answer.Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {finding.Severity.ToString().ToLowerInvariant()}: {finding.Text} {finding.Advice}");
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendBudget(StringBuilder text, ProcessBudget budget, ProcessBudget? before)
    {
        foreach (var (component, level) in budget is TaskManagerBudget ? TaskManager : JobManager)
        {
            var bytes = budget[component];
            var change = before is null ? "" : Change(bytes - before[component]).PadLeft(14);
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"  {new string(' ', level * 2) + MemoryComponentNames.Of(component),-26} {Rounded(bytes),12} {bytes,16}{change}  {budget.OriginOf(component).Formula}");
            text.Append(line.TrimEnd()).Append('\n');
        }

        if (budget is TaskManagerBudget { NetworkBuffers: { } buffers, SegmentSize: { } segment })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  Network buffers  {buffers} of {segment} bytes\n");
        }
    }

    private static void AppendRefusal(StringBuilder text, ProcessRefusal refusal, DocumentAnswer answer)
    {
        text.Append(CultureInfo.InvariantCulture, $"  Flink refuses: {refusal.ExceptionClass}: {refusal.Prefix}{refusal.Message}\n");
        if (refusal.Cause is { } cause)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Caused by: {cause}\n");
        }

        foreach (var key in refusal.Keys)
        {
            var place = answer.Asked[key] is not { } value ? $"not set: {key}"
                : string.Equals(value, answer.Document.Configuration[key], StringComparison.Ordinal) && answer.Document.Lines.TryGetValue(key, out var line) ? $"line {line}: {key}: {value}"
                : $"--set {key}={value}";
            text.Append(CultureInfo.InvariantCulture, $"    {place}\n");
        }
    }

    private static string Change(long bytes) => bytes == 0 ? "=" : (bytes > 0 ? "+" : "-") + Rounded(Math.Abs(bytes));

    private static string Rounded(long bytes)
    {
        var (unit, divisor) = bytes switch { >= 1L << 30 => ("GiB", 1L << 30), >= 1L << 20 => ("MiB", 1L << 20), >= 1L << 10 => ("KiB", 1L << 10), _ => ("B", 1L) };
        return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / divisor:0.##} {unit}");
    }
}
