namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>How unevenly records are spread over subtasks.</summary>
/// <param name="Hottest">Index of the subtask that gets most.</param>
/// <param name="Factor">What it gets, against the median of the others; 1 is even.</param>
public sealed record RecordSkew(int Hottest, double Factor)
{
    /// <summary>Null where fewer than two subtasks have a number, or the hottest one gets less than <paramref name="fewest"/>.</summary>
    /// <param name="subtasks">Index and records of each; null where they are not known.</param>
    /// <param name="fewest">Fewer say nothing about a distribution.</param>
    public static RecordSkew? Of(IEnumerable<(int Index, double? Records)> subtasks, double fewest)
    {
        var known = subtasks.Where(subtask => subtask.Records is not null).Select(subtask => (subtask.Index, Records: subtask.Records!.Value)).OrderByDescending(subtask => subtask.Records).ToList();
        if (known.Count < 2 || known[0].Records < fewest)
        {
            return null;
        }

        // The upper median of the others, which stand in falling order.
        var median = known[1 + ((known.Count - 2) / 2)].Records;
        return new(known[0].Index, known[0].Records / Math.Max(median, fewest));
    }
}
