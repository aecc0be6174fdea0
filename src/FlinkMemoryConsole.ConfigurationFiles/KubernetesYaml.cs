using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// Kubernetes resources as they stand in manifests and as <c>kubectl get … -o yaml</c> prints them, one by one or in a <c>List</c>: each <c>FlinkDeployment</c>, and each
/// <c>ConfigMap</c> that carries Flink's configuration file. Others are passed over; what is Flink's but cannot be read ends the reading, as it does alone.
/// </summary>
internal sealed class KubernetesYaml
{
    private const int MostResources = 5_000;

    private readonly List<ConfigurationDocument> _found = [];
    private readonly List<ConfigurationRemark> _warnings = [];
    private readonly ExpandedSize _size = new();

    /// <summary>Whether a file that was read is Flink's: aliases bring one and the same again.</summary>
    private readonly Dictionary<YamlText, bool> _filesOfFlink = new(ReferenceEqualityComparer.Instance);

    private readonly FlinkVersion? _version;

    private KubernetesYaml(FlinkVersion? version) => _version = version;

    /// <summary>Flink has no options <c>apiVersion</c> and <c>kind</c>: a text that has both is a resource.</summary>
    public static bool Holds(IReadOnlyList<YamlNode> documents) =>
        documents.OfType<YamlMap>().Any(map => TextOf(map["kind"]) is { } kind && (string.Equals(kind, OperatorYaml.Kind, StringComparison.Ordinal) || TextOf(map["apiVersion"]) is not null));

    /// <param name="version">Flink's version, where it is known better than the text says it.</param>
    public static (IReadOnlyList<ConfigurationDocument> Documents, List<ConfigurationRemark> Warnings) Read(IReadOnlyList<YamlNode> documents, FlinkVersion? version)
    {
        List<YamlMap> resources = [];
        var seen = 0;
        Unfold(documents, resources, ref seen);

        KubernetesYaml reading = new(version);
        foreach (var resource in resources)
        {
            reading.Add(resource);
        }

        return reading._found.Count > 0 ? (reading._found, reading._warnings)
            : reading._warnings is [var first, ..] ? throw new UnreadableException(first.Line, first.Key, first.Text)
            : throw new UnreadableException(documents[0].Line, "kind", $"Kubernetes resources ({KindsOf(resources)}), but no {OperatorYaml.Kind} among them, and no ConfigMap with a config.yaml or flink-conf.yaml of Flink.");
    }

    /// <summary>The name of a resource.</summary>
    public static string? NameOf(YamlMap resource) => TextOf((resource["metadata"] as YamlMap)?["name"]);

    /// <summary>A resource in the words of a remark: <c>ConfigMap flink-config</c>.</summary>
    public static string TitleOf(YamlMap resource) =>
        NameOf(resource) is { Length: > 0 } name ? $"{TextOf(resource["kind"])} {OptionCollector.Shorten(name)}" : $"a {TextOf(resource["kind"])} without a name";

    /// <summary>The resources themselves, out of lists and lists of lists.</summary>
    /// <param name="seen">Aliases make many of one, so what is bounded is how many come, not how many are kept.</param>
    private static void Unfold(IEnumerable<YamlNode> nodes, List<YamlMap> resources, ref int seen)
    {
        foreach (var node in nodes)
        {
            if (++seen > MostResources)
            {
                throw new UnreadableException(node.Line, null, string.Create(CultureInfo.InvariantCulture, $"more than {MostResources} resources: paste those of Flink alone."));
            }

            if (node is not YamlMap map)
            {
                continue;
            }

            if (map["items"] is YamlList items && TextOf(map["kind"])?.EndsWith("List", StringComparison.Ordinal) is true)
            {
                Unfold(items.Items, resources, ref seen);
            }
            else
            {
                resources.Add(map);
            }
        }
    }

    private void Add(YamlMap resource)
    {
        _size.Begin();
        switch (TextOf(resource["kind"]))
        {
            case OperatorYaml.Kind:
                OptionCollector options = new(_size);
                _found.Add(OperatorYaml.ReadDeployment(resource, options, _version) with { Form = ConfigurationForm.OperatorYaml });
                _warnings.AddRange(options.Warnings);
                break;
            case "ConfigMap" when resource["data"] is YamlMap data:
                AddFile(resource, data);
                break;
        }
    }

