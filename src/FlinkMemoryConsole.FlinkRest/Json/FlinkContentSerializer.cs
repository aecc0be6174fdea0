using System.Collections.Concurrent;
using System.Reflection;
using FlinkMemoryConsole.FlinkRest.Http;
using Refit;

namespace FlinkMemoryConsole.FlinkRest.Json;

/// <summary>Refit's way to and from bodies. Every method of the interfaces returns a <see cref="FlinkAnswer{T}"/>, so that is what a body is read as.</summary>
internal sealed class FlinkContentSerializer : IHttpContentSerializer
{
    private static readonly ConcurrentDictionary<Type, AnswerReader> Readers = new();
    private static readonly SystemTextJsonContentSerializer Json = new(FlinkJson.Options);

    public HttpContent ToHttpContent<T>(T item) => Json.ToHttpContent(item);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var reader = Readers.GetOrAdd(typeof(T), AnswerReader.For);
        return content is FailureContent failed
            ? (T)reader.Failed(failed.Failure)
            : (T)await reader.ReadAsync(content, cancellationToken);
    }

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => Json.GetFieldNameForProperty(propertyInfo);
}
