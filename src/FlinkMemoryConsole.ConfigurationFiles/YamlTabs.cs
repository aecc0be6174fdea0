using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// Tabs where Flink's YAML parser (snakeyaml-engine) takes none: between its tokens. Within texts and comments it takes them, and behind an unquoted text up to the end of the line;
/// the parser here takes them everywhere.
/// </summary>
internal static class YamlTabs
{
    /// <param name="text">Valid YAML.</param>
    /// <exception cref="UnreadableException">There is one.</exception>
    public static void Check(string text, LineNumbers lines = default)
    {
        if (!text.Contains('\t', StringComparison.Ordinal))
        {
            return;
        }

        YamlDotNet.Core.Scanner scanner = new(new StringReader(ForeignLineEnds.Hide(text).Text));
        var (end, isBehindPlain) = (0, false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is not { } token || token.Start.Index < end)
            {
                continue;
            }

            CheckGap(text, end, (int)token.Start.Index, isBehindPlain, lines);
            if (token.End.Index > token.Start.Index)
            {
                (end, isBehindPlain) = ((int)token.End.Index, token is Scalar { Style: ScalarStyle.Plain });
            }
        }

        CheckGap(text, end, text.Length, isBehindPlain, lines);
    }

    private static void CheckGap(string text, int from, int to, bool isBehindPlain, LineNumbers lines)
    {
        var (mayStand, isComment) = (isBehindPlain, false);
        for (var at = from; at < to; at++)
        {
            switch (text[at])
            {
                case '\n' or '\r':
                    (mayStand, isComment) = (false, false);
                    break;
                case '#':
                    isComment = true;
                    break;
                case '\t' when !mayStand && !isComment:
                    throw new UnreadableException(
                        lines.Of(1 + text.AsSpan(0, at).Count('\n')),
                        null,
                        "a tab stands here between keys and values; YAML takes spaces only. Flink does not start with such a file (found character '\\t(TAB)' that cannot start any token).");
            }
        }
    }
}
