using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary><c>flink-conf.yaml</c> as Flink up to 1.20 reads it: no YAML at all, but lines of <c>key: value</c>. Everything after a <c>#</c> is a comment, wherever it stands; a line without <c>": "</c> is skipped.</summary>
internal static class LegacyConf
{
    /// <param name="lines">How options and warnings call their lines.</param>
    public static (ConfigurationDocument Document, List<ConfigurationRemark> Warnings) Read(string text, LineNumbers lines = default)
    {
        OptionCollector options = new();
        var number = 0;
        foreach (var line in ForeignLineEnds.LinesOf(text))
        {
            number++;
            ReadLine(line, lines.Of(number), options);
        }

        return (options.ToDocument(), options.Warnings);
    }

    private static void ReadLine(string line, int number, OptionCollector options)
    {
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        var content = JavaText.Trim(comment < 0 ? line : line[..comment]);
        if (content.Length == 0)
        {
            return;
        }

        var colon = content.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
        {
            options.Warnings.Add(new ConfigurationRemark(number, null, $"'{OptionCollector.Shorten(content)}' is no pair of key and value (a space after the colon?): Flink skips it."));
            return;
        }

        var key = JavaText.Trim(content[..colon]);
        var value = JavaText.Trim(content[(colon + 2)..]);
        if (key.Length == 0 || value.Length == 0)
        {
            options.Warnings.Add(new ConfigurationRemark(number, key.Length == 0 ? null : key, "key or value is empty: Flink skips the line."));
            return;
        }

        if (comment > 0 && line[comment - 1] is not (' ' or '\t'))
        {
            options.Warnings.Add(new ConfigurationRemark(number, key, $"the value ends before '#': Flink reads '{OptionCollector.Shorten(value)}'."));
        }

        options.Set(key, value, number);
    }
}
