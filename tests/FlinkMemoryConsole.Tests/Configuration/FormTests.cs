using FlinkMemoryConsole.ConfigurationFiles;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>Which form a text has: flags in a value make no command line of it.</summary>
public class FormTests
{
    private const string Json = """
        {
            "apiVersion": "flink.apache.org/v1beta1",
            "kind": "FlinkDeployment",
            "metadata": {"name": "orders"},
            "spec": {
                "flinkConfiguration": {
                    "env.java.opts.all": "-XX:+UseG1GC -Dlog.level=INFO"
                },
                "taskManager": {"resource": {"memory": "2Gi"}}
            }
        }
        """;

    [Fact]
    public void A_deployment_as_kubectl_prints_it_in_JSON_is_one()
    {
        foreach (var text in new[] { Json, Json.Replace("\n", "", StringComparison.Ordinal).Replace(" \"", "\"", StringComparison.Ordinal), $"{{\n  \"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\n{Json}]\n}}\n" })
        {
            var read = Read(text);

            (read.Form, read.Documents.Single().Name).ShouldBe((ConfigurationForm.OperatorYaml, "orders"));
            Options(read).ShouldBe("env.java.opts.all=-XX:+UseG1GC -Dlog.level=INFO taskmanager.memory.process.size=2g");
        }
    }

    [Theory]
    [InlineData("\"env.java.opts.all\": -Xss1m -Da=b\n\"taskmanager.memory.process.size\": 2g\n")]
    [InlineData("'env.java.opts.all': -Xss1m -Da=b\n'taskmanager.memory.process.size': 2g\n")]
    [InlineData("{env.java.opts.all: -Xss1m -Da=b, taskmanager.memory.process.size: 2g}\n")]
    [InlineData("{\"env.java.opts.all\":\"-Xss1m -Da=b\",\"taskmanager.memory.process.size\":\"2g\"}")]
    [InlineData("{\n  \"env.java.opts.all\":\"-Xss1m -Da=b\",\n  \"taskmanager.memory.process.size\":\"2g\"\n}\n")]
    [InlineData("# with -Dlog=x\n\"env.java.opts.all\" : \"-Xss1m -Da=b\"\ntaskmanager.memory.process.size : 2g\n")]
    [InlineData("env.java.opts.all : -Xss1m -Da=b\n? taskmanager.memory.process.size\n: 2g\n")]
    public void Keys_in_quotes_and_in_braces_are_keys_of_YAML(string text)
    {
        var read = Read(text);

        read.Form.ShouldBe(ConfigurationForm.ConfigYaml);
        Options(read).ShouldBe("env.java.opts.all=-Xss1m -Da=b taskmanager.memory.process.size=2g");
    }

    [Theory]
    [InlineData("flink run -Dk='{\n  \"a\": \"b\"\n}' job.jar\n", "k={\n  \"a\": \"b\"\n}")]
    [InlineData("$ flink run -Dk=v job.jar\nJobID: 1\n", "k=v")]
    [InlineData("'-Dk=a: b'\n", "k=a: b")]
    [InlineData("\"-Dk=a: b\" '-Dl=c'\n", "k=a: b l=c")]
    public void What_a_flag_holds_makes_no_YAML_of_a_command_line(string text, string options)
    {
        var read = Read(text);

        read.Form.ShouldBe(ConfigurationForm.DynamicProperties);
        Options(read).ShouldBe(options);
    }

    [Theory]
    [InlineData("# flink run -Dk=v\n", "")]
    [InlineData("containerized.env.a/b: -Xss1m -Da=b\nk: v\n", "containerized.env.a/b=-Xss1m -Da=b k=v")]
    public void Flags_in_a_comment_and_behind_an_odd_key_make_no_command_line(string text, string options)
    {
        foreach (var (name, form) in new[] { ("flink-conf.yaml", ConfigurationForm.FlinkConf), ("config.yaml", ConfigurationForm.ConfigYaml) })
        {
            var read = Read(text, name);

            read.Form.ShouldBe(form);
            Options(read).ShouldBe(options);
        }
    }

    [Fact]
    public void Flags_may_stand_on_lines_of_their_own_as_Flink_logs_them() =>
        Options(Read("  Program Arguments:\n      -D\n      taskmanager.memory.network.min=64m\n      -D\n      k=v\n      --configDir\n")).ShouldBe("k=v taskmanager.memory.network.min=64m");

    [Fact]
    public void A_config_map_in_JSON_is_one_whatever_its_file_is_called()
    {
        const string Map = """{"apiVersion": "v1", "kind": "ConfigMap", "data": {"flink-conf.yaml": "taskmanager.memory.process.size: 2g\nenv.java.opts.all: -Da=b\n"}}""";

        foreach (var text in new[] { Map, Map.Replace(", \"", ",\n  \"", StringComparison.Ordinal) })
        {
            Options(Read(text, "flink-configuration-configmap.json")).ShouldBe("env.java.opts.all=-Da=b taskmanager.memory.process.size=2g");
        }
    }

    private static ConfigurationReading.Read Read(string text, string? fileName = null) => ConfigurationReader.Read(text, fileName).ShouldBeOfType<ConfigurationReading.Read>();

    private static string Options(ConfigurationReading.Read read) => string.Join(' ', read.Documents.Single().Configuration.Options.Select(option => $"{option.Key}={option.Value}"));
}
