using System.Text;

namespace FlinkMemoryConsole.Cli.Shared;

/// <summary>The standard output. That it cannot be written to is told apart from inputs that cannot be read: no verb can do anything about it.</summary>
internal sealed class AnswerOutput(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <exception cref="AnswerLostException">The disk is full, or the output is closed.</exception>
    public override void Write(char value) => Do(() => inner.Write(value));

    /// <exception cref="AnswerLostException">The disk is full, or the output is closed.</exception>
    public override void Write(char[] buffer, int index, int count) => Do(() => inner.Write(buffer, index, count));

    /// <exception cref="AnswerLostException">The disk is full, or the output is closed.</exception>
    public override void Write(string? value) => Do(() => inner.Write(value));

    /// <exception cref="AnswerLostException">The disk is full, or the output is closed.</exception>
    public override void WriteLine(string? value) => Do(() => inner.WriteLine(value));

    /// <exception cref="AnswerLostException">The disk is full, or the output is closed.</exception>
    public override void Flush() => Do(inner.Flush);

    private static void Do(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AnswerLostException(failure);
        }
    }
}

/// <summary>The answer could not be written.</summary>
internal sealed class AnswerLostException(Exception cause) : Exception($"the answer could not be written: {cause.Message}", cause);
