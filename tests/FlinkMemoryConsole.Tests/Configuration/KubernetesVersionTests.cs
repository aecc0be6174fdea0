using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>What Flink's version decides about resources of Kubernetes: which file counts, and what legacy keys mean.</summary>
public class KubernetesVersionTests
{
    private const string Both = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: both}\ndata:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 4g\n  config.yaml: |\n    taskmanager.memory.process.size: 2g\n";

    [Theory]
    [InlineData(null, "2g", ConfigurationForm.ConfigYaml, 7)]
    [InlineData("2.0", "2g", ConfigurationForm.ConfigYaml, 7)]
    [InlineData("1.20", "4g", ConfigurationForm.FlinkConf, 5)]
    public void Of_two_files_the_one_that_the_version_reads_counts(string? version, string size, ConfigurationForm form, int line)
    {
        var read = Read(Both, version);

        var document = read.Documents.ShouldHaveSingleItem();
        (document.Configuration["taskmanager.memory.process.size"], document.Form).ShouldBe((size, form));
        var remark = read.Warnings.ShouldHaveSingleItem();
        remark.Line.ShouldBe(line);
        remark.Text.ShouldStartWith("ConfigMap both has a config.yaml and a flink-conf.yaml.");
    }

    [Fact]
    public void The_file_that_counts_is_not_the_one_of_another_program()
    {
        var read = Read(Both.Replace("    taskmanager.memory.process.size: 2g\n", "    a: 1\n", StringComparison.Ordinal), version: null);

        read.Documents.ShouldHaveSingleItem().Configuration["taskmanager.memory.process.size"].ShouldBe("4g");
    }

    [Fact]
    public void A_flink_conf_yaml_is_for_the_last_version_that_reads_it_wherever_it_stands()
    {
        Read("apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: |\n    taskmanager.heap.size: 2g\n", version: null).Documents[0].SaidVersion.ShouldBe(FlinkReleases.LastWithFlinkConf);
        Read("apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    taskmanager.heap.size: 2g\n", version: null).Documents[0].SaidVersion.ShouldBeNull();
        Read("kind: FlinkDeployment\nspec: {flinkVersion: v2_1}\n", version: null).Documents[0].SaidVersion.ShouldBe(new FlinkVersion(2, 1));
        Read("-Dtaskmanager.heap.size=2g", version: null).Documents[0].Form.ShouldBe(ConfigurationForm.DynamicProperties);
    }

    [Theory]
    [InlineData("taskmanager.heap.size: 2g")]
    [InlineData("taskmanager.heap.mb: 2048")]
    [InlineData("taskmanager.heap.mb: 512, taskmanager.heap.size: 2g")]
    public void On_native_Kubernetes_legacy_heap_is_total_process_memory(string options)
    {
        foreach (var mode in new[] { "", "mode: native, " })
        {
            var read = Read(Deployment($"{mode}flinkVersion: v1_20", options), version: null);

            Options(read).ShouldBe("taskmanager.memory.process.size=2g");
            read.Documents[0].Lines["taskmanager.memory.process.size"].ShouldBe(3);
            read.Warnings[0].Text.ShouldStartWith("is read as taskmanager.memory.process.size, as Flink 1.20 does on native Kubernetes");
        }
    }

    [Fact]
    public void On_native_Kubernetes_legacy_heap_does_not_count_beside_total_process_memory()
    {
        var read = Read(Deployment("flinkVersion: v1_19, taskManager: {resource: {memory: 4g}}", "taskmanager.heap.size: 2g"), version: null);

        Options(read).ShouldBe("taskmanager.memory.process.size=4g");
        read.Warnings.ShouldHaveSingleItem().Text.ShouldStartWith("has no effect: ");
    }

    [Theory]
    [InlineData("mode: standalone, flinkVersion: v1_20", "taskmanager.heap.size: 2g", null)]
    [InlineData("flinkVersion: v2_0", "taskmanager.heap.size: 2g", null)]
    [InlineData("flinkVersion: v1_20", "taskmanager.heap.size: 2g", "2.3")]
    [InlineData("flinkVersion: v1_20", "taskmanager.heap.size: much", null)]
    [InlineData("flinkVersion: v1_20", "jobmanager.heap.size: 2g", null)]
    public void Elsewhere_legacy_heap_stays_as_it_is_written(string spec, string options, string? version)
    {
        var read = Read(Deployment(spec, options), version);

        Options(read).ShouldBe(options.Replace(": ", "=", StringComparison.Ordinal));
        read.Warnings.ShouldBeEmpty();
    }

    private static string Deployment(string spec, string options) => $"kind: FlinkDeployment\nspec: {{{spec},\n  flinkConfiguration: {{{options}}}}}\n";

    private static string Options(ConfigurationReading.Read read) => string.Join(' ', read.Documents.Single().Configuration.Options.Select(option => $"{option.Key}={option.Value}"));

    private static ConfigurationReading.Read Read(string text, string? version) => ConfigurationReader.Read(text, version: FlinkVersion.Parse(version)).ShouldBeOfType<ConfigurationReading.Read>();
}
