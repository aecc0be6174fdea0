using System.Globalization;
using FlinkMemoryConsole.ConfigurationFiles;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>Resources of a cluster in one text: what of them is Flink's, what is another program's, and where it stands.</summary>
public class KubernetesYamlTests
{
    private const string Sound = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: flink-test}\ndata:\n  config.yaml: |\n    taskmanager.memory.process.size: 2g\n";

    [Theory]
    [InlineData("|\n    taskmanager.numberOfTaskSlots: 2\n    taskmanager.numberOfTaskSlots: 4", 7, "taskmanager.numberOfTaskSlots", "the key comes twice, first in line 6: ")]
    [InlineData("|+\n\n    # slots\n    taskmanager.numberOfTaskSlots: 2\n    taskmanager.numberOfTaskSlots: 4", 9, "taskmanager.numberOfTaskSlots", "the key comes twice, first in line 8: ")]
    [InlineData("|\n    taskmanager:\n      numberOfTaskSlots: 2\n    env: [", 8, "env", "no valid YAML")]
    [InlineData("|\n    env: [1\n    \"jobmanager\": # nested\n      rpc.port: 1", null, null, "no valid YAML")]
    [InlineData("|\n    {env: a, jobmanager.rpc.port: 1, env: b}", 6, "env", "the key comes twice: ")]
    [InlineData("|\n    {\n      \"jobmanager.rpc.port\": 1,\n      \"env\": 1, \"env\": 2\n    }", 8, "env", "the key comes twice: ")]
    [InlineData("|\n    jobmanager.rpc.port: 1\n    ---\n    a: 1", 8, null, "second YAML document")]
    [InlineData("|\n    parallelism: {default: 1}\n    state:\n      backend:\n        type: ~", 9, "state.backend.type", "no value")]
    [InlineData("\"taskmanager.numberOfTaskSlots: 2\\ntaskmanager.numberOfTaskSlots: 4\"", 5, "taskmanager.numberOfTaskSlots", "the key comes twice: ")]
    [InlineData(">\n    taskmanager.numberOfTaskSlots: 2\n    taskmanager.cpu.cores: 4", 5, null, "no valid YAML")]
    [InlineData("{taskmanager.numberOfTaskSlots: 2}", 5, "data.config.yaml", "is no text")]
    public void What_Flink_would_not_start_with_ends_the_reading_though_others_are_sound(string file, int? line, string? key, string words)
    {
        var error = ConfigurationReader.Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: flink-prod}}\ndata:\n  config.yaml: {file}\n{Sound}").ShouldBeOfType<ConfigurationReading.Unreadable>().Error;

        error.Text.ShouldStartWith("the config.yaml of ConfigMap flink-prod");
        error.Text.ShouldContain(words);
        (error.Line ?? 0, error.Key).ShouldBe((line ?? error.Line ?? 0, key ?? error.Key));
    }

    [Theory]
    [InlineData("receivers: {otlp: ~}")]
    [InlineData("8080: web")]
    [InlineData("a: 1\n    ---\n    b: 2")]
    [InlineData("heartbeat: {interval: 5}\n    web: {timeout: 1}")]
    public void What_another_program_may_write_is_nothing_to_speak_of(string file)
    {
        var read = Read(OtherProgram(file));

        read.Documents.ShouldHaveSingleItem().Name.ShouldBe("flink-test");
        read.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a: 1\n    a: 2")]
    [InlineData("scrape: [\n      jobmanager: x")]
    [InlineData("targets:\n      jobmanager:\n        x: [")]
    public void What_cannot_be_read_and_sets_none_of_Flinks_keys_is_passed_over(string file)
    {
        var read = Read(OtherProgram(file));

        read.Documents.ShouldHaveSingleItem().Name.ShouldBe("flink-test");
        read.Warnings.ShouldHaveSingleItem().Text.ShouldStartWith("the config.yaml of ConfigMap other is passed over, as none of Flink's keys stands in it: ");
    }

    [Fact]
    public void What_has_no_name_is_said_to_have_none()
    {
        Read(OtherProgram("a: [").Replace("{name: other}", "{}", StringComparison.Ordinal)).Warnings.ShouldHaveSingleItem().Text.ShouldStartWith("the config.yaml of a ConfigMap without a name is passed over");
        Unreadable("kind: FlinkDeployment\nmetadata: {}\n").Text.ShouldBe("a FlinkDeployment without a name has no spec.");
    }

    [Fact]
    public void Lines_of_a_literal_block_are_lines_of_the_text()
    {
        const string Twice = "apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 2g\n    taskmanager.memory.process.size: 4g\n";

        var read = Read(Twice);

        read.Warnings.ShouldHaveSingleItem().ToString().ShouldBe("line 6, taskmanager.memory.process.size: is set again: '4g' replaces '2g' of line 5.");
        read.Documents[0].Lines["taskmanager.memory.process.size"].ShouldBe(6);
    }

    [Fact]
    public void Lines_of_a_quoted_text_are_not_guessed()
    {
        const string Twice = "apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: \"taskmanager.memory.process.size: 2g\\ntaskmanager.memory.process.size: 4g\"\n";

        var read = Read(Twice);

        read.Warnings.ShouldHaveSingleItem().ToString().ShouldBe("line 4, taskmanager.memory.process.size: is set again: '4g' replaces '2g'.");
        read.Documents[0].Lines["taskmanager.memory.process.size"].ShouldBe(4);
    }

    [Fact]
    public void Many_configurations_of_an_ordinary_size_are_read()
    {
        var options = string.Concat(Enumerable.Range(0, 100).Select(number => $"    env.x{number}: {new string('v', 60)}\n"));
        var map = $"---\napiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    taskmanager.memory.process.size: 2g\n{options}";

        Read(string.Concat(Enumerable.Repeat(map, 90))).Documents.Length.ShouldBe(90);
    }

    [Fact]
    public void Another_programs_long_keys_take_nothing_from_Flinks_configuration()
    {
        var levels = string.Concat(Enumerable.Range(0, 9).Select(level => $"{new string(' ', 4 + level)}some_long_name_of_a_section_{level}:\n"));
        var leaves = string.Concat(Enumerable.Range(0, 4500).Select(number => string.Create(CultureInfo.InvariantCulture, $"{new string(' ', 13)}leaf{number}: 1\n")));

        Read($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: other}}\ndata:\n  config.yaml: |\n{levels}{leaves}{Sound}").Documents.ShouldHaveSingleItem().Name.ShouldBe("flink-test");
    }

    [Fact]
    public void Lists_in_lists_are_unfolded() =>
        Read("apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMapList\n  items:\n  - {kind: ConfigMap, metadata: {name: inner}, data: {config.yaml: \"taskmanager.memory.process.size: 2g\"}}\n").Documents.ShouldHaveSingleItem().Name.ShouldBe("inner");

    [Fact]
    public void Many_remarks_are_counted_in_their_own_words()
    {
        var others = string.Concat(Enumerable.Range(0, 30).Select(number => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: other-{number}}}\ndata: {{config.yaml: \"a: [\"}}\n"));

        Read(others + Sound).Warnings[^1].Text.ShouldBe("10 more remarks like these.");
    }

    [Fact]
    public void A_file_called_like_flink_conf_yaml_may_be_a_resource() =>
        ConfigurationReader.Read(Sound, "flink-configuration-configmap.yaml").ShouldBeOfType<ConfigurationReading.Read>().Form.ShouldBe(ConfigurationForm.OperatorYaml);

    private static string OtherProgram(string file) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: other}}\ndata:\n  config.yaml: |\n    {file}\n{Sound}";

    private static ConfigurationReading.Read Read(string text) => ConfigurationReader.Read(text).ShouldBeOfType<ConfigurationReading.Read>();

    private static ConfigurationRemark Unreadable(string text) => ConfigurationReader.Read(text).ShouldBeOfType<ConfigurationReading.Unreadable>().Error;
}
