using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.Core.Configuration;

namespace FlinkMemoryConsole.Tests.Budget;

/// <summary>Flink up to 1.18 reads <c>flink-conf.yaml</c> alone, from 2.0 on <c>config.yaml</c> alone: a sound file that the asked version does not read is no success.</summary>
public sealed class UnreadFileTests : IDisposable
{
    private const string Options = "taskmanager.memory.process.size: 4g\njobmanager.memory.process.size: 2g\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unread-file-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("flink-conf.yaml", "2.0", "config.yaml")]
    [InlineData("flink-conf.yaml", "2.3", "config.yaml")]
    [InlineData("flink-conf-prod.yaml", "2.3", "config.yaml")]
    [InlineData("config.yaml", "1.18", "flink-conf.yaml")]
    public async Task A_file_that_the_version_does_not_read_is_refused(string name, string version, string read)
    {
        var file = await WriteAsync(name, Options);

        foreach (var process in new[] { "taskmanager", "jobmanager" })
        {
            var (code, output) = await RunAsync([file, "--flink", version, "--process", process]);

            code.ShouldBe(2);
            output.ShouldContain($"error: Flink {version} reads {read} and no {(read is "config.yaml" ? "flink-conf.yaml" : "config.yaml")}");
        }

        var json = JsonNode.Parse((await RunAsync([file, "--flink", version, "--json"])).Output)!;
        (json["valid"]!.GetValue<bool>(), json["starts"]!.GetValue<bool>()).ShouldBe((true, false));
        json["findings"]![0]!["id"]!.GetValue<string>().ShouldBe("unread-file");
    }

    [Theory]
    [InlineData("flink-conf.yaml", null)]
    [InlineData("flink-conf.yaml", "1.18")]
    [InlineData("flink-conf.yaml", "1.20")]
    [InlineData("flink-config.yaml", "2.3")]
    [InlineData("config.yaml", null)]
    [InlineData("config.yaml", "1.19")]
    [InlineData("config.yaml", "2.3")]
    [InlineData("prod.yaml", "1.19")]
    [InlineData("prod.yaml", "2.3")]
    public async Task A_file_that_it_reads_needs_no_word(string name, string? version)
    {
        var file = await WriteAsync(name, Options);

        var (code, output) = await RunAsync(version is null ? [file] : [file, "--flink", version]);

        code.ShouldBe(0);
        output.ShouldNotContain("flink-conf.yaml");
    }

    [Fact]
    public async Task A_file_of_another_name_may_be_written_as_what_the_version_reads()
    {
        var (code, output) = await RunAsync([await WriteAsync("prod.yaml", "taskmanager:\n  memory.process.size: 4g\n"), "--flink", "1.18"]);

        code.ShouldBe(0);
        output.ShouldContain("warning: Flink 1.18 reads flink-conf.yaml and no config.yaml");
    }

    [Theory]
    [InlineData("flink-conf.yaml", "2.3", 2)]
    [InlineData("flink-conf.yaml", "1.18", 0)]
    [InlineData("config.yaml", "1.18", 2)]
    [InlineData("config.yaml", "1.20", 0)]
    public async Task The_key_of_a_config_map_names_the_file(string name, string version, int exit)
    {
        var (code, output) = await RunAsync([await WriteAsync("map.yaml", $"apiVersion: v1\nkind: ConfigMap\ndata:\n  {name}: |\n    taskmanager.memory.process.size: 4g\n"), "--flink", version]);

        code.ShouldBe(exit);
        output.Contains("error: ", StringComparison.Ordinal).ShouldBe(exit == 2);
    }

    [Theory]
    [InlineData("1.18")]
    [InlineData("2.3")]
    public async Task Of_two_in_a_config_map_there_is_one_for_each_version(string version) =>
        (await RunAsync([await WriteAsync("map.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 4g\n  config.yaml: |\n    taskmanager.memory.process.size: 4g\n"), "--flink", version])).Code.ShouldBe(0);

    [Theory]
    [InlineData("-Dtaskmanager.memory.process.size=4g")]
    [InlineData("kind: FlinkDeployment\nspec: {taskManager: {resource: {memory: 4g}}}\n")]
    public async Task Flags_and_deployments_stand_in_no_file(string text)
    {
        foreach (var version in new[] { "1.18", "2.3" })
        {
            (await RunAsync([await WriteAsync("text", text), "--flink", version])).ShouldSatisfyAllConditions(answer => answer.Code.ShouldBe(0), answer => answer.Output.ShouldNotContain("flink-conf.yaml"));
        }
    }

    [Theory]
    [InlineData("k: \"v\"\nk: w\n", "1.18", ConfigurationForm.FlinkConf)]
    [InlineData("k: v\n", "1.19", ConfigurationForm.ConfigYaml)]
    [InlineData("k: v\n", null, ConfigurationForm.ConfigYaml)]
    [InlineData("taskmanager:\n  memory.process.size: 4g\n", "1.18", ConfigurationForm.ConfigYaml)]
    [InlineData("kind: FlinkDeployment\nspec: {taskManager: {resource: {memory: 4g}}}\n", "1.18", ConfigurationForm.OperatorYaml)]
    public void A_text_without_a_name_is_what_the_version_reads_unless_it_looks_like_something_else(string text, string? version, ConfigurationForm form) =>
        ConfigurationReader.Read(text, version: FlinkVersion.Parse(version)).ShouldBeOfType<ConfigurationReading.Read>().Form.ShouldBe(form);

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var code = await BudgetVerb.Create().Parse(arguments).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
