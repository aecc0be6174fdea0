using System.Globalization;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Jobs;

/// <summary>What an operator's line says.</summary>
public static class OperatorWords
{
    /// <summary>From here on the busiest subtask is named: it is another than all.</summary>
    private const double Apart = 0.1;

    /// <summary>Shares of time on average, with the subtask that stands out.</summary>
    public static string Times(OperatorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return string.Join(" · ", new[]
        {
            Share("busy", row.Busy, row.Busiest?.Busy, row.Busiest?.Index),
            Share("backpressured", row.Backpressured, row.MostBackpressured?.Backpressured, row.MostBackpressured?.Index),
            row.Readings.Length < row.Vertex.Parallelism && row.Readings.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{row.Readings.Length:#,0} of {row.Vertex.Parallelism:#,0} subtasks seen") : null,
        }.Where(part => part is not null));
    }

    /// <summary>Of one subtask.</summary>
    public static string Times(SubtaskReadings subtask)
    {
        ArgumentNullException.ThrowIfNull(subtask);
        return string.Join(" · ", new[] { Share("busy", subtask.Busy, null, null), Share("backpressured", subtask.Backpressured, null, null) }.Where(part => part is not null));
    }

    /// <summary>Records a second.</summary>
    public static string Rate(double? rate) => rate switch
    {
        null => "not seen",
        0 => "0 /s",
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{rate:0.0} /s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rate:#,0} /s"),
    };

    public static string Total(long? records) => records is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count:#,0} records since its subtasks were started") : "Flink has no count";

    /// <summary>The hottest subtask against the median of the others.</summary>
    public static string Skew(OperatorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row switch
        {
            { Vertex.Parallelism: 1 } => "–",
            { Skew: { } skew } => string.Create(CultureInfo.InvariantCulture, $"{skew.Factor:0.0} ×"),
            { IsSource: true } => "–",
            _ => "not seen",
        };
    }

    public static string SkewHover(OperatorRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row switch
        {
            { Vertex.Parallelism: 1 } => "It has one subtask.",
            { Skew: { } skew } => string.Create(CultureInfo.InvariantCulture, $"Subtask {skew.Hottest} gets {skew.Factor:0.00} times the records of the median of the others."),
            { IsSource: true } => "Nothing comes in: a source.",
            _ => "No two subtasks with records to compare.",
        };
    }

    private static string? Share(string word, double? mean, double? most, int? subtask) => mean is not { } value ? null
        : most is { } top && top - value >= Apart ? string.Create(CultureInfo.InvariantCulture, $"{word} {ByteSize.Percent(value)}, subtask {subtask} {ByteSize.Percent(top)}")
        : $"{word} {ByteSize.Percent(value)}";
}
