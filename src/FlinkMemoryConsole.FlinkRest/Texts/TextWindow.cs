namespace FlinkMemoryConsole.FlinkRest.Texts;

/// <summary>
/// How far a text was read before. The first bytes are kept, because a file that was rolled can have become longer than the old one.
/// </summary>
/// <param name="Bytes">Length that was seen.</param>
/// <param name="Head">The first bytes, base64.</param>
public sealed record TextPosition(long Bytes, string Head)
{
    /// <summary>Nothing was read yet.</summary>
    public static TextPosition Start { get; } = new(0, "");
}

/// <summary>Which part of a text is wanted: what came after <paramref name="After"/>, and of that the last <paramref name="MaxBytes"/>.</summary>
public sealed record TextWindow(TextPosition After, int MaxBytes)
{
    internal const string OptionKey = "FlinkMemoryConsole.TextWindow";

    /// <summary>The last <paramref name="maxBytes"/>, from the start if the text is shorter.</summary>
    public static TextWindow Tail(int maxBytes) => new(TextPosition.Start, maxBytes);
}

/// <summary>A part of a log or of standard output.</summary>
public sealed record TextChunk
{
    /// <summary>The part's text, whole characters only. It can start or end within a line.</summary>
    public required string Text { get; init; }

    /// <summary>Where in the file <see cref="Text"/> starts, in bytes.</summary>
    public required long From { get; init; }

    /// <summary>Length of the file in bytes, and what to ask for next (<see cref="TextWindow.After"/>).</summary>
    public required TextPosition Position { get; init; }

    /// <summary>Bytes between the last position and <see cref="From"/> that were left out to keep within the window.</summary>
    public required long Skipped { get; init; }

    /// <summary>The file is not the one of the last position (rolled, or a new process): the text starts at its beginning.</summary>
    public required bool StartedOver { get; init; }
}
