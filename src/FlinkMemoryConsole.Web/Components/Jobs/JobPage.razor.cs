using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>One job: its operators, the network buffers that it needs against those that are there, and what a rescale would need.</summary>
public sealed partial class JobPage : LivePage
{
    private JobScene? _scene;

    /// <summary>In the address for the router; the layout has found the cluster already.</summary>
    [Parameter]
    public required string Cluster { get; set; }

    /// <summary>Flink's job id, 32 hexadecimal digits.</summary>
    [Parameter]
    public required string Id { get; set; }

    protected override void OnSnapshot() =>
        _scene = Snapshot?.Evidence.Jobs.FirstOrDefault(job => string.Equals(job.Id, Id, StringComparison.Ordinal)) is { } job
            ? JobScene.Of(Snapshot, job, Shown, JobAddress.Read(Navigation.Uri), Links)
            : null;
}
