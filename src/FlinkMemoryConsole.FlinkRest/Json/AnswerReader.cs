using System.Text.Json;
using FlinkMemoryConsole.FlinkRest.Http;
using FlinkMemoryConsole.FlinkRest.Texts;

namespace FlinkMemoryConsole.FlinkRest.Json;

/// <summary>Makes the <see cref="FlinkAnswer{T}"/> of one type out of a body or a failure.</summary>
internal abstract class AnswerReader
{
    /// <summary>The reader for <paramref name="answer"/>, a closed <see cref="FlinkAnswer{T}"/>.</summary>
    public static AnswerReader For(Type answer) =>
        answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(FlinkAnswer<>)
            ? (AnswerReader)Activator.CreateInstance(typeof(AnswerReader<>).MakeGenericType(answer.GetGenericArguments()))!
            : throw new NotSupportedException($"A method of the Flink interfaces returns {answer}, which is no FlinkAnswer.");

    public abstract object Failed(FlinkRequestException failure);

    public abstract Task<object> ReadAsync(HttpContent content, CancellationToken cancellationToken);
}

internal sealed class AnswerReader<T> : AnswerReader
{
    public override object Failed(FlinkRequestException failure) => new FlinkAnswer<T>.Failed(failure.Kind, failure.Message, failure.Status);

    public override async Task<object> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content is TextChunkContent text)
        {
            return new FlinkAnswer<T>.Answered((T)(object)text.Chunk);
        }

        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync<T>(stream, FlinkJson.Options, cancellationToken) is { } value
                ? new FlinkAnswer<T>.Answered(value)
                : NotFlink("its answer is null.");
        }
        catch (JsonException exception)
        {
            // A body that breaks the rules of JSON comes with the exception of the reader below; one of another shape does not.
            return exception.InnerException is JsonException
                ? new FlinkAnswer<T>.Failed(FlinkFailure.Broken, "The answer was cut in the middle or damaged on its way: it is not whole JSON.", 200)
                : NotFlink(exception.Message.Split(" Path:", 2)[0]);
        }
    }

    private static FlinkAnswer<T>.Failed NotFlink(string why) =>
        new(FlinkFailure.NotFlink, $"What answered is not Flink, or a Flink that this console does not know: {why}", 200);
}
