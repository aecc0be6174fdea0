namespace FlinkMemoryConsole.Recordings;

/// <summary>The file is no recording; the message says what it is instead and is meant to be shown.</summary>
public sealed class RecordingFormatException : Exception
{
    public RecordingFormatException()
    {
    }

    public RecordingFormatException(string message)
        : base(message)
    {
    }

    public RecordingFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
