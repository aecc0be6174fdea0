using System.Collections.Frozen;
using System.Globalization;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Metrics;
using FlinkMemoryConsole.Core.Symptoms;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Overview;

/// <summary>All findings of the time that the document speaks of, open ones and those that are over, and the predictions that were taken back.</summary>
public sealed partial class FindingsCard : LiveComponent
{
    /// <summary>Beside any other finding the level of the heap would look like the course of what is wrong.</summary>
    private static readonly FrozenSet<string> AboutHeap = FrozenSet.Create(StringComparer.Ordinal, SymptomClass.HeapOom, SymptomClass.GcOverhead, SymptomClass.GcPressure);

    private static string Counts(FindingsDocument document)
    {
        var open = document.Findings.Count(finding => finding.Until is null);
        var over = document.Findings.Length - open;
        return string.Create(CultureInfo.InvariantCulture, $"{open} open{(over > 0 ? $" · {over} over" : "")}");
    }

    private static string Where(Finding finding)
    {
        string?[] parts =
        [
            finding.TaskManagers.Length switch
            {
                0 => finding.Component is "jobmanager" ? "JobManager" : null,
                <= 2 => string.Join(", ", finding.TaskManagers),
                var many => string.Create(CultureInfo.InvariantCulture, $"{finding.TaskManagers[0]} and {many - 1} others"),
            },
            finding.Vertex is { } vertex ? $"operator {vertex}" : finding.Job is { } job ? $"job {job}" : null,
            finding.Kind == FindingKind.Observed ? "observed" : "predicted",
            finding.Consequences.Length switch { 0 => null, 1 => "1 consequence", var count => string.Create(CultureInfo.InvariantCulture, $"{count} consequences") },
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    private static string Todo(Finding finding) => finding.Cure switch
    {
        { Options: [{ To: { } to } option] } => $"set {option.Key} to {to}",
        { Options: [var option] } => $"remove {option.Key}",
        { Options: { Length: > 1 and var many } } => string.Create(CultureInfo.InvariantCulture, $"change {many} options together"),
        { Code.IsEmpty: false } => "change the job's code",
        _ => "see the evidence",
    };

    private (IReadOnlyList<Reading> Readings, double? Limit)? Levels(Finding finding)
    {
        if (!AboutHeap.Contains(finding.Class) || finding.TaskManagers is not [var id, ..] || Snapshot?.Evidence.TaskManager(id) is not { } taskManager)
        {
            return null;
        }

        var levels = HeapAfterCollections.Of(taskManager.Windows, Shown.From, Shown.To);
        return levels.Count > 1 ? (levels, taskManager.Windows.Last(FlinkMetricNames.HeapMax)?.Value) : null;
    }
}
