using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>Reads YAML into small trees, bounded in depth and size, with duplicate keys refused as Flink's own parser does.</summary>
internal sealed partial class YamlTree
{
    private const int DeepestNesting = 50;
    private const int MostNodes = 50_000;

    private readonly string _text;
    private readonly ForeignLineEnds _lineEnds;
    private readonly LineNumbers _lines;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlTree(string text, LineNumbers lines)
    {
        (_text, _lines, _lineEnds) = (text, lines, ForeignLineEnds.Hide(text));
        _parser = new Parser(new StringReader(_lineEnds.Text));
    }

    /// <summary>The documents of a text.</summary>
    /// <param name="lines">How nodes and failures call their lines.</param>
    /// <exception cref="UnreadableException">It is no YAML, or too deep, or too large.</exception>
    public static List<YamlNode> Parse(string text, LineNumbers lines = default)
    {
        YamlTree tree = new(text, lines);
        try
        {
            return tree.ReadDocuments();
        }
        catch (YamlException failure)
        {
            // The end: where a scalar breaks off, not where it began. What never ends breaks off in the last line, not below it.
            var line = TabbedLine(text) ?? (int)Math.Min(Math.Max(failure.Start.Line, failure.End.Line), 1 + text.AsSpan().TrimEnd().Count('\n'));
            var hint = TabbedLine(text) is null ? "" : " The line is indented with a tab; YAML takes spaces only.";
            throw tree.Failure(line, $"this is no valid YAML: {failure.Message.TrimEnd('.')}.{hint}");
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            // The parser leaves some of its own states by accident when the text is garbage.
            throw tree.Failure((int)(tree._parser.Current?.Start.Line ?? 0), "this is no valid YAML.");
        }
    }

    /// <param name="line">Of the text itself, from 1; 0 where none is known.</param>
    private UnreadableException Failure(int line, string message) => line > 0 ? new(_lines.Of(line), KeyIn(_text, line), message) : new(null, null, message);

    private UnreadableException TooDeep(int line) => Failure(line, $"nested deeper than {DeepestNesting} levels: no Flink configuration is.");

    private static int? TabbedLine(string text)
    {
        var number = 0;
        foreach (var line in ForeignLineEnds.LinesOf(text))
        {
            number++;
            if (line.AsSpan(0, line.Length - line.TrimStart().Length).Contains('\t'))
            {
                return number;
            }
        }

        return null;
    }

    private List<YamlNode> ReadDocuments()
    {
        List<YamlNode> documents = [];
        _parser.Consume<StreamStart>();
        while (_parser.Accept<DocumentStart>(out _))
        {
            _parser.Consume<DocumentStart>();
            _anchors.Clear();
            documents.Add(ReadNode(depth: 0));
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private YamlNode ReadNode(int depth)
    {
        var line = (int)(_parser.Current?.Start.Line ?? 0);
        if (depth > DeepestNesting)
        {
            throw TooDeep(line);
        }

        if (++_nodes > MostNodes)
        {
            throw Failure(line, $"more than {MostNodes} values: no Flink configuration has so many.");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var known = _anchors.GetValueOrDefault(alias.Value.Value) ?? throw Failure(line, $"the alias '*{alias.Value}' stands inside its own anchor or before it.");
            return depth + known.Height <= DeepestNesting ? known : throw TooDeep(line);
        }

        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        YamlNode node = _parser.Current switch
        {
            Scalar => ReadText(),
            SequenceStart => ReadList(depth),
            MappingStart => ReadMap(depth),
            _ => throw Failure(line, "this is no valid YAML."),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private YamlText ReadText()
    {
        var scalar = _parser.Consume<Scalar>();
        var tag = TagOf(scalar);
        var isPlain = tag switch
        {
            "!" or "!!str" => false,
            "!!int" or "!!float" or "!!bool" or "!!null" => true,
            _ => scalar.Style is ScalarStyle.Plain or ScalarStyle.Any,
        };
        var isForeign = tag is not (null or "!" or "!!str" or "!!int" or "!!float" or "!!bool" or "!!null");
        return new YamlText(_lineEnds.Show(scalar.Value), isPlain, _lines.Of((int)scalar.Start.Line)) { IsBlock = scalar.Style is ScalarStyle.Literal, ForeignTag = isForeign ? tag : null };
    }

    /// <summary>As people write it, <c>!!str</c>; null where there is none.</summary>
    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty ? null : node.Tag.Value.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal);

    private YamlList ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        List<YamlNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlList(items, _lines.Of((int)start.Start.Line)) { ForeignTag = TagOf(start) is { } tag and not ("!!seq" or "!") ? tag : null };
    }

    private YamlMap ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var line = (int)start.Start.Line;
        List<KeyValuePair<YamlText, YamlNode>> entries = [];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not YamlText key)
            {
                throw Failure(line, "a list or a map is used as a key: Flink's keys are texts.");
            }

            if (!seen.TryAdd(key.Value, key.Line))
            {
                var first = seen[key.Value] == key.Line ? "" : $", first in line {seen[key.Value]}";
                throw new UnreadableException(key.Line, key.Value, $"the key comes twice{first}: Flink does not start with such a file.");
            }

            entries.Add(new(key, ReadNode(depth + 1)));
        }

        return new YamlMap(entries, _lines.Of(line)) { ForeignTag = TagOf(start) is { } tag and not ("!!map" or "!") ? tag : null };
    }

    private static string? KeyIn(string text, int line)
    {
        var at = text.AsSpan();
        for (var i = 1; i < line && at.IndexOf('\n') is >= 0 and var end; i++)
        {
            at = at[(end + 1)..];
        }

        var content = at.IndexOf('\n') is >= 0 and var length ? at[..length] : at;
        return LeadingKey().Match(content.Length > 300 ? content[..300].ToString() : content.ToString()) is { Success: true } match ? match.Groups["key"].Value : null;
    }

    [GeneratedRegex(@"^\s*(?<key>[A-Za-z][\w.\-]*)\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LeadingKey();
}
