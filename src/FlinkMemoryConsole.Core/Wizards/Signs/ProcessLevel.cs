using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Core.Wizards.Signs;

/// <summary>How one TaskManager's level of the memory in question moved: what a scope is made of.</summary>
/// <param name="Share">Highest level as a share of its limit; null while unknown.</param>
/// <param name="Source">The REST path of the numbers.</param>
public sealed record ProcessLevel(TaskManagerEvidence TaskManager, Growth? Growth, double? Share, string Source)
{
    private const double High = 0.75;

    /// <summary>A process that has just started its tasks jumps too, to a level that troubles nobody.</summary>
    private const double HighForAJump = 0.5;

    /// <summary>It rises, has jumped to a level that matters, or stands high.</summary>
    public bool IsAffected => Growth is { IsRising: true } || (Growth is { Shape: GrowthShape.Jump } && Share >= HighForAJump) || Share >= High;

    /// <summary>A few words: <c>rises by 12 MiB/min</c>, <c>flat at 31 %</c>.</summary>
    public string InWords => (Growth, Share) switch
    {
        ({ IsRising: true } rise, { } share) => $"rises by {Wording.Speed(rise.BytesPerSecond)} and has reached {Wording.Share(share)} of its limit",
        ({ Shape: GrowthShape.Stopped }, { } share) => $"rose and stopped at {Wording.Share(share)} of its limit",
        ({ Shape: GrowthShape.Jump }, { } share) => $"jumped to {Wording.Share(share)} of its limit",
        ({ Shape: GrowthShape.Flat }, { } share) => $"flat at {Wording.Share(share)} of its limit",
        (null, { } share) => $"highest seen {Wording.Share(share)} of its limit, too few collections to tell a trend",
        _ => "not read",
    };
}