    /// <summary>Of two files Flink reads one: up to 1.20 <c>flink-conf.yaml</c> where there is one, from 2.0 on <c>config.yaml</c> alone.</summary>
    private void AddFile(YamlMap configMap, YamlMap data)
    {
        var prefersFlinkConf = _version <= FlinkReleases.LastWithFlinkConf;
        string[] names = prefersFlinkConf ? [FlinkFiles.FlinkConf, FlinkFiles.ConfigYaml] : [FlinkFiles.ConfigYaml, FlinkFiles.FlinkConf];
        foreach (var name in names)
        {
            if (data[name] is not { } file || Read(configMap, name, file) is not { } document)
            {
                continue;
            }

            _found.Add(document);
            if (names.All(other => data[other] is not null))
            {
                _warnings.Add(new ConfigurationRemark(
                    file.Line,
                    null,
                    $"{TitleOf(configMap)} has a {FlinkFiles.ConfigYaml} and a {FlinkFiles.FlinkConf}. This answer is for its {name}: Flink up to 1.20 reads {FlinkFiles.FlinkConf} where there is one, later versions read {FlinkFiles.ConfigYaml} alone."));
            }

            break;
        }
    }

    /// <returns>Null where the file is another program's.</returns>
    private ConfigurationDocument? Read(YamlMap configMap, string name, YamlNode file)
    {
        if (file is not YamlText text)
        {
            return FlinkKeys.StandIn([file])
                ? throw new UnreadableException(file.Line, $"data.{name}", $"the {name} of {TitleOf(configMap)} is no text: Kubernetes takes texts alone (write '{name}: |').")
                : null;
        }

        if (_filesOfFlink.TryGetValue(text, out var isOfFlink))
        {
            if (!isOfFlink)
            {
                return null;
            }

            _size.CountAgain(text);
        }

        try
        {
            var document = name is FlinkFiles.FlinkConf ? ReadFlinkConf(configMap, text) : ReadConfigYaml(configMap, text);
            _filesOfFlink[text] = document is not null;
            return document;
        }
        catch (UnreadableException failure)
        {
            throw new UnreadableException(failure.Remark.Line ?? text.Line, failure.Remark.Key, $"the {name} of {TitleOf(configMap)}: {failure.Message}");
        }
    }

    private ConfigurationDocument? ReadFlinkConf(YamlMap configMap, YamlText text)
    {
        var (document, warnings) = LegacyConf.Read(text.Value, LineNumbers.Inside(text));
        return FlinkKeys.StandIn(document.Configuration) ? Named(document, warnings, configMap, ConfigurationForm.FlinkConf) : null;
    }

    private ConfigurationDocument? ReadConfigYaml(YamlMap configMap, YamlText text)
    {
        List<YamlNode> documents;
        try
        {
            documents = YamlTree.Parse(text.Value, LineNumbers.Inside(text));
        }
        catch (UnreadableException failure) when (!FlinkKeys.StandIn(text.Value))
        {
            _warnings.Add(new ConfigurationRemark(failure.Remark.Line ?? text.Line, failure.Remark.Key, $"the {FlinkFiles.ConfigYaml} of {TitleOf(configMap)} is passed over, as none of Flink's keys stands in it: {failure.Message}"));
            return null;
        }

        if (!FlinkKeys.StandIn(documents))
        {
            return null;
        }

        YamlTabs.Check(text.Value, LineNumbers.Inside(text));
        var (document, warnings) = ConfigYaml.Read(documents, _size);
        return Named(document, warnings, configMap, ConfigurationForm.ConfigYaml);
    }

    private ConfigurationDocument Named(ConfigurationDocument document, List<ConfigurationRemark> warnings, YamlMap configMap, ConfigurationForm form)
    {
        _warnings.AddRange(warnings);
        return document with { Name = NameOf(configMap), Form = form, IsFileNamed = true };
    }

    private static string KindsOf(List<YamlMap> resources) => resources.Count == 0
        ? "an empty list"
        : string.Join(", ", resources.Select(resource => TextOf(resource["kind"])).Distinct(StringComparer.Ordinal).Take(5));

    private static string? TextOf(YamlNode? node) => (node as YamlText)?.Value;
}
