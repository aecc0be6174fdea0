using System.Text.Json.Serialization;

namespace FlinkMemoryConsole.Web.Components.Charts;

/// <summary>What goes to the browser at a tick; parts that did not change are null and stay away. Times are milliseconds since 1970.</summary>
/// <param name="Looks">Given: forget everything and start anew with these series.</param>
/// <param name="Points">For each series time, value, time, value, …: what the browser does not have yet.</param>
internal sealed record ChartUpdate(
    double From,
    double To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChartUpdate.SeriesLook[]? Looks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? GapAfter,
    double[][] Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChartUpdate.Level[]? Limits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChartUpdate.Moment[]? Marks)
{
    internal sealed record SeriesLook(string Name, string Color, string Line);

    internal sealed record Level(string Name, double Value, string Color);

    internal sealed record Moment(double At, string Label, string Color);
}
