using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>A YAML node with its line; aliases point to the same node, nothing is expanded.</summary>
internal abstract record YamlNode(int Line);

/// <param name="IsPlain">Not quoted: may be a number, null or a truth value.</param>
internal sealed record YamlText(string Value, bool IsPlain, int Line) : YamlNode(Line)
{
    /// <summary>A literal block (<c>|</c>): its lines are lines of the text, from the one below this on.</summary>
    public bool IsBlock { get; init; }
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line) : YamlNode(Line);

internal sealed record YamlMap(IReadOnlyList<KeyValuePair<YamlText, YamlNode>> Entries, int Line) : YamlNode(Line)
{
    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => string.Equals(entry.Key.Value, key, StringComparison.Ordinal)).Value;
}

/// <summary>Reads YAML into small trees, bounded in depth and size, with duplicate keys refused as Flink's own parser does.</summary>
internal sealed partial class YamlTree
{
    private const int DeepestNesting = 50;
    private const int MostNodes = 50_000;

    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlTree(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The documents of a text.</summary>
    /// <exception cref="UnreadableException">It is no YAML, or too deep, or too large.</exception>
    public static List<YamlNode> Parse(string text)
    {
        YamlTree tree = new(text);
        try
        {
            return tree.ReadDocuments();
        }
        catch (UnreadableException failure) when (failure.Remark is { Key: null, Line: { } line } && KeyIn(text, line) is { } key)
        {
            throw new UnreadableException(line, key, failure.Message);
        }
        catch (YamlException failure)
        {
            // The end: where a scalar breaks off, not where it began.
            var line = TabbedLine(text) ?? (int)Math.Max(failure.Start.Line, failure.End.Line);
            var hint = TabbedLine(text) is null ? "" : " The line is indented with a tab; YAML takes spaces only.";
            throw new UnreadableException(line > 0 ? line : null, KeyIn(text, line), $"this is no valid YAML: {failure.Message.TrimEnd('.')}.{hint}");
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or OverflowException)
        {
            // The parser leaves some of its own states by accident when the text is garbage.
            throw new UnreadableException((int?)tree._parser.Current?.Start.Line, null, "this is no valid YAML.");
        }
    }

    private static int? TabbedLine(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line[..(line.Length - line.TrimStart().Length)].Contains('\t'))
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
            throw new UnreadableException(line, null, $"nested deeper than {DeepestNesting} levels: no Flink configuration is.");
        }

        if (++_nodes > MostNodes)
        {
            throw new UnreadableException(line, null, $"more than {MostNodes} values: no Flink configuration has so many.");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known)
                ? known
                : throw new UnreadableException(line, null, $"the alias '*{alias.Value}' stands inside its own anchor or before it.");
        }

        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        YamlNode node = _parser.Current switch
        {
            Scalar => ReadText(),
            SequenceStart => ReadList(depth),
            MappingStart => ReadMap(depth),
            _ => throw new UnreadableException(line, null, "this is no valid YAML."),
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
        return new YamlText(scalar.Value, scalar.Style is ScalarStyle.Plain or ScalarStyle.Any, (int)scalar.Start.Line) { IsBlock = scalar.Style is ScalarStyle.Literal };
    }

    private YamlList ReadList(int depth)
    {
        var line = (int)_parser.Consume<SequenceStart>().Start.Line;
        List<YamlNode> items = [];
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlList(items, line);
    }

    private YamlMap ReadMap(int depth)
    {
        var line = (int)_parser.Consume<MappingStart>().Start.Line;
        List<KeyValuePair<YamlText, YamlNode>> entries = [];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(depth + 1) is not YamlText key)
            {
                throw new UnreadableException(line, null, "a list or a map is used as a key: Flink's keys are texts.");
            }

            if (!seen.TryAdd(key.Value, key.Line))
            {
                throw new UnreadableException(key.Line, key.Value, $"the key comes twice, first in line {seen[key.Value]}: Flink does not start with such a file.");
            }

            entries.Add(new(key, ReadNode(depth + 1)));
        }

        return new YamlMap(entries, line);
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
