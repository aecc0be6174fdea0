namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>A YAML node with its line; aliases point to the same node, nothing is expanded.</summary>
internal abstract record YamlNode(int Line)
{
    /// <summary>So many levels stand below it, those that aliases bring included.</summary>
    public virtual int Height => 0;

    /// <summary>A tag that is none of YAML's own for texts, numbers, lists and maps: <c>!foo</c>. Null where there is none.</summary>
    public string? ForeignTag { get; init; }
}

/// <param name="IsPlain">Neither quoted nor tagged as a text: may be a number, null or a truth value.</param>
internal sealed record YamlText(string Value, bool IsPlain, int Line) : YamlNode(Line)
{
    /// <summary>A literal block (<c>|</c>): its lines are lines of the text, from the one below this on.</summary>
    public bool IsBlock { get; init; }
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line) : YamlNode(Line)
{
    public override int Height { get; } = 1 + Items.Select(item => item.Height).DefaultIfEmpty(0).Max();
}

internal sealed record YamlMap(IReadOnlyList<KeyValuePair<YamlText, YamlNode>> Entries, int Line) : YamlNode(Line)
{
    public override int Height { get; } = 1 + Entries.Select(entry => entry.Value.Height).DefaultIfEmpty(0).Max();

    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => string.Equals(entry.Key.Value, key, StringComparison.Ordinal)).Value;
}
