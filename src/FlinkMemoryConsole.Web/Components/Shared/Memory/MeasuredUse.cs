namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>What is measured in a box of the memory map, laid over it.</summary>
/// <param name="Bytes">In use; null where nothing shows it, which is not zero.</param>
/// <param name="Limit">What it is measured against, bytes; null where that is not known.</param>
/// <param name="LimitName">What the limit is: <c>-Xmx</c>.</param>
/// <param name="About">Where the value comes from and what it means, or why there is none.</param>
public sealed record MeasuredUse(double? Bytes, double? Limit, string LimitName, string About)
{
    /// <summary>Only a part of what the box holds can be seen, and that part is at most <see cref="Bytes"/>: no percentage of the whole follows from it.</summary>
    public bool IsPart { get; init; }

    /// <summary>What is in use where bytes alone would mislead: <c>56 of 128 buffers</c>; null where bytes say it.</summary>
    public string? Counted { get; init; }

    /// <summary>Of the limit, 1 where it is reached and more where it is exceeded; null where it cannot be told.</summary>
    public double? Share => !IsPart && Bytes is { } used && Limit is > 0 and { } limit ? used / limit : null;

    /// <summary>By how much the limit is exceeded; 0 where it is not, or where that cannot be told.</summary>
    public double Over => !IsPart && Bytes is { } used && Limit is { } limit ? Math.Max(0, used - limit) : 0;

    /// <summary>How much of the box is filled, 0 to 1.</summary>
    public double Fill => Bytes is { } used && Limit is > 0 and { } limit ? Math.Clamp(used / limit, 0, 1) : 0;

    /// <summary>In the box: <c>744 MiB in use, 83 %</c>.</summary>
    public string Text => (Bytes, Share) switch
    {
        (null, _) => "use not seen",
        ({ } seen, _) when IsPart => $"≤ {ByteSize.Text(seen)} seen",
        ({ } used, { } share) => $"{Counted ?? ByteSize.Text(used)} in use, {ByteSize.Percent(share)}",
        ({ } used, null) => $"{ByteSize.Text(used)} in use",
    };

    /// <summary>All of it, to the byte.</summary>
    public string Sentence => (Bytes, Limit) switch
    {
        (null, _) => $"Use not seen. {About}",
        ({ } seen, _) when IsPart => $"Seen: at most {ByteSize.Exact(seen)}. {About}",
        ({ } used, { } limit) => $"In use: {ByteSize.Exact(used)} of {ByteSize.Exact(limit)} ({LimitName}). {About}",
        ({ } used, null) => $"In use: {ByteSize.Exact(used)}; no limit is known. {About}",
    };
}
