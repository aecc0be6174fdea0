using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Wizards.Signs;

namespace FlinkMemoryConsole.Core.Wizards.Check;

/// <summary>What happened after a change, as far as the judgement needs it.</summary>
/// <param name="ChangedAt">When the change was first seen in effect; null when it was not.</param>
/// <param name="Change">What was seen: <c>taskmanager-1 runs with 768 MiB of task heap instead of 384 MiB</c>.</param>
/// <param name="Failure">Headline of a failure of the same kind since; null when there was none.</param>
/// <param name="Processes">The processes that live with the change.</param>
public sealed record CheckWindow(DateTimeOffset Now, DateTimeOffset? ChangedAt, string? Change, string? Failure, ImmutableArray<WatchedProcess> Processes);

/// <summary>One process since the change.</summary>
/// <param name="Since">When it began to live with the change.</param>
/// <param name="PeakBytes">Highest level since; null where none was read.</param>
/// <param name="Growth">How the level moved since; null where too little was read.</param>
/// <param name="FullAt">When it is full at the present pace; null when it does not rise.</param>
public sealed record WatchedProcess(string Id, DateTimeOffset Since, double? PeakBytes, double? LimitBytes, Growth? Growth, DateTimeOffset? FullAt)
{
    public double? PeakShare => PeakBytes / LimitBytes;
}
