using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>Reads a Flink configuration in whichever form it is given. Whatever the text holds, the answer is a <see cref="ConfigurationReading"/>, never an exception.</summary>
public static partial class ConfigurationReader
{
    /// <summary>The largest text that is read, in characters (or bytes of a file). Real configurations have a few thousand.</summary>
    public const int LargestText = 1 << 20;

    /// <summary>So many places are warned of; the rest are counted.</summary>
    private const int MostWarnings = 20;

    private const string FlinkConfStem = "flink-conf";

    /// <summary>Reads a text that somebody pasted or that a file held.</summary>
    /// <param name="fileName">Tells <c>flink-conf.yaml</c> from <c>config.yaml</c>, which a look at the text cannot: pass <c>"flink-conf.yaml"</c> for pasted text that is one.</param>
    /// <param name="version">Flink's version, where the caller knows it better than the text: it decides between two files in one <c>ConfigMap</c>, which file a text without a name is, and what legacy keys mean on Kubernetes.</param>
    public static ConfigurationReading Read(string text, string? fileName = null, FlinkVersion? version = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            CheckText(text);
            return ReadForm(text, fileName is null ? null : Path.GetFileName(fileName), version);
        }
        catch (UnreadableException failure)
        {
            return new ConfigurationReading.Unreadable(failure.Remark);
        }
        catch (RegexMatchTimeoutException)
        {
            return new ConfigurationReading.Unreadable(new ConfigurationRemark(null, null, "takes too long to read: no Flink configuration does."));
        }
    }

    /// <summary>Reads a file; one that is missing, too large or no text is <see cref="ConfigurationReading.Unreadable"/>.</summary>
    public static async Task<ConfigurationReading> ReadFileAsync(string path, FlinkVersion? version = null, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(path))
        {
            return new ConfigurationReading.Unreadable(new ConfigurationRemark(null, null, "is a folder."));
        }

        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return await ReadAsync(file, path, version, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new ConfigurationReading.Unreadable(new ConfigurationRemark(null, null, failure.Message));
        }
    }

    /// <summary>Reads a stream up to <see cref="LargestText"/> bytes.</summary>
    public static async Task<ConfigurationReading> ReadAsync(Stream stream, string? fileName = null, FlinkVersion? version = null, CancellationToken cancellationToken = default)
    {
        var buffer = new byte[LargestText + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > LargestText
            ? new ConfigurationReading.Unreadable(TooLarge())
            : Read(Encoding.UTF8.GetString(buffer.AsSpan(0, length)), fileName, version);
    }

    private static void CheckText(string text)
    {
        if (text.Length > LargestText)
        {
            throw new UnreadableException(null, null, TooLarge().Text);
        }

        var binary = text.AsSpan().IndexOf('\0');
        if (binary >= 0)
        {
            throw new UnreadableException(1 + text.AsSpan(0, binary).Count('\n'), null, "a NUL character stands here: this is no text file (or it is UTF-16; save it as UTF-8).");
        }
    }

    private static ConfigurationReading.Read ReadForm(string given, string? fileName, FlinkVersion? version)
    {
        var text = given.TrimStart('\uFEFF');
        if (LooksLikeCommandLine(text))
        {
            return Answer(ConfigurationForm.DynamicProperties, DynamicProperties.Read(text));
        }

        // Flink's documentation calls the resource around the file flink-configuration-configmap.yaml.
        if ((fileName is null ? version < FlinkReleases.FirstWithConfigYaml && !IsNested(text) : NamesFlinkConf(fileName, version)) && !LooksLikeResource(text))
        {
            return Answer(ConfigurationForm.FlinkConf, LegacyConf.Read(text), isFileNamed: fileName is not null);
        }

        var documents = YamlTree.Parse(text);
        if (!KubernetesYaml.Holds(documents))
        {
            YamlTabs.Check(text);
            return Answer(ConfigurationForm.ConfigYaml, ConfigYaml.Read(documents), isFileNamed: string.Equals(fileName, FlinkFiles.ConfigYaml, StringComparison.OrdinalIgnoreCase));
        }

        var (found, warnings) = KubernetesYaml.Read(documents, version);
        return new ConfigurationReading.Read(ConfigurationForm.OperatorYaml, [.. found], [.. Bounded(warnings, "more remarks like these.")]);
    }

    /// <summary><c>flink-conf.yaml</c> and <c>flink-conf-prod.yaml</c>; a <c>flink-config.yaml</c> may be either, and is what the version reads.</summary>
    private static bool NamesFlinkConf(string fileName, FlinkVersion? version) => fileName.StartsWith(FlinkConfStem, StringComparison.OrdinalIgnoreCase)
        && !(version > FlinkReleases.LastWithFlinkConf && fileName.Length > FlinkConfStem.Length && char.IsAsciiLetter(fileName[FlinkConfStem.Length]));

    /// <summary>Keys stand below others: YAML, and nothing that a <c>flink-conf.yaml</c> can hold.</summary>
    private static bool IsNested(string text)
    {
        try
        {
            return YamlTree.Parse(text) is [YamlMap map] && map.Entries.Any(entry => entry.Value is YamlMap inner && inner.Line > entry.Key.Line);
        }
        catch (UnreadableException)
        {
            return false;
        }
    }

    private static ConfigurationReading.Read Answer(ConfigurationForm form, (ConfigurationDocument Document, List<ConfigurationRemark> Warnings) read, bool isFileNamed = false) =>
        new(form, [read.Document with { Form = form, IsFileNamed = isFileNamed }], [.. Bounded(read.Warnings, "more lines are skipped or replaced. Is this the form that was meant?")]);

    /// <summary>A file in another form than was thought has a warning in every line.</summary>
    private static IEnumerable<ConfigurationRemark> Bounded(List<ConfigurationRemark> warnings, string more) => warnings.Count <= MostWarnings
        ? warnings
        : warnings.Take(MostWarnings).Append(new ConfigurationRemark(null, null, string.Create(CultureInfo.InvariantCulture, $"{warnings.Count - MostWarnings} {more}")));

    /// <summary>A flag stands in it, and no pair of key and value before: the values of options hold flags, too, and those of flags hold JSON.</summary>
    private static bool LooksLikeCommandLine(string text)
    {
        var lines = ForeignLineEnds.LinesOf(text).Where(line => !line.AsSpan().TrimStart().StartsWith("#")).ToList();

        // In Flink's own logs -D and its option stand on two lines, of which neither decides alone.
        return DynamicProperty().IsMatch(string.Join('\n', lines))
            && (lines.Find(line => KeyAtStart().IsMatch(line) || DynamicProperty().IsMatch(line)) is not { } decides || !KeyAtStart().IsMatch(decides));
    }

    private static bool LooksLikeResource(string text) => KubernetesKind().Matches(text) is [_, ..] kinds && (ApiVersion().IsMatch(text) || kinds.Any(kind => kind.Groups["deployment"].Success));

    private static ConfigurationRemark TooLarge() =>
        new(null, null, string.Create(CultureInfo.InvariantCulture, $"larger than {LargestText >> 20} MiB: no Flink configuration is."));

    /// <summary>Anywhere, or with any key at the beginning of a line.</summary>
    [GeneratedRegex(@"(^|\s)['""]?-y?D\s*['""]?[\w.\-]+=|^-y?D.*=", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex DynamicProperty();

    [GeneratedRegex(@"(^|[{,])[ \t]*[""']?apiVersion[""']?[ \t]*:", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ApiVersion();

    [GeneratedRegex(@"(^|[{,])[ \t]*[""']?kind[""']?[ \t]*:([ \t]*[""']?(?<deployment>FlinkDeployment)\b)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KubernetesKind();

    /// <summary>As YAML has it, behind an opening brace, too; a key in quotes may be any text, and JSON puts its value right behind the colon.</summary>
    [GeneratedRegex(@"^\s*\{?\s*(\?\s|\w[^\s'""=,{}\[\]]*\s*:(\s|$)|(""([^""\\]|\\.)*""|'[^']*')\s*:)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyAtStart();
}
