namespace FlinkMemoryConsole.Core.Wizards.Check;

/// <summary>
/// Says whether a change helped, from what was remembered and what was seen since. The time to watch follows from the trouble itself: a little longer
/// than the memory, as large as it is now, would have taken to fill at the old pace.
/// </summary>
public static class CheckJudgement
{
    /// <summary>Enough room that collections stay cheap.</summary>
    public const double RoomyShare = 0.85;

    private const double Patience = 1.2;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    public static CheckResult Judge(CheckBaseline baseline, CheckWindow window)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(window);
        if (window.ChangedAt is not { } changedAt)
        {
            return new CheckResult.Waiting(baseline.Changes.IsEmpty
                ? $"No new version of the job has been started since {Wording.Clock(baseline.At, window.Now)}."
                : $"No TaskManager has been started with other memory options since {Wording.Clock(baseline.At, window.Now)}.");
        }

        if (window.Failure is { } failure)
        {
            return new CheckResult.NotCured($"It happened again {Wording.Span(window.Now - changedAt)} or less after the change: {failure}", null);
        }

        if (window.Processes.IsEmpty)
        {
            return new CheckResult.NotEnoughData("The change was seen, but no TaskManager that has it is there now.", null);
        }

        var results = window.Processes.Select(process => Judge(baseline, process, window.Now)).ToArray();
        return results.OfType<CheckResult.NotCured>().OrderBy(result => result.FullAt ?? DateTimeOffset.MinValue).FirstOrDefault()
            ?? (CheckResult?)results.OfType<CheckResult.NotEnoughData>().MaxBy(result => result.Until)
            ?? Cured(window, changedAt);
    }

    /// <summary>How long one process has to be watched after the change.</summary>
    public static TimeSpan WatchFor(CheckBaseline baseline, double? limitBytes)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return Refilled(baseline, limitBytes) is { } watch ? watch < Shortest ? Shortest : watch > Longest ? Longest : watch : Usual;
    }

    /// <summary>A little longer than the memory would have taken to fill at the old pace; null where it was not seen to fill.</summary>
    private static TimeSpan? Refilled(CheckBaseline baseline, double? limitBytes)
    {
        var larger = limitBytes is { } now && baseline.LimitBytes is > 0 and var before ? Math.Max(1, now / before) : 1;
        return baseline.FilledWithin * larger * Patience;
    }

    private static CheckResult Judge(CheckBaseline baseline, WatchedProcess process, DateTimeOffset now)
    {
        var until = process.Since + WatchFor(baseline, process.LimitBytes);
        var rises = process.Growth is { IsRising: true };
        if (rises && process.PeakShare >= RoomyShare)
        {
            return new CheckResult.NotCured($"{Level(process)} and still rises by {Wording.Speed(process.Growth!.BytesPerSecond)}{Full(process, now)}.", process.FullAt);
        }

        if (now < until)
        {
            var promise = Refilled(baseline, process.LimitBytes) <= Longest ? ": by then the old trouble would have shown again" : "";
            return new CheckResult.NotEnoughData($"{SoFar(process, now)}. It is watched until {Wording.Clock(until, now)}{promise}.", until);
        }

        return process switch
        {
            { Growth: null } or { PeakShare: null } => new CheckResult.NotEnoughData($"Too few collections of {process.Id} were seen in {Wording.Span(now - process.Since)} to know its level.", null),
            _ when rises => new CheckResult.NotCured($"{Level(process)} and still rises by {Wording.Speed(process.Growth.BytesPerSecond)}{Full(process, now)}. More memory only moves the end.", process.FullAt),
            { PeakShare: > RoomyShare } => new CheckResult.NotCured($"{Level(process)}: it no longer rises, but leaves too little room to collect in.", null),
            _ => new CheckResult.Cured(""),
        };
    }

    private static CheckResult.Cured Cured(CheckWindow window, DateTimeOffset changedAt)
    {
        var highest = window.Processes.MaxBy(process => process.PeakShare ?? 0)!;
        return new($"{Level(highest)}, has stopped rising, and nothing has failed in the {Wording.Span(window.Now - changedAt)} since the change.");
    }

    private static string SoFar(WatchedProcess process, DateTimeOffset now) => process switch
    {
        { PeakBytes: null } => $"No collection of {process.Id} has been seen yet in {Wording.Span(now - process.Since)}",
        { Growth.IsRising: true } => $"{Level(process)} and rises by {Wording.Speed(process.Growth.BytesPerSecond)}, which it may do while it warms up{Full(process, now)}",
        _ => $"{Level(process)} so far",
    };

    private static string Level(WatchedProcess process) =>
        $"The level of {process.Id} after collections is {Wording.Size(process.PeakBytes ?? 0)}{(process.PeakShare is { } share ? $" ({Wording.Share(share)} of its limit)" : "")}";

    private static string Full(WatchedProcess process, DateTimeOffset now) => process.FullAt is { } at ? $"; at this pace it is full at {Wording.Clock(at, now)}" : "";
}
