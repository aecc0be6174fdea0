using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlinkMemoryConsole.FlinkRest.Json;

/// <summary>How Flink's JSON is read: what is missing is null, a list that is null is empty, what is unknown is skipped.</summary>
internal static class FlinkJson
{
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true,
            // Flame graphs are as deep as stacks (rest.flamegraph.stack-depth, 100), two levels a frame; deeper nesting would eat ours.
            MaxDepth = 512,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepEmptyCollections } },
            Converters = { new LenientDoubleConverter(), new LenientLongConverter(), new LenientIntConverter() },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void KeepEmptyCollections(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Set is not null && IsCollection(property.PropertyType)))
        {
            var set = property.Set!;
            property.IsSetNullable = true;
            property.Set = (target, value) =>
            {
                if (value is not null)
                {
                    set(target, value);
                }
            };
        }
    }

    private static bool IsCollection(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);
}
