using CsCheck;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Configuration;

public class ConfigurationReaderTests
{
    /// <summary>YAML takes no key of more than 1,024 characters in front of its value without saying that it is one.</summary>
    private static readonly string LongKey = new('k', 1100);

    [Fact]
    public void Nested_and_flat_keys_of_config_yaml_are_the_same_options()
    {
        var read = Read("taskmanager:\n  memory:\n    process:\n      size: 1728m\n    flink.size: \"1g\"\n  numberOfTaskSlots: 4\n", ConfigurationForm.ConfigYaml);

        Options(read).ShouldBe("taskmanager.memory.flink.size=1g taskmanager.memory.process.size=1728m taskmanager.numberOfTaskSlots=4");
        read.Documents[0].Lines["taskmanager.memory.flink.size"].ShouldBe(5);
    }

    [Fact]
    public void Plain_scalars_are_numbers_of_YAML_1_2_as_Flink_reads_them() =>
        Options(Read("h: 0x10\no: 0o17\nz: 010\np: +5\nb: True\nyes: yes\nu: 1_000\nl: [a, \"b;c\", 3]\nlm:\n  - a: 1\n  - b\nq: \"010\"\nbig: 99999999999999999999\n", ConfigurationForm.ConfigYaml))
            .ShouldBe("b=true big=99999999999999999999 h=16 l=[a, b;c, 3] lm=[{a: 1}, b] o=15 p=5 q=010 u=1_000 yes=yes z=10");

    [Theory]
    [InlineData("1.20", "1.2")]
    [InlineData(".5", "0.5")]
    [InlineData("4.", "4.0")]
    [InlineData("1e3", "1000.0")]
    [InlineData("-2E+05", "-200000.0")]
    [InlineData("123456789.5", "1.234567895E8")]
    [InlineData("0.12345678901234567890", "0.12345678901234568")]
    [InlineData("1e400", "Infinity")]
    [InlineData(".NaN", "NaN")]
    [InlineData("-.inf", "-Infinity")]
    [InlineData("[1e400, .NaN]", "[.inf, .nan]")]
    [InlineData("!!str 010", "010")]
    [InlineData("! 010", "010")]
    [InlineData("!!int \"010\"", "10")]
    [InlineData("1.5g", "1.5g")]
    [InlineData("\"1.20\"", "1.20")]
    public void Plain_fractions_are_printed_as_Flink_prints_them(string written, string read) => Options(Read($"k: {written}\n", ConfigurationForm.ConfigYaml)).ShouldBe($"k={read}");

    [Fact]
    public void Anchors_are_followed() => Options(Read("a: &x 5\nb: *x\nc: &m {d: 1}\ne: *m\n", ConfigurationForm.ConfigYaml)).ShouldBe("a=5 b=5 c.d=1 e.d=1");

    [Fact]
    public void Flinks_own_lenient_parser_takes_what_is_no_YAML()
    {
        var read = Read("a: 1\na.b: 2#c\nc:3\nd: x: y\n e : f \nempty: \n: v\ng: \"q\"\na: 9\n#x: 1\nh: a#b\n\ti: 1\nj: -Dx=\"a: b\"\n", ConfigurationForm.FlinkConf, "flink-conf.yaml");

        Options(read).ShouldBe("a=9 a.b=2 d=x: y e=f g=\"q\" h=a i=1 j=-Dx=\"a: b\"");
        read.Warnings.Select(warning => warning.Line).ShouldBe([2, 3, 6, 7, 9, 11]);
    }

    [Fact]
    public void Flags_are_found_in_a_command_line()
    {
        var read = Read("./bin/flink run-application -t yarn-application \\\n  -Dtaskmanager.memory.process.size=4g \\\n  -D 'env.java.opts.all=-Xss1m -Dx=y' -yDa=\"b c\" job.jar --input -Dno\n", ConfigurationForm.DynamicProperties);

        Options(read).ShouldBe("a=b c env.java.opts.all=-Xss1m -Dx=y taskmanager.memory.process.size=4g");
        read.Documents[0].Lines["env.java.opts.all"].ShouldBe(3);
    }

