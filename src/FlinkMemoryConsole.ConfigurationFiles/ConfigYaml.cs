using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>Flattens a YAML map into options as Flink's <c>GlobalConfiguration</c> does: nested keys are joined with dots, lists become flow text, numbers are read as YAML 1.2 numbers.</summary>
internal static partial class ConfigYaml
{
    private const int MostHexadecimalDigits = 100;

    /// <summary>A whole <c>config.yaml</c>.</summary>
    public static (ConfigurationDocument Document, List<ConfigurationRemark> Warnings) Read(IReadOnlyList<YamlNode> documents, ExpandedSize? size = null)
    {
        if (documents.Count > 1)
        {
            throw new UnreadableException(documents[1].Line, null, "a second YAML document begins here: Flink does not start with such a file.");
        }

        OptionCollector options = new(size);
        switch (documents)
        {
            case [] or [YamlText { Value: "" }]:
                break;
            case [YamlMap map]:
                Flatten(map, "", options);
                break;
            default:
                throw new UnreadableException(documents[0].Line, null, "this is no map of options: 'key: value' is expected (with a space after the colon).");
        }

        return (options.ToDocument(), options.Warnings);
    }

    /// <summary>Adds every entry of a map, nested ones with the outer key in front.</summary>
    public static void Flatten(YamlMap map, string prefix, OptionCollector options) => Flatten(map, prefix, options, options.Size);

    private static void Flatten(YamlMap map, string prefix, OptionCollector options, ExpandedSize size)
    {
        foreach (var (key, node) in map.Entries)
        {
            size.Count(key.Line, prefix.Length + key.Value.Length);
            if (key.IsPlain && (key.Value.Length == 0 || IsNumberOrFlag(key.Value)))
            {
                throw new UnreadableException(key.Line, key.Value, "the key is no text: Flink does not start with such a file.");
            }

            CheckTag(key);
            CheckTag(node);
            if (node is YamlMap inner)
            {
                Flatten(inner, $"{prefix}{key.Value}.", options, size);
            }
            else if (node is YamlText { IsPlain: true, Value: "" or "~" or "null" or "Null" or "NULL" })
            {
                throw new UnreadableException(key.Line, prefix + key.Value, "the key has no value: Flink does not start with such a file.");
            }
            else
            {
                options.Set(prefix + key.Value, ValueOf(node, prefix + key.Value, size), key.Line);
            }
        }
    }

    private static void CheckTag(YamlNode node)
    {
        if (node.ForeignTag is { } tag)
        {
            throw new UnreadableException(node.Line, null, $"no type goes by the tag {OptionCollector.Shorten(tag)}: Flink does not start with such a file (could not determine a constructor for the tag).");
        }
    }

    /// <summary>As options are parsed from it: a number that is no finite one is called as Java calls it there, and only in lists as YAML does.</summary>
    private static string ValueOf(YamlNode node, string key, ExpandedSize size)
    {
        var text = TextOf(node, size);
        if (node is not YamlText { IsPlain: true } plain)
        {
            return text;
        }

        var value = text switch { ".inf" => "Infinity", "-.inf" => "-Infinity", ".nan" => "NaN", _ => text };
        if (FlinkOptions.FindAny(key) is { Type: "Float" } && Fraction().IsMatch(plain.Value) && JavaText.ParseDouble(value) is { } number && number != 0 && (float)number is var single && (!float.IsFinite(single) || single == 0))
        {
            throw new UnreadableException(plain.Line, key, $"Configuration value {value} overflows/underflows the float type: Flink does not start with it.");
        }

        return value;
    }

    private static string TextOf(YamlNode node, ExpandedSize size)
    {
        size.Count(node.Line, node is YamlText { Value.Length: var length } ? length : 0);
        CheckTag(node);
        return node switch
        {
            YamlText { IsPlain: true } plain => Number(plain.Value),
            YamlText quoted => quoted.Value,
            YamlList list => $"[{string.Join(", ", list.Items.Select(item => TextOf(item, size)))}]",
            YamlMap map => $"{{{string.Join(", ", map.Entries.Select(entry => PairText(entry, size)))}}}",
            _ => "",
        };
    }

    /// <summary>What YAML's core schema gives another type than text.</summary>
    private static bool IsNumberOrFlag(string plain) =>
        plain is "true" or "false" or ".nan" or ".inf" or "-.inf" || WholeNumber().IsMatch(plain) || Fraction().IsMatch(plain) || !string.Equals(Number(plain), plain, StringComparison.Ordinal);

    private static string PairText(KeyValuePair<YamlText, YamlNode> entry, ExpandedSize size)
    {
        size.Count(entry.Key.Line, entry.Key.Value.Length);
        return $"{entry.Key.Value}: {TextOf(entry.Value, size)}";
    }

    /// <summary>A plain scalar as Flink gets to see it: <c>0x10</c> is 16, <c>010</c> is 10, <c>1.20</c> is 1.2, <c>1e3</c> is 1000.0, <c>True</c> is true.</summary>
    private static string Number(string plain)
    {
        if (WholeNumber().IsMatch(plain))
        {
            return BigInteger.Parse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }

        if (plain.Length <= MostHexadecimalDigits + 2 && plain.StartsWith("0x", StringComparison.Ordinal) && BigInteger.TryParse("0" + plain[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal))
        {
            return hexadecimal.ToString(CultureInfo.InvariantCulture);
        }

        if (OctalNumber().IsMatch(plain))
        {
            return plain[2..].Aggregate(BigInteger.Zero, (value, digit) => (value * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture);
        }

        if (Fraction().IsMatch(plain))
        {
            var number = double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(number) ? JavaText.Print(number) : number > 0 ? ".inf" : "-.inf";
        }

        return plain switch
        {
            ".NaN" or ".NAN" => ".nan",
            ".Inf" or ".INF" => ".inf",
            "-.Inf" or "-.INF" => "-.inf",
            "True" or "TRUE" or "False" or "FALSE" => plain.ToLowerInvariant(),
            _ => plain,
        };
    }

    [GeneratedRegex(@"^[-+]?[0-9]{1,400}$", RegexOptions.None, 1000)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^(?=.{1,400}$)[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^0o[0-7]{1,100}$", RegexOptions.None, 1000)]
    private static partial Regex OctalNumber();
}
