using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Findings;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Web.Checks;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Findings;

/// <summary>All findings of a cluster in the document's time: what is open, what is over, what was taken back, what is being watched, what could not be seen.</summary>
public sealed partial class FindingsPage : LiveComponent
{
    private IReadOnlyList<Finding> _open = [];
    private IReadOnlyList<Finding> _over = [];
    private ImmutableArray<CheckBaseline> _checks = [];

    /// <summary>In the address for the router; the layout has found the cluster already.</summary>
    [Parameter]
    public required string Cluster { get; set; }

    [Inject]
    public required CheckStore Checks { get; init; }

    private string NothingOpen => Snapshot!.Document.Verdict == Verdict.Unknown
        ? "Too little could be seen to say whether memory is well; what is missing is listed below."
        : $"Nothing is wrong with memory now. Watched since {Durations.At(Snapshot.Document.From, Snapshot.Evidence.Now)} UTC.";

    protected override void OnSnapshot()
    {
        var findings = Snapshot?.Document.Findings ?? [];
        _open = [.. findings.Where(finding => finding.Until is null)];
        _over = [.. findings.Where(finding => finding.Until is not null)];
        _checks = Snapshot is null ? [] : Checks.Of(Snapshot.Evidence.Cluster);
    }

    private void Forget(CheckBaseline check)
    {
        Checks.Forget(check.Id);
        _checks = _checks.Remove(check);
    }
}
