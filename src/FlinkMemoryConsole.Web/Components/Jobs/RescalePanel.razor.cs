using FlinkMemoryConsole.Core.Evidence;
using FlinkMemoryConsole.Core.Network;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>Asks for another parallelism; what is asked stands in the address.</summary>
public sealed partial class RescalePanel : ComponentBase
{
    private static readonly (RescaleScope Scope, string Words)[] Scopes =
    [
        (RescaleScope.JobParallelism, "operators with the job's parallelism"), (RescaleScope.EveryVertex, "every operator"), (RescaleScope.InProportion, "every operator in proportion"),
    ];

    private (JobAddress Address, JobBuffers Buffers, int Registered, int Slots)? _asked;
    private RescalePicture? _picture;
    private int _slots;

    [Parameter, EditorRequired]
    public required JobScene Scene { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private JobAddress Address => Scene.Address;

    protected override void OnParametersSet()
    {
        _slots = JobPlacement.SlotsOf(Scene.Snapshot.Evidence);
        if (Scene.Buffers.BuffersOrNull is not { } buffers)
        {
            (_asked, _picture) = (null, null);
            return;
        }

        var registered = Scene.Snapshot.Evidence.TaskManagers.Count(taskManager => taskManager.IsAlive);
        if (_asked is not { } before || before.Address != Address || before.Registered != registered || before.Slots != _slots || !IsAlike(before.Buffers, buffers))
        {
            _picture = RescalePicture.Of(buffers, Address, registered, _slots);
            _asked = (Address, buffers, registered, _slots);
        }
    }

    /// <summary>Solving for options takes too long to do it again at each publication.</summary>
    private static bool IsAlike(JobBuffers one, JobBuffers other) =>
        ReferenceEquals(one.Need.Graph, other.Need.Graph) && one.Version == other.Version && one.FewestHeld == other.FewestHeld
        && one.TaskManagers.Select(Key).SequenceEqual(other.TaskManagers.Select(Key))
        && string.Equals(one.Scarcest?.Id, other.Scarcest?.Id, StringComparison.Ordinal) && one.Scarcest?.Memory == other.Scarcest?.Memory && one.Reported.Options.SequenceEqual(other.Reported.Options);

    private static (string Id, long? Held, long Required, long Recommended, TaskManagerMemory? Memory) Key(TaskManagerBuffers one) =>
        (one.TaskManagerId, one.Held, one.RequiredOfAll, one.RecommendedOfAll, one.Process?.Memory);

    private static string Said(ChangeEventArgs change) => change.Value?.ToString()?.Trim() ?? "";

    private void Go(JobAddress address) => Navigation.NavigateTo(Scene.To(address), replace: true);
}