    [Theory]
    [InlineData("2Gi", "2g")]
    [InlineData("\"2e9\"", "1953125k")]
    [InlineData("1.5E3", "1500b")]
    [InlineData("2048m", "2g")]
    public void A_deployments_memory_is_a_size_of_Flink_or_a_quantity_of_Kubernetes(string memory, string size) =>
        Options(Read($"kind: FlinkDeployment\nspec:\n  taskManager: {{resource: {{memory: {memory}}}}}\n", ConfigurationForm.OperatorYaml)).ShouldBe($"taskmanager.memory.process.size={size}");

    [Fact]
    public void Operator_YAML_gives_a_configuration_for_each_deployment()
    {
        var read = Read(
            """
            kind: ConfigMap
            ---
            apiVersion: flink.apache.org/v1beta1
            kind: FlinkDeployment
            metadata: {name: orders}
            spec:
              flinkVersion: v1_20
              flinkConfiguration:
                taskmanager.memory.process.size: 1g
                taskmanager.numberOfTaskSlots: "2"
              taskManager: {resource: {memory: 2Gi, cpu: 1}}
              jobManager: {resource: {memory: "1600m"}}
            ---
            kind: FlinkDeployment
            metadata: {name: payments}
            spec:
              taskManager: {resources: {limits: {memory: 1.5Gi}}}
            """,
            ConfigurationForm.OperatorYaml);

        read.Documents.Select(document => (document.Name, document.Version)).ShouldBe([("orders", new FlinkVersion(1, 20)), ("payments", null)]);
        Options(read).ShouldBe("jobmanager.memory.process.size=1600m taskmanager.memory.process.size=2g taskmanager.numberOfTaskSlots=2 | taskmanager.memory.process.size=1536m");
        read.Warnings.ShouldHaveSingleItem().Key.ShouldBe("taskmanager.memory.process.size");
    }

