using System.Text;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary><c>-Dkey=value</c> and <c>-D key=value</c> out of a command line, with the shell's quotes and line continuations.</summary>
internal static class DynamicProperties
{
    public static (ConfigurationDocument Document, List<ConfigurationRemark> Warnings) Read(string text)
    {
        OptionCollector options = new();
        var words = Words(text);
        for (var i = 0; i < words.Count; i++)
        {
            var (word, line) = words[i];
            if (!word.StartsWith("-D", StringComparison.Ordinal) && !word.StartsWith("-yD", StringComparison.Ordinal))
            {
                continue;
            }

            var property = word[(word.IndexOf('D', StringComparison.Ordinal) + 1)..];
            if (property.Length == 0 && i + 1 < words.Count)
            {
                (property, line) = words[++i];
            }

            var equals = property.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                options.Warnings.Add(new ConfigurationRemark(line, null, $"'{OptionCollector.Shorten(word)}' has no '=': it is skipped."));
                continue;
            }

            options.Set(property[..equals], property[(equals + 1)..], line);
        }

        return (options.ToDocument(), options.Warnings);
    }

    /// <summary>Words as a POSIX shell splits them, at no white space of Unicode; variables and substitutions are left as they are.</summary>
    private static List<(string Word, int Line)> Words(string text)
    {
        List<(string, int)> words = [];
        StringBuilder word = new();
        var (quote, line, begun) = ('\0', 1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            line += character == '\n' ? 1 : 0;
            if (character == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                var next = text[++i];
                line += next == '\n' ? 1 : 0;
                _ = next is '\n' or '\r' ? word : word.Append(next);
            }
            else if (quote == '\0' ? character is '\'' or '"' : character == quote)
            {
                quote = quote == '\0' ? character : '\0';
                begun = line;
            }
            else if (quote == '\0' && character == '#' && word.Length == 0)
            {
                // A comment, up to the end of the line, which the next round counts.
                i = text.IndexOf('\n', i) is >= 0 and var end ? end - 1 : text.Length;
            }
            else if (quote == '\0' && character is ' ' or '\t' or '\r' or '\n')
            {
                Finish(character == '\n' ? line - 1 : line);
            }
            else
            {
                word.Append(character);
            }
        }

        if (quote != '\0')
        {
            throw new UnreadableException(begun, null, $"the quote {quote} that begins here is never closed.");
        }

        Finish(line);
        return words;

        void Finish(int at)
        {
            if (word.Length > 0)
            {
                words.Add((word.ToString(), at));
                word.Clear();
            }
        }
    }
}
