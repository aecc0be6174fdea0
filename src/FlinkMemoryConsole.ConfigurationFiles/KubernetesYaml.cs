using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.ConfigurationFiles;

/// <summary>
/// Kubernetes resources as they stand in manifests and as <c>kubectl get … -o yaml</c> prints them, one by one or in a <c>List</c>: each <c>FlinkDeployment</c>, and each
/// <c>ConfigMap</c> that carries Flink's configuration file. Others are passed over.
/// </summary>
internal sealed class KubernetesYaml
{
    private const int MostResources = 5_000;

    private static readonly string[] Files = ["config.yaml", "flink-conf.yaml"];

    private readonly List<ConfigurationDocument> _found = [];
    private readonly List<ConfigurationRemark> _warnings = [];
    private readonly ConfigYaml.ExpandedSize _size = new();

    /// <summary>Flink has no options <c>apiVersion</c> and <c>kind</c>: a text that has both is a resource.</summary>
    public static bool Holds(IReadOnlyList<YamlNode> documents) =>
        documents.OfType<YamlMap>().Any(map => TextOf(map["kind"]) is { } kind && (string.Equals(kind, OperatorYaml.Kind, StringComparison.Ordinal) || TextOf(map["apiVersion"]) is not null));

    public static (IReadOnlyList<ConfigurationDocument> Documents, List<ConfigurationRemark> Warnings) Read(IReadOnlyList<YamlNode> documents)
    {
        List<YamlMap> resources = [.. documents.OfType<YamlMap>().SelectMany(Unfold)];
        if (resources.Count > MostResources)
        {
            throw new UnreadableException(resources[MostResources].Line, null, string.Create(CultureInfo.InvariantCulture, $"more than {MostResources} resources: paste those of Flink alone."));
        }

        KubernetesYaml reading = new();
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

    private void Add(YamlMap resource)
    {
        switch (TextOf(resource["kind"]))
        {
            case OperatorYaml.Kind:
                _size.Begin();
                OptionCollector options = new(_size);
                _found.Add(OperatorYaml.ReadDeployment(resource, options));
                _warnings.AddRange(options.Warnings);
                break;
            case "ConfigMap" when File(resource) is var (name, text):
                _size.Begin();
                _size.Count(text.Line, text.Value.Length);
                AddFile(NameOf(resource), name, text);
                break;
        }
    }

    /// <summary>Many programs keep a <c>config.yaml</c> in a ConfigMap: one that names none of Flink's options is somebody else's.</summary>
    private void AddFile(string? configMap, string name, YamlText file)
    {
        try
        {
            var (document, warnings) = name is "config.yaml" ? ConfigYaml.Read(YamlTree.Parse(file.Value), _size) : LegacyConf.Read(file.Value);
            if (document.Configuration.Options.Keys.Any(IsOfFlink))
            {
                var lines = document.Lines.Where(_ => file.IsBlock).ToImmutableDictionary(line => line.Key, line => line.Value + file.Line, StringComparer.Ordinal);
                _found.Add(document with { Name = configMap, Lines = lines });
                _warnings.AddRange(warnings.Select(warning => warning with { Line = LineOf(file, warning.Line) }));
            }
        }
        catch (UnreadableException failure) when (!failure.EndsAll)
        {
            _warnings.Add(new ConfigurationRemark(LineOf(file, failure.Remark.Line), failure.Remark.Key, $"the {name} of ConfigMap {configMap} is passed over: {failure.Message}"));
        }
    }

    /// <summary>A line of the whole text; null where the file's own lines cannot be found in it.</summary>
    private static int? LineOf(YamlText file, int? line) => file.IsBlock ? line + file.Line : file.Line;

    private static bool IsOfFlink(string key) =>
        key.StartsWith("taskmanager.", StringComparison.Ordinal) || key.StartsWith("jobmanager.", StringComparison.Ordinal) || FlinkOptions.FindAny(key) is not null;

    private static IEnumerable<YamlMap> Unfold(YamlMap document) => document["items"] is YamlList items && TextOf(document["kind"])?.EndsWith("List", StringComparison.Ordinal) is true
        ? items.Items.OfType<YamlMap>()
        : [document];

    private static (string Name, YamlText Text)? File(YamlMap configMap) =>
        Files.Select(name => (Name: name, Text: (configMap["data"] as YamlMap)?[name] as YamlText)).FirstOrDefault(file => file.Text is not null) is (var name, { } text) ? (name, text) : null;

    private static string KindsOf(List<YamlMap> resources) => resources.Count == 0
        ? "an empty list"
        : string.Join(", ", resources.Select(resource => TextOf(resource["kind"])).Distinct(StringComparer.Ordinal).Take(5));

    private static string? TextOf(YamlNode? node) => (node as YamlText)?.Value;
}
