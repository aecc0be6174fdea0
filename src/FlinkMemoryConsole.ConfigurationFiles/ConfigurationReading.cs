using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>The ways in which people write down Flink's options.</summary>
public enum ConfigurationForm
{
    /// <summary><c>config.yaml</c>: standard YAML, nested or flat keys (Flink 1.19 and later; the only file of 2.0 and later).</summary>
    ConfigYaml,

    /// <summary><c>flink-conf.yaml</c>: <c>key: value</c> lines read by Flink's own lenient parser (up to Flink 1.20).</summary>
    FlinkConf,

    /// <summary><c>-Dkey=value</c> flags or a whole command line that holds some.</summary>
    DynamicProperties,

    /// <summary>Kubernetes resources: <c>FlinkDeployment</c>s of the Flink Kubernetes operator, and <c>ConfigMap</c>s with Flink's file; one or several.</summary>
    OperatorYaml,
}

/// <summary>What a text turned out to hold.</summary>
public abstract record ConfigurationReading
{
    private ConfigurationReading()
    {
    }

    /// <summary>A configuration, or several in one operator YAML.</summary>
    /// <param name="Warnings">What was skipped or reads differently from what one may think.</param>
    public sealed record Read(ConfigurationForm Form, ImmutableArray<ConfigurationDocument> Documents, ImmutableArray<ConfigurationRemark> Warnings) : ConfigurationReading;

    /// <summary>No configuration can be made of it.</summary>
    public sealed record Unreadable(ConfigurationRemark Error) : ConfigurationReading;
}

/// <summary>One configuration.</summary>
/// <param name="Name">The name of the deployment; null for plain files.</param>
/// <param name="Version">What the text itself says about Flink's version (<c>spec.flinkVersion</c>); null where it says nothing.</param>
/// <param name="Lines">The line of each key, from 1.</param>
public sealed record ConfigurationDocument(string? Name, FlinkConfiguration Configuration, FlinkVersion? Version, ImmutableDictionary<string, int> Lines)
{
    /// <summary>The form of its own text: of a <c>ConfigMap</c>'s file, where the text around it is Kubernetes YAML.</summary>
    public ConfigurationForm Form { get; init; }

    /// <summary>A name says which of Flink's files it is: its own, or the key in a <c>ConfigMap</c>. Else its form is what the text looks like.</summary>
    public bool IsFileNamed { get; init; }

    /// <summary>The one of <see cref="FlinkFiles"/> that it is; null where it is none.</summary>
    public string? File => Form switch { ConfigurationForm.ConfigYaml => FlinkFiles.ConfigYaml, ConfigurationForm.FlinkConf => FlinkFiles.FlinkConf, _ => null };

    /// <summary>The version that it is for as far as the text says, in words or by its name: the last one that reads a <c>flink-conf.yaml</c>. Null where it says nothing.</summary>
    public FlinkVersion? SaidVersion => Version ?? (Form is ConfigurationForm.FlinkConf && IsFileNamed ? FlinkReleases.LastWithFlinkConf : null);

    /// <summary>Whether a Flink of this version gets to see it: not where it stands in a file that is named as one which that version does not read.</summary>
    public bool IsReadBy(FlinkVersion version) => !IsFileNamed || File is not { } file || FlinkFiles.IsRead(file, version);
}

/// <summary>Something to say about a place in the text.</summary>
/// <param name="Line">From 1; null where it is about the whole.</param>
public sealed record ConfigurationRemark(int? Line, string? Key, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => (Line, Key) switch
    {
        (null, null) => Text,
        (null, _) => $"{Key}: {Text}",
        (_, null) => $"line {Line}: {Text}",
        _ => $"line {Line}, {Key}: {Text}",
    };
}

/// <summary>Ends the reading of a text with an <see cref="ConfigurationReading.Unreadable"/>; never leaves this project.</summary>
internal sealed class UnreadableException(int? line, string? key, string message) : Exception(message)
{
    public ConfigurationRemark Remark => new(line, key, Message);
}

/// <summary>Collects options with their lines.</summary>
/// <param name="size">Of the whole text, where it holds several configurations.</param>
internal sealed class OptionCollector(ExpandedSize? size = null)
{
    private const int LongestQuote = 60;

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, int>.Builder _lines = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);

    public List<ConfigurationRemark> Warnings { get; } = [];

    /// <summary>What was written out so far.</summary>
    public ExpandedSize Size { get; } = size ?? new ExpandedSize();

    /// <summary>Sets an option; the last one counts, as it does for Flink.</summary>
    public void Set(string key, string value, int line)
    {
        if (_options.TryGetValue(key, out var earlier) && !string.Equals(earlier, value, StringComparison.Ordinal))
        {
            var where = _lines[key] == line ? "" : $" of line {_lines[key]}";
            Warnings.Add(new ConfigurationRemark(line, key, $"is set again: '{Shorten(value)}' replaces '{Shorten(earlier)}'{where}."));
        }

        _options[key] = value;
        _lines[key] = line;
    }

    /// <summary>What an option is set to and where; false where it is not set.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out string? value, out int line)
    {
        line = _lines.GetValueOrDefault(key);
        return _options.TryGetValue(key, out value);
    }

    /// <summary>Takes an option out again.</summary>
    public void Remove(string key)
    {
        _options.Remove(key);
        _lines.Remove(key);
    }

    public ConfigurationDocument ToDocument(string? name = null, FlinkVersion? version = null) =>
        new(name, FlinkConfiguration.From(_options), version, _lines.ToImmutable());

    /// <summary>The beginning of a text that somebody else wrote, as far as a remark quotes it.</summary>
    public static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
}
