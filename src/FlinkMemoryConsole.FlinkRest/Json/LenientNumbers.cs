using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkMemoryConsole.FlinkRest.Json;

/// <summary>Numbers as Flink writes them: plain, as text, or <c>"NaN"</c>. What is no finite number is null.</summary>
internal sealed class LenientDoubleConverter : JsonConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LenientNumber.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options) => LenientNumber.Write(writer, value);
}

/// <summary>Whole numbers as Flink writes them; a fraction is cut off, what does not fit is null.</summary>
internal sealed class LenientLongConverter : JsonConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole) ? whole
        : LenientNumber.Read(ref reader) is { } number and > -9.2e18 and < 9.2e18 ? (long)number
        : null;

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => LenientNumber.Write(writer, value);
}

/// <summary>As <see cref="LenientLongConverter"/>, for what fits into 32 bits.</summary>
internal sealed class LenientIntConverter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LenientNumber.Read(ref reader) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => LenientNumber.Write(writer, value);
}

/// <summary>Milliseconds since 1970. 0 and negative numbers are Flink's <em>never</em> or <em>not yet</em>: null.</summary>
internal sealed class EpochMillisecondsConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly double Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LenientNumber.Read(ref reader) is { } milliseconds && milliseconds > 0 && milliseconds <= Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : null;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        LenientNumber.Write(writer, value?.ToUnixTimeMilliseconds());
}

internal static class LenientNumber
{
    public static double? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => Finite(reader.GetDouble()),
        JsonTokenType.String => double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Finite(number) : null,
        var token => throw new JsonException($"A number was expected, not {token}."),
    };

    public static void Write(Utf8JsonWriter writer, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    public static void Write(Utf8JsonWriter writer, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
