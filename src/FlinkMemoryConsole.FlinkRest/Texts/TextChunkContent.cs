using System.Net;

namespace FlinkMemoryConsole.FlinkRest.Texts;

/// <summary>Carries a window of a text from the handler that cut it out to the serializer.</summary>
internal sealed class TextChunkContent(TextChunk chunk) : HttpContent
{
    public TextChunk Chunk { get; } = chunk;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
