using System.Globalization;
using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Findings;

/// <summary>One finding: what, since when, how sure; what speaks for it, what against; what to change.</summary>
public sealed partial class FindingPage : LiveComponent
{
    private Finding? _finding;
    private WithdrawnFinding? _withdrawn;
    private WizardTranscript? _transcript;
    private JobEvidence? _job;

    /// <summary>In the address for the router; the layout has found the cluster already.</summary>
    [Parameter]
    public required string Cluster { get; set; }

    /// <summary>The finding's id, <c>class:entity</c>.</summary>
    [Parameter]
    public required string Id { get; set; }

    private bool HasWizard => _finding is not null && WizardCatalogue.For(_finding.Class) is not null;

    private string Facts
    {
        get
        {
            var now = Snapshot!.Evidence.Now;
            var kind = _finding!.Kind == FindingKind.Observed ? "It happened" : "It is coming";
            var limit = _finding.LimitAt is { } at && _finding.Until is null ? $" · full at {Durations.At(at, now)} UTC if nothing changes" : "";
            var until = _finding.Until is { } end ? $" until {Durations.At(end, now)}" : "";
            var whom = _finding switch
            {
                { Job: { } job, Vertex: { } vertex } => $" · {job}, operator {vertex}",
                { Job: { } job } => $" · {job}",
                _ => "",
            };
            return string.Create(CultureInfo.InvariantCulture, $"{kind} · since {Durations.At(_finding.Since, now)}{until} UTC{limit} · {ByteSize.Percent(_finding.Confidence)} sure{whom}");
        }
    }

    protected override void OnSnapshot()
    {
        _finding = Snapshot?.Document.Findings.FirstOrDefault(finding => string.Equals(finding.Id, Id, StringComparison.Ordinal));
        _withdrawn = Snapshot?.Document.Withdrawn.LastOrDefault(finding => string.Equals(finding.Id, Id, StringComparison.Ordinal));
        _job = _finding is null ? null
            : Snapshot!.Evidence.Jobs.FirstOrDefault(job => string.Equals(job.Id, _finding.JobId, StringComparison.Ordinal))
            ?? Snapshot.Evidence.Jobs.FirstOrDefault(job => string.Equals(job.Name, _finding.Job, StringComparison.Ordinal));
        _transcript = _finding is null ? null : WizardCatalogue.For(_finding.Class)?.Walk(new()
        {
            Evidence = Snapshot!.Evidence,
            Document = Snapshot.Document,
            Symptom = _finding.Class,
            TaskManagerId = _finding.TaskManagers.FirstOrDefault(),
        });
    }
}
