namespace FlinkMemoryConsole.Web.Components.Shared.Memory;

/// <summary>One part of a process's memory as it is drawn: what it was given, and how much of that is in use.</summary>
/// <param name="Name">For the legend: <c>Java heap</c>.</param>
/// <param name="Color">A custom property of <c>tokens.css</c>, the same on every page.</param>
/// <param name="BudgetBytes">What Flink gave it.</param>
/// <param name="UsedBytes">In use now; null where nothing shows it.</param>
/// <param name="About">Where the use comes from, or why it is not seen.</param>
public sealed record MemoryPool(string Name, string Color, long BudgetBytes, double? UsedBytes, string About)
{
    /// <summary>0 to 1; null where it is not seen.</summary>
    public double? UsedShare => UsedBytes is { } used && BudgetBytes > 0 ? Math.Clamp(used / BudgetBytes, 0, 1) : null;

    /// <summary>All of it for the hover: <c>Metaspace: 60.0 MiB of 256 MiB</c>.</summary>
    public string Sentence => UsedBytes is { } used
        ? $"{Name}: {ByteSize.Text(used)} of {ByteSize.Text(BudgetBytes)} ({ByteSize.Exact(used)}). {About}"
        : $"{Name}: {ByteSize.Text(BudgetBytes)} given, use not seen. {About}";
}
