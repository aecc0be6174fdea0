using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkMemoryConsole.Web.Components.Charts;

/// <summary>What goes to the browser at a tick; parts that did not change are null and stay away. Times are milliseconds since 1970.</summary>
/// <param name="Looks">Given: forget everything and start anew with these series.</param>
/// <param name="Tails">For each series what the browser does not have yet.</param>
internal sealed record ChartUpdate(
    double From,
    double To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChartUpdate.SeriesLook[]? Looks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? GapAfter,
    ChartUpdate.Tail[] Tails,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChartUpdate.Level[]? Limits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChartUpdate.Moment[]? Marks)
{
    internal sealed record SeriesLook(string Name, string Color, string Line);

    /// <summary>Forget what is after <paramref name="After"/>, then add time, value, time, value, …</summary>
    internal sealed record Tail(double After, double[] Points);

    internal sealed record Level(string Name, double Value, string Color);

    internal sealed record Moment(double At, string Label, string Color, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Breaks);

    /// <summary>UTF-8 JSON. Written here, once for all viewers: the browser's runtime keeps what it learns of a type for each circuit anew.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ChartUpdateJson.Default.ChartUpdate);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChartUpdate))]
internal sealed partial class ChartUpdateJson : JsonSerializerContext;
