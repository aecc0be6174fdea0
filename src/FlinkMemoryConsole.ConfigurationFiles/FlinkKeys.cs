using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>Tells Flink's configuration from another program's by its keys: many programs keep a <c>config.yaml</c>.</summary>
internal static partial class FlinkKeys
{
    private const int MostEntries = 10_000;
    private const int LongestKey = 300;

    /// <summary>Whether one of the keys is Flink's.</summary>
    public static bool StandIn(FlinkConfiguration configuration) => configuration.Options.Keys.Any(IsOfFlink);

    /// <summary>Whether a map of the documents has a key of Flink, in one piece or nested.</summary>
    public static bool StandIn(IReadOnlyList<YamlNode> documents)
    {
        var left = MostEntries;
        return documents.OfType<YamlMap>().Any(document => document.Entries.Any(entry => IsOfFlink(entry.Key.Value) || IsGroup(entry)) || StandBelow(document, "", ref left));
    }

    /// <summary>Whether a line of the outermost level sets a key of Flink, in a text that cannot be read as a whole.</summary>
    public static bool StandIn(string text)
    {
        int? outermost = null;
        foreach (var line in ForeignLineEnds.LinesOf(text))
        {
            var content = line.TrimStart(" \t{");
            if (content.IsEmpty || content[0] is '#' || content.StartsWith("---", StringComparison.Ordinal))
            {
                continue;
            }

            var indentation = line.Length - line.TrimStart(" \t").Length;
            outermost ??= indentation;
            if (indentation <= outermost && KeyOfFlink().IsMatch(line))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="left">So many entries are looked at: aliases can make more of them than were written.</param>
    private static bool StandBelow(YamlMap map, string prefix, ref int left)
    {
        foreach (var (key, node) in map.Entries)
        {
            if (--left < 0)
            {
                return false;
            }

            if (prefix.Length + key.Value.Length <= LongestKey
                && prefix + key.Value is var full
                && (IsOfFlink(full) || (node is YamlMap inner && StandBelow(inner, full + ".", ref left))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGroup(KeyValuePair<YamlText, YamlNode> entry) => entry is { Key.Value: "taskmanager" or "jobmanager", Value: YamlMap };

    /// <summary>A key in the catalogue or one that begins with the name of a Flink process; <c>heartbeat.interval</c> and <c>web.timeout</c> may be anybody's.</summary>
    private static bool IsOfFlink(string key) =>
        key.StartsWith("taskmanager.", StringComparison.Ordinal)
        || key.StartsWith("jobmanager.", StringComparison.Ordinal)
        || (!key.StartsWith("heartbeat.", StringComparison.Ordinal) && !key.StartsWith("web.", StringComparison.Ordinal) && FlinkOptions.FindAny(key) is not null);

    /// <summary><c>taskmanager.memory.process.size:</c>, also in braces, or <c>taskmanager:</c> above nested keys.</summary>
    [GeneratedRegex(@"(^|[{,])\s*[""']?(taskmanager|jobmanager)(\.[\w.\-]+[""']?\s*:|[""']?\s*:\s*([{&#]|$))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyOfFlink();
}
