using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// Lines as Java's <c>readLine</c> and YAML 1.2 split them: at <c>\n</c>, <c>\r</c> and <c>\r\n</c>, and nowhere else. .NET and YAML 1.1, which the parser here speaks, split at three more characters,
/// which to Flink are characters like others.
/// </summary>
internal sealed partial class ForeignLineEnds
{
    private const string Foreign = "\u0085\u2028\u2029";
    private const char FirstForPrivateUse = '\uE000';
    private const char LastForPrivateUse = '\uF8FF';

    private readonly string _standIns;

    private ForeignLineEnds(string text, string standIns) => (Text, _standIns) = (Exchange(text, Foreign, standIns), standIns);

    /// <summary>The text with characters in their places that it does not hold and no parser splits at: as long as it was, each character in its place.</summary>
    public string Text { get; }

    /// <summary>Takes them out of a text that is to be parsed as YAML.</summary>
    public static ForeignLineEnds Hide(string text)
    {
        if (text.AsSpan().IndexOfAny(Foreign) < 0)
        {
            return new(text, "");
        }

        var escaped = Escape().Matches(text).Select(match => (char)int.Parse(match.Groups["code"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        var unused = Enumerable.Range(FirstForPrivateUse, LastForPrivateUse - FirstForPrivateUse + 1).Select(code => (char)code).Except(text.Concat(escaped)).Take(Foreign.Length);
        return new(text, string.Concat(unused));
    }

    /// <summary>The lines of a text, without their ends.</summary>
    public static IEnumerable<string> LinesOf(string text)
    {
        using StringReader reader = new(text);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>A part of the text as it was.</summary>
    public string Show(string part) => Exchange(part, _standIns, Foreign);

    private static string Exchange(string text, string from, string to)
    {
        // Fewer stand-ins than line ends: a text that uses every character for private use stays as it is.
        for (var i = 0; i < Math.Min(from.Length, to.Length); i++)
        {
            text = text.Replace(from[i], to[i]);
        }

        return text;
    }

    /// <summary>A character of the first plane as it is written in double quotes.</summary>
    [GeneratedRegex(@"\\(u|U0000)(?<code>[0-9a-fA-F]{4})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
