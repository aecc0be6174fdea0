using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Budget;

/// <summary>The budget of a running cluster's configuration, or of one that was pasted.</summary>
public sealed partial class BudgetPage : LiveComponent
{
    private const string Example = "taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n";

    private BudgetReading _reading = BudgetReading.Of("", legacy: false, FlinkVersion.Newest, ofJobManager: false);
    private string? _shownText;
    private string _shownVersion = FlinkVersion.Newest.ToString();
    private string _shownProcess = "taskmanager";
    private bool _shownLegacy;

    /// <summary>In the address for the router; the layout has found the cluster already. Null on the page without a cluster.</summary>
    [Parameter]
    public string? Cluster { get; set; }

    private static ImmutableArray<string> Versions { get; } = ["1.18", "1.19", "1.20", "2.0", "2.1", "2.2", "2.3"];

    private ImmutableArray<BudgetWish> Wishes => IsJobManager ? BudgetWish.OfJobManager : BudgetWish.OfTaskManager;

    private string? LiveText => Snapshot is { Evidence: { Configuration.Options.Count: > 0 } evidence } ? BudgetReading.TextOf(evidence.Configuration) : null;

    private bool IsJobManager => string.Equals(_shownProcess, "jobmanager", StringComparison.Ordinal);

    private string FormText => _reading.Form is { } form ? $"read as {form}" : "";

    // What is bound to the fields: each change is read at once.
    private string _text
    {
        get => _shownText ?? "";
        set => Read(_shownText = value);
    }

    private string _version
    {
        get => _shownVersion;
        set => Read(_shownVersion = value);
    }

    private string _process
    {
        get => _shownProcess;
        set => Read(_shownProcess = value);
    }

    private bool _legacy
    {
        get => _shownLegacy;
        set
        {
            _shownLegacy = value;
            Read("");
        }
    }

    /// <summary>The first snapshot fills the fields; later ones leave alone what a person may have changed.</summary>
    protected override void OnSnapshot()
    {
        if (_shownText is null && (Cluster is null || LiveText is not null))
        {
            TakeLive();
        }
    }

    private void TakeLive()
    {
        if (FlinkVersion.Parse(Snapshot?.Evidence.FlinkVersion) is { } running && Versions.Contains(running.ToString(), StringComparer.Ordinal))
        {
            _shownVersion = running.ToString();
        }

        _text = LiveText ?? Example;
    }

    private void Read(string changed) =>
        _reading = BudgetReading.Of(_shownText ?? "", _shownLegacy, FlinkVersion.Parse(_shownVersion) ?? FlinkVersion.Newest, IsJobManager);
}