    [Fact]
    public void What_kubectl_prints_is_read_deployments_in_a_list_and_files_in_config_maps()
    {
        var read = Read(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: flink.apache.org/v1beta1
              kind: FlinkDeployment
              metadata: {name: orders}
              spec: {taskManager: {resource: {memory: 2048m}}}
            - apiVersion: v1
              kind: Service
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: payments}
              data:
                config.yaml: |
                  taskmanager:
                    memory:
                      process.size: 3g
            """,
            ConfigurationForm.OperatorYaml);

        read.Documents.Select(document => document.Name).ShouldBe(["orders", "payments"]);
        Options(read).ShouldBe("taskmanager.memory.process.size=2g | taskmanager.memory.process.size=3g");
        read.Documents[1].Lines["taskmanager.memory.process.size"].ShouldBe(17);
    }

    [Fact]
    public void A_config_map_of_another_program_is_passed_over_and_one_that_cannot_be_read_is_named()
    {
        const string Others = """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: collector}, data: {config.yaml: "receivers: {otlp: {}}"}}
            - apiVersion: v1
              kind: ConfigMap
              metadata: {name: template}
              data:
                config.yaml: |
                  a: 1
                  {{ .Values.more }}
            """;
        var read = Read(Others + "\n- {kind: FlinkDeployment, metadata: {name: orders}, spec: {taskManager: {resource: {memory: 2048m}}}}\n", ConfigurationForm.OperatorYaml);

        read.Documents.ShouldHaveSingleItem().Name.ShouldBe("orders");
        read.Warnings.ShouldHaveSingleItem().Text.ShouldContain("ConfigMap template is passed over");
        ConfigurationReader.Read(Others).ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Line.ShouldBe(11);
    }

    [Fact]
    public void Each_deployment_of_a_text_may_have_as_many_options_as_a_text_of_its_own()
    {
        var deployment = $"---\nkind: FlinkDeployment\nspec:\n  flinkConfiguration: {{{string.Concat(Enumerable.Range(0, 85).Select(number => $"k{number}: 1, "))}}}\n";

        Read(string.Concat(Enumerable.Repeat(deployment, 60)), ConfigurationForm.OperatorYaml).Documents.Length.ShouldBe(60);
    }

    [Fact]
    public void An_empty_answer_of_kubectl_is_called_empty() =>
        ConfigurationReader.Read("apiVersion: v1\nkind: List\nitems: []\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("an empty list");

    [Fact]
    public void Kubernetes_resources_without_Flinks_options_are_no_empty_configuration() =>
        ConfigurationReader.Read("apiVersion: v1\nkind: Service\nmetadata: {name: x}\n").ShouldBeOfType<ConfigurationReading.Unreadable>().Error.Text.ShouldContain("no FlinkDeployment");

    [Theory]
    [InlineData(ConfigurationForm.ConfigYaml)]
    [InlineData(ConfigurationForm.DynamicProperties)]
    [InlineData(ConfigurationForm.OperatorYaml)]
    public void What_is_written_reads_back_as_the_same_options(ConfigurationForm form)
    {
        var keys = Gen.OneOf("taskmanager.memory.process.size", "jobmanager.memory.process.size", "taskmanager.memory.managed.fraction", "env.java.opts.all", "a.b", "x-y.z", "|kind", "- kid", "\"q\"", "'q'", "a: b", "a:", "#x", "a #b", "1", "0x10", "null", "~", "true", "*x", "&x", "!t", "? k", "{a}", "[a]", ", ", " a ", "a\nb", "a\\b", "%", "@", "`", "é", "\uFEFFa", "\u2028", "\u0080", "---", LongKey);
        Gen.Dictionary(keys, Gen.OneOf(Gen.OneOf("4g", "0.4", "0.40", ".5", "0.0004", "0.25", "1.20", "1e3", ".NaN", "4g\n", "010", "null", "yes", "~", "", "1 gb", "a: b", "# c", "'q'", "\"q\"", "\\", "tab\tnew\nline", "[a]", "{a}", "-Dx=y z", "٣", "1e400", "0x10", "*x", "&x", "%", "@"), Gen.String.Where(text => !text.Contains('\0', StringComparison.Ordinal) && !text.Any(char.IsSurrogate))))[1, 5]
            .Select(options => FlinkConfiguration.From(options.Where(option => !option.Key.EndsWith("process.size", StringComparison.Ordinal)).Append(new("taskmanager.memory.process.size", "4g"))))
            .Sample(configuration => ConfigurationReader.Read(ConfigurationWriter.Write(form, configuration, FlinkVersion.Newest)) is ConfigurationReading.Read read
                && read.Form == form
                && read.Documents.Single().Configuration.Options.SequenceEqual(configuration.Options));
    }

    [Fact]
    public void Flink_conf_yaml_reads_back_as_the_same_options()
    {
        var configuration = FlinkConfiguration.From([new("taskmanager.memory.process.size", "4g"), new("env.java.opts.all", "-Dx=\"a: b\" -Xss1m")]);

        var read = Read(ConfigurationWriter.Write(ConfigurationForm.FlinkConf, configuration), ConfigurationForm.FlinkConf, "flink-conf.yaml");

        read.Documents.Single().Configuration.Options.ShouldBe(configuration.Options);
    }

    [Theory]
    [InlineData("a#b")]
    [InlineData(" a")]
    [InlineData("")]
    [InlineData("a\nb: c")]
    public void What_flink_conf_yaml_cannot_hold_is_said_instead_of_written(string value)
    {
        var text = ConfigurationWriter.Write(ConfigurationForm.FlinkConf, FlinkConfiguration.From([new("env.java.opts.all", value), new("taskmanager.numberOfTaskSlots", "2")]));

        text.ShouldStartWith("# env.java.opts.all: flink-conf.yaml cannot hold this value");
        Options(Read(text, ConfigurationForm.FlinkConf, "flink-conf.yaml")).ShouldBe("taskmanager.numberOfTaskSlots=2");
    }

    [Theory]
    [InlineData(ConfigurationForm.ConfigYaml, "|kind", "\"|kind\": v\n")]
    [InlineData(ConfigurationForm.ConfigYaml, "", "\"\": v\n")]
    [InlineData(ConfigurationForm.ConfigYaml, "1", "\"1\": v\n")]
    [InlineData(ConfigurationForm.ConfigYaml, "a.b", "a.b: v\n")]
    [InlineData(ConfigurationForm.OperatorYaml, "- kid", "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  flinkConfiguration:\n    \"- kid\": \"v\"\n")]
    [InlineData(ConfigurationForm.DynamicProperties, "a=b", "# a=b: no -D flag can hold this key.\n")]
    [InlineData(ConfigurationForm.DynamicProperties, "", "# : no -D flag can hold this key.\n")]
    [InlineData(ConfigurationForm.FlinkConf, "a: b", "# a: b: flink-conf.yaml cannot hold this key. Set it with -D.\n")]
    [InlineData(ConfigurationForm.FlinkConf, "a#b", "# a#b: flink-conf.yaml cannot hold this key. Set it with -D.\n")]
    [InlineData(ConfigurationForm.FlinkConf, "\uFEFFa\n\u0000", "#  a  : flink-conf.yaml cannot hold this key. Set it with -D.\n")]
    [InlineData(ConfigurationForm.FlinkConf, "\"q\"", "\"q\": v\n")]
    public void Odd_keys_are_quoted_or_said_instead_of_written(ConfigurationForm form, string key, string written)
    {
        ConfigurationWriter.Write(form, FlinkConfiguration.From([new(key, "v")])).ShouldBe(written);
        if (form is ConfigurationForm.ConfigYaml or ConfigurationForm.OperatorYaml)
        {
            Options(Read(written, form)).ShouldBe($"{key}=v");
        }
    }

    [Fact]
    public void What_no_flag_can_hold_stands_above_those_that_can()
    {
        var text = ConfigurationWriter.Write(ConfigurationForm.DynamicProperties, FlinkConfiguration.From([new("a=\n'b", "c"), new("k", "v"), new("l", "w")]));

        text.ShouldBe("# a= 'b: no -D flag can hold this key.\n-Dk=v \\\n-Dl=w\n");
        Options(Read(text, ConfigurationForm.DynamicProperties)).ShouldBe("k=v l=w");
    }

    [Fact]
    public void Odd_options_of_flink_conf_yaml_read_back_or_are_left_out()
    {
        var texts = Gen.OneOf("a.b", "v", "|k", "- k", "\"q\"", "a: b", "a:", "#", " a", "a#b", "", "-Dx=y", "\n", "\r", "\0", "\uFEFF", "\u2028", "\u00A0", "kind", "{k", "FlinkDeployment");
        Gen.Dictionary(texts.Array[1, 2].Select(parts => string.Concat(parts)), texts.Array[1, 2].Select(parts => string.Concat(parts)))[0, 4].Sample(drawn =>
        {
            var configuration = FlinkConfiguration.From(drawn.Append(new("taskmanager.memory.process.size", "4g")));

            var text = ConfigurationWriter.Write(ConfigurationForm.FlinkConf, configuration);

            var read = ConfigurationReader.Read(text, "flink-conf.yaml").ShouldBeOfType<ConfigurationReading.Read>().Documents.Single().Configuration;
            read.Options.ShouldBe(configuration.Options.Where(option => read[option.Key] is not null));
            (configuration.Options.Count - read.Options.Count).ShouldBe(ForeignLineEnds.LinesOf(text).Count(line => line.Contains("cannot hold", StringComparison.Ordinal)));
        });
    }

    private static ConfigurationReading.Read Read(string text, ConfigurationForm form, string? fileName = null)
    {
        var read = ConfigurationReader.Read(text, fileName).ShouldBeOfType<ConfigurationReading.Read>();
        read.Form.ShouldBe(form);
        return read;
    }

    private static string Options(ConfigurationReading.Read read) =>
        string.Join(" | ", read.Documents.Select(document => string.Join(' ', document.Configuration.Options.Select(option => $"{option.Key}={option.Value}"))));
}
