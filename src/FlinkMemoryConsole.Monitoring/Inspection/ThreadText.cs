using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.Monitoring.Inspection;

/// <summary>Reads a thread as Java's <c>ThreadInfo.toString</c> prints it.</summary>
internal static partial class ThreadText
{
    /// <summary>A text that is no such print gives a thread with an empty state and no stack.</summary>
    public static ThreadInfo Parse(string name, string text)
    {
        var lines = text.Split('\n');
        var header = Header().Match(lines[0]);
        return new(
            name,
            header.Groups["state"].Value,
            [.. lines.Skip(1).Select(line => line.Trim()).TakeWhile(line => !line.StartsWith("Number of locked synchronizers", StringComparison.Ordinal))
                .Where(line => line.Length > 0 && line is not "...").Select(line => line.StartsWith("at ", StringComparison.Ordinal) ? line[3..] : line)],
            NullIfEmpty(header.Groups["lock"].Value),
            NullIfEmpty(header.Groups["owner"].Value));
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(@"""\s+Id=\d+ (?<state>[A-Z_]+)(?: on (?<lock>\S+))?(?: owned by ""(?<owner>.*)"" Id=\d+)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Header();
}
