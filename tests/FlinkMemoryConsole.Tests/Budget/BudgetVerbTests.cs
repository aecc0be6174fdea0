using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Budget;

/// <summary>The verb as a user or a CI pipeline meets it: what it prints and how it ends.</summary>
public sealed class BudgetVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("budget-verb-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("valid", 0)]
    [InlineData("what-if", 0, "--set", "taskmanager.memory.process.size=6g", "--set", "taskmanager.memory.managed.size=")]
    [InlineData("refused", 2, "--set", "taskmanager.memory.process.size=900m")]
    [InlineData("jobmanager", 0, "--process", "jobmanager")]
    [InlineData("json", 0, "--json")]
    [InlineData("refused-json", 2, "--json", "--set", "taskmanager.memory.task.heap.size=8g")]
    public async Task What_it_prints_is_approved(string name, int exit, params string[] arguments)
    {
        var config = await WriteAsync("config.yaml", "jobmanager.memory.process.size: 1600m\ntaskmanager:\n  memory:\n    process.size: 4g\n    managed.size: 1g\n    managed.fraction: 0.3\n");

        var (code, output, error) = await RunAsync([config, .. arguments]);

        code.ShouldBe(exit, error);
        var approved = Path.Combine(Repository.Root, "tests", "FlinkMemoryConsole.Tests", "Budget", $"BudgetVerb.{name}.approved.txt");
        var text = output.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("APPROVE") is "1")
        {
            await File.WriteAllTextAsync(approved, text, TestContext.Current.CancellationToken);
        }

        text.ShouldBe(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), "APPROVE=1 writes the new text");
    }

    [Theory]
    [InlineData("a: 1\na: 2\n", "line 2, a: the key comes twice")]
    [InlineData("", "holds no option")]
    public async Task A_configuration_that_cannot_be_read_is_a_usage_error(string text, string words)
    {
        var (code, output, error) = await RunAsync([await WriteAsync("config.yaml", text)]);

        (code, output).ShouldBe((64, ""));
        error.ShouldContain(words);
    }

    [Fact]
    public async Task The_flink_conf_yaml_of_a_config_map_is_answered_as_the_last_Flink_that_reads_it()
    {
        const string Legacy = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flink-config}\ndata:\n  flink-conf.yaml: |\n    taskmanager.heap.size: 2g\n  config.yaml: |\n    a: 1\n";

        var (code, output, error) = await RunAsync([await WriteAsync("flink-configuration-configmap.yaml", Legacy)]);

        code.ShouldBe(0, error);
        output.ShouldStartWith("TaskManager memory, Flink 1.20, flink-config");
        (await RunAsync([await WriteAsync("both.yaml", Legacy.Replace("    a: 1\n", "    taskmanager.memory.process.size: 8g\n", StringComparison.Ordinal)), "--flink", "1.20"])).Output.ShouldContain("2147483648  set by taskmanager.heap.size");
    }

    [Fact]
    public async Task A_config_map_that_Flink_does_not_start_with_fails_a_check_though_others_are_sound()
    {
        const string Maps = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: flink-prod}\ndata:\n  config.yaml: |\n    taskmanager.numberOfTaskSlots: 2\n    taskmanager.numberOfTaskSlots: 4\n---\napiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    taskmanager.memory.process.size: 2g\n";

        var (code, output, error) = await RunAsync([await WriteAsync("maps.yaml", Maps)]);

        (code, output).ShouldBe((64, ""));
        error.ShouldContain("line 7, taskmanager.numberOfTaskSlots: the config.yaml of ConfigMap flink-prod: the key comes twice, first in line 6");
    }

    [Theory]
    [InlineData("--flink", "1.9")]
    [InlineData("--flink", "1.21")]
    [InlineData("--flink", "1.25")]
    [InlineData("--process", "client")]
    [InlineData("--set", "novalue")]
    [InlineData("--cases", "other.jsonl")]
    public async Task Nonsense_is_a_usage_error(params string[] arguments)
    {
        var config = await WriteAsync("config.yaml", "taskmanager.memory.process.size: 4g\n");

        (await RunAsync([config, .. arguments])).Code.ShouldBe(64);
    }

    [Fact]
    public async Task Which_versions_are_known_is_said()
    {
        var config = await WriteAsync("config.yaml", "taskmanager.memory.process.size: 4g\n");

        (await RunAsync([config, "--flink", "1.21"])).Error.ShouldContain("--flink 1.21: not known; 1.18, 1.19, 1.20, 2.0, 2.1, 2.2 and 2.3 are.");
        (await RunAsync([config, "--flink", "1.20.5"])).Output.ShouldStartWith("TaskManager memory, Flink 1.20\n".ReplaceLineEndings());
    }

    [Fact]
    public async Task The_name_of_the_file_tells_which_Flink_reads_it()
    {
        var legacy = await WriteAsync("flink-conf.yaml", "taskmanager.heap.size: 2g\n");

        JsonNode.Parse((await RunAsync([legacy, "--json"])).Output)!["flinkVersion"]!.GetValue<string>().ShouldBe("1.20");
        (await RunAsync([legacy, "--flink", "2.3"])).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Cases_are_answered_line_by_line_in_the_same_order()
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Budget", "budget-cases.jsonl");

        var (code, output, _) = await RunAsync(["--cases", golden]);

        code.ShouldBe(0);
        output.ReplaceLineEndings("\n").ShouldBe(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_line_that_is_no_case_is_named()
    {
        var cases = await WriteAsync("cases.jsonl", "{\"process\":\"TM\",\"options\":{\"process.size\":\"4g\"},\"versions\":[\"2.3\"]}\n{\"process\":\"XX\"}\n");

        var (code, _, error) = await RunAsync(["--cases", cases]);

        code.ShouldBe(64);
        error.ShouldContain("line 2: field 'process'");
    }

    [Theory]
    [InlineData("""{"process":"TM","options":{"process.size":"\ud800"},"versions":["2.3"]}""")]
    [InlineData("""{"process":"\ud800","options":{},"versions":["2.3"]}""")]
    [InlineData("""{"process":"TM","options":{"\ud800":"4g"},"versions":["2.3"]}""")]
    [InlineData("""{"process":"TM","options":{"process.size":"4g"},"versions":["\ud800"]}""")]
    [InlineData("""{"process":"TM","options":{"process.size":"4g"},"versions":["2.3"],"\ud800":1}""")]
    public async Task A_case_that_is_no_Unicode_is_a_usage_error(string line)
    {
        var (code, _, error) = await RunAsync(["--cases", await WriteAsync("cases.jsonl", line)]);

        code.ShouldBe(64);
        error.ShouldContain("line 1: ");
    }

    [Theory]
    [InlineData("taskmanager.memory.segment-size: 33333", "2.3", "power of 2")]
    [InlineData("taskmanager.memory.segment-size: abc", "2.3", "is no memory size")]
    [InlineData("taskmanager.network.memory.buffers-per-channel: abc", "1.20", "buffers-per-channel")]
    [InlineData("taskmanager.network.memory.floating-buffers-per-gate: 0", "1.20", "at least 1")]
    [InlineData("taskmanager.network.memory.read-buffer.required-per-gate.max: 0", "2.3", "At least one buffer")]
    [InlineData("taskmanager.network.memory.buffer-debloat.enabled: 'yes'", "2.3", "Could not parse value 'yes'")]
    [InlineData("taskmanager.memory.framework.off-heap.batch-shuffle.size: 0", "2.3", "Total memory size must be positive")]
    [InlineData("taskmanager.network.memory.buffers-per-channel: -5", "1.20", "buffers-per-channel: Must be non-negative")]
    [InlineData("taskmanager.memory.min-segment-size: 0", "1.20", "min-segment-size: IllegalArgumentException. Flink does not say why: taskmanager.memory.min-segment-size must be more than 0.")]
    [InlineData("taskmanager.memory.min-segment-size: abc", "1.20", "is no memory size")]
    [InlineData("taskmanager.memory.starting-segment-size: 3", "2.3", "taskmanager.memory.starting-segment-size must be at least taskmanager.memory.min-segment-size")]
    [InlineData("taskmanager.network.memory.buffer-debloat.target: 0", "2.3", "buffer-debloat.target must be a millisecond or more")]
    [InlineData("execution.batch-shuffle-mode: x", "2.3", "Write one of ALL_EXCHANGES_PIPELINED")]
    [InlineData("taskmanager.network.netty.server.numThreads: -2", "1.20", "nThreads : -2 (expected: > 0)")]
    public async Task Valid_memory_of_a_task_manager_that_would_not_start_is_no_success(string option, string version, string words)
    {
        var file = await WriteAsync("config.yaml", $"taskmanager.memory.process.size: 4g\n{option}\n");

        var (code, output, _) = await RunAsync([file, "--flink", version]);

        code.ShouldBe(2);
        output.ShouldContain(words);
        (await RunAsync([file, "--flink", version, "--process", "jobmanager", "--set", "jobmanager.memory.process.size=2g"])).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("taskmanager.network.sort-shuffle.min-buffers: 1", "2.3", "refuses batch jobs whose blocking exchanges are sorted for taskmanager.network.sort-shuffle.min-buffers: Too few sort buffers")]
    [InlineData("taskmanager.network.memory.max-overdraft-buffers-per-gate: -1", "1.20", "refuses jobs")]
    [InlineData("execution.checkpointing.unaligned.enabled: 'yes'", "2.3", "refuses jobs")]
    [InlineData("a.b: 1", "1.20", "JVM flags")]
    public async Task A_task_manager_that_starts_and_refuses_jobs_is_a_warning(string option, string version, string words)
    {
        var (code, output, _) = await RunAsync([await WriteAsync("config.yaml", $"taskmanager.memory.process.size: 4g\n{option}\n"), "--flink", version]);

        code.ShouldBe(0);
        output.ShouldContain(words);
        output.ShouldNotContain("error:");
    }

    [Fact]
    public async Task A_version_that_is_not_known_is_answered_as_the_nearest_and_said()
    {
        const string Deployment = "apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n  flinkVersion: v9_9\n  taskManager:\n    resource:\n      memory: 4g\n";

        var (code, output, error) = await RunAsync([await WriteAsync("orders.yaml", Deployment)]);

        code.ShouldBe(0);
        output.ShouldStartWith("TaskManager memory, Flink 2.3, orders");
        error.ShouldContain("Flink 9.9 is not known");
    }

    [Fact]
    public async Task What_would_colour_a_terminal_is_shown()
    {
        var (_, output, _) = await RunAsync([await WriteAsync("odd.yaml", "taskmanager.memory.process.size: \"\\e[31m4g\"\n")]);

        output.ShouldContain("\\u001b[31m4g");
        output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task What_would_colour_a_terminal_is_shown_in_a_complaint_too()
    {
        var (code, _, error) = await RunAsync(["--cases", await WriteAsync("cases.jsonl", "{\"process\":\"TM\",\"options\":{\"\\u001b[31m\":[]},\"versions\":[\"2.3\"]}")]);

        code.ShouldBe(64);
        error.ShouldContain("\\u001b[31m");
        error.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task Spaces_around_the_equals_sign_of_a_what_if_are_no_part_of_it() =>
        (await RunAsync([await WriteAsync("config.yaml", "taskmanager.memory.process.size: 2g\n"), "--set", "taskmanager.memory.process.size = 4g"])).Output.ShouldContain("4294967296");

    [Fact]
    public async Task A_no_break_space_in_a_what_if_is_refused_as_Flink_refuses_it()
    {
        var (code, output, _) = await RunAsync([await WriteAsync("config.yaml", "taskmanager.memory.process.size: 2g\n"), "--set", "taskmanager.memory.process.size=4096m\u00A0"]);

        code.ShouldBe(2);
        output.ShouldContain("Could not parse value '4096m\u00A0'");
    }

    [Fact]
    public async Task Bounds_of_network_memory_among_flags_are_warned_of()
    {
        const string Flags = "-Dtaskmanager.memory.process.size=2g -Dtaskmanager.memory.network.max=1g";

        (await RunAsync([await WriteAsync("flags", Flags)])).Output.ShouldContain("A standalone taskmanager.sh does not start with taskmanager.memory.network.max among its -D flags");
        (await RunAsync([await WriteAsync("config.yaml", "taskmanager.memory.process.size: 2g\ntaskmanager.memory.network.max: 1g\n")])).Output.ShouldNotContain("taskmanager.sh");
    }

    [Theory]
    [InlineData("taskmanager.memory.process.size:\t2g\n", "holds no option. line 1: ")]
    [InlineData("", "holds no option.")]
    public async Task Why_a_file_holds_no_option_is_said(string text, string words)
    {
        var (code, _, error) = await RunAsync([await WriteAsync("flink-conf.yaml", text)]);

        code.ShouldBe(64);
        error.ShouldContain(words);
    }

    [Fact]
    public async Task A_folder_is_called_one() => (await RunAsync([_folder.FullName])).Error.ShouldContain("is a folder");

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var code = await BudgetVerb.Create().Parse(arguments).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
