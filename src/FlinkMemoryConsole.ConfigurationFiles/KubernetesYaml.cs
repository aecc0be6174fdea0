using System.Collections.Immutable;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// Kubernetes resources as they stand in manifests and as <c>kubectl get … -o yaml</c> prints them, one by one or in a <c>List</c>: each <c>FlinkDeployment</c>, and each
/// <c>ConfigMap</c> that carries Flink's configuration file. Others are passed over.
/// </summary>
internal static class KubernetesYaml
{
    private static readonly string[] Files = ["config.yaml", "flink-conf.yaml"];

    /// <summary>Flink has no options <c>apiVersion</c> and <c>kind</c>: a text that has both is a resource.</summary>
    public static bool Holds(IReadOnlyList<YamlNode> documents) =>
        documents.OfType<YamlMap>().Any(map => TextOf(map["kind"]) is { } kind && (string.Equals(kind, OperatorYaml.Kind, StringComparison.Ordinal) || TextOf(map["apiVersion"]) is not null));

    public static (IReadOnlyList<ConfigurationDocument> Documents, List<ConfigurationRemark> Warnings) Read(IReadOnlyList<YamlNode> documents)
    {
        List<ConfigurationDocument> found = [];
        List<ConfigurationRemark> warnings = [];
        ConfigYaml.ExpandedSize size = new();
        var resources = documents.OfType<YamlMap>().SelectMany(Unfold).ToList();
        foreach (var resource in resources)
        {
            OptionCollector options = new(size);
            switch (TextOf(resource["kind"]))
            {
                case OperatorYaml.Kind:
                    found.Add(OperatorYaml.ReadDeployment(resource, options));
                    warnings.AddRange(options.Warnings);
                    break;
                case "ConfigMap" when File(resource) is var (name, text):
                    size.Count(text.Line, text.Value.Length);
                    var (document, remarks) = ReadFile(name, text, size);
                    found.Add(document with { Name = NameOf(resource) });
                    warnings.AddRange(remarks);
                    break;
            }
        }

        return found.Count > 0 ? (found, warnings) : throw new UnreadableException(
            resources is [var first, ..] ? first.Line : null,
            "kind",
            $"Kubernetes resources ({string.Join(", ", resources.Select(resource => TextOf(resource["kind"])).Distinct(StringComparer.Ordinal).Take(5))}), but no {OperatorYaml.Kind} among them, and no ConfigMap with a config.yaml or flink-conf.yaml.");
    }

    /// <summary>The name of a resource.</summary>
    public static string? NameOf(YamlMap resource) => TextOf((resource["metadata"] as YamlMap)?["name"]);

    private static IEnumerable<YamlMap> Unfold(YamlMap document) => document["items"] is YamlList items && TextOf(document["kind"])?.EndsWith("List", StringComparison.Ordinal) is true
        ? items.Items.OfType<YamlMap>()
        : [document];

    private static (string Name, YamlText Text)? File(YamlMap configMap) =>
        Files.Select(name => (Name: name, Text: (configMap["data"] as YamlMap)?[name] as YamlText)).FirstOrDefault(file => file.Text is not null) is (var name, { } text) ? (name, text) : null;

    /// <summary>Lines are those of the whole text: a file in a block begins on the line below its key.</summary>
    private static (ConfigurationDocument Document, List<ConfigurationRemark> Warnings) ReadFile(string name, YamlText file, ConfigYaml.ExpandedSize size)
    {
        try
        {
            var (document, warnings) = name is "config.yaml" ? ConfigYaml.Read(YamlTree.Parse(file.Value), size) : LegacyConf.Read(file.Value);
            return (document with { Lines = document.Lines.ToImmutableDictionary(line => line.Key, line => line.Value + file.Line, StringComparer.Ordinal) }, [.. warnings.Select(Below)]);
        }
        catch (UnreadableException failure)
        {
            var remark = Below(failure.Remark);
            throw new UnreadableException(remark.Line, remark.Key, remark.Text);
        }

        ConfigurationRemark Below(ConfigurationRemark remark) => remark with { Line = remark.Line + file.Line };
    }

    private static string? TextOf(YamlNode? node) => (node as YamlText)?.Value;
}
