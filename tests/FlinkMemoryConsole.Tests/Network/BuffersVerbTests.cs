using System.CommandLine;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Buffers;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Cures;

namespace FlinkMemoryConsole.Tests.Network;

/// <summary>The verb as a pipeline uses it.</summary>
public sealed class BuffersVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("buffers-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("768k", 0)]
    [InlineData("767k", 2)]
    public async Task The_exit_code_tells_whether_the_job_starts(string network, int code)
    {
        var (exit, output, _) = await RunAsync("--job", Job(), "--config", Configuration($"taskmanager.memory.flink.size: 1g\ntaskmanager.numberOfTaskSlots: 4\ntaskmanager.memory.network.min: {network}\ntaskmanager.memory.network.max: {network}\n"), "--json");

        exit.ShouldBe(code);
        var answer = JsonNode.Parse(output)!;
        ((long)answer["smallestBuffersPerTaskManager"]!, (bool)answer["enough"]!).ShouldBe((24, code == 0));
        answer["taskManagers"]![0]!["edges"]!.AsArray().Sum(edge => (long)edge!["out"]!["required"]! + (long)edge["in"]!["required"]!).ShouldBe(24);
    }

    [Fact]
    public async Task Too_few_are_cured_by_exactly_those_that_are_missing()
    {
        const string Few = "taskmanager.memory.process.size: 1g\ntaskmanager.numberOfTaskSlots: 4\ntaskmanager.memory.network.min: 512k\ntaskmanager.memory.network.max: 512k\n";

        var (_, output, _) = await RunAsync("--job", Job(), "--config", Configuration(Few), "--json");
        var changes = JsonNode.Parse(output)!["cure"]!.AsArray().ToDictionary(change => (string)change!["key"]!, change => (string?)change!["to"]);
        var cured = string.Concat(Few.Split('\n').Where(line => line.Length > 0 && !changes.ContainsKey(line.Split(':')[0])).Concat(changes.Select(change => $"{change.Key}: {change.Value}")).Select(line => line + "\n"));
        var (exit, after, _) = await RunAsync("--job", Job(), "--config", Configuration(cured), "--json");

        exit.ShouldBe(0);
        ((long)JsonNode.Parse(after)!["heldBuffersPerTaskManager"]!).ShouldBe(24);
    }

    [Fact]
    public async Task What_shrinks_for_the_buffers_is_said()
    {
        var (_, output, _) = await RunAsync("--job", Job(), "--config", Configuration("taskmanager.memory.process.size: 1g\ntaskmanager.numberOfTaskSlots: 4\ntaskmanager.memory.network.min: 512k\ntaskmanager.memory.network.max: 512k\n"));

        output.ShouldContain("taskmanager.memory.network.max: 768k  (now 512k)");
        output.ShouldContain("For it task heap gets 256.000kb (262144 bytes) smaller.");
    }

    [Fact]
    public async Task A_file_that_the_version_does_not_read_is_warned_of()
    {
        string[] question = ["--job", Job(), "--config", Write("flink-conf.yaml", "taskmanager.memory.process.size: 2g\n")];

        (await RunAsync([.. question, "--flink", "2.3"])).Error.ShouldContain("flink-conf.yaml: Flink 2.3 reads config.yaml and no flink-conf.yaml");
        (await RunAsync(question)).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rescale_is_answered_beside()
    {
        var (exit, output, _) = await RunAsync("--job", Job(), "--config", Configuration("taskmanager.memory.process.size: 2g\ntaskmanager.numberOfTaskSlots: 50\n"), "--parallelism", "100", "--taskmanagers", "2");

        exit.ShouldBe(0);
        output.ShouldContain("At parallelism 100 on 2 TaskManagers: 10100 to start");
    }

    [Fact]
    public async Task Too_few_slots_are_not_enough()
    {
        var (exit, output, _) = await RunAsync("--job", Job(), "--config", Configuration("taskmanager.memory.process.size: 2g\n"), "--taskmanagers", "2");

        exit.ShouldBe(2);
        output.ShouldContain("2 TaskManagers of 1 slot have too few slots: the job needs 4, on 4 TaskManagers.");
    }

    [Fact]
    public async Task Too_few_slots_for_another_parallelism_are_said_beside()
    {
        string[] question = ["--job", Job(), "--config", Configuration("taskmanager.memory.process.size: 2g\ntaskmanager.numberOfTaskSlots: 2\n"), "--taskmanagers", "2", "--parallelism", "16"];

        (await RunAsync(question)).Output.ShouldContain("At parallelism 16: 2 TaskManagers of 2 slots have too few slots: the job needs 16, on 8 TaskManagers.");
        var rescaled = JsonNode.Parse((await RunAsync([.. question, "--json"])).Output)!["rescaled"]![0]!;
        ((bool)rescaled["enough"]!, (string?)rescaled["fails"]).ShouldBe((false, "2 TaskManagers of 2 slots have too few slots: the job needs 16, on 8 TaskManagers."));
    }

    [Fact]
    public async Task How_the_subtasks_are_counted_is_said()
    {
        var configuration = Configuration("taskmanager.memory.process.size: 2g\ntaskmanager.numberOfTaskSlots: 4\n");

        (await RunAsync("--job", Job(), "--config", configuration)).Output.ShouldContain("counted as filling 1 TaskManager one after the other");
        (await RunAsync("--job", Job(), "--config", configuration, "--taskmanagers", "2")).Output.ShouldContain("counted as spread evenly over 2 TaskManagers");
    }

    [Theory]
    [InlineData(3, "3 TaskManagers")]
    [InlineData(4, "4 TaskManagers")]
    [InlineData(8, "8 TaskManagers")]
    [InlineData(20, "9 of 20 TaskManagers")]
    public async Task A_job_is_spread_over_as_many_TaskManagers_as_were_asked_for(int taskManagers, string words)
    {
        string[] question = ["--job", Write("nine.json", """{"nodes":[{"id":"a","parallelism":9}]}"""), "--config", Configuration("taskmanager.memory.process.size: 2g\ntaskmanager.numberOfTaskSlots: 3\n"), "--taskmanagers", $"{taskManagers}", "--parallelism", "9"];

        var (_, output, _) = await RunAsync(question);

        output.ShouldContain($"counted as spread evenly over {words}:");
        output.ShouldContain($"At parallelism 9 on {words}:");
    }

    [Theory]
    [InlineData("taskmanager.memory.process.size: 100m\n", "IllegalConfigurationException")]
    [InlineData("taskmanager.memory.process.size: 4g\ntaskmanager.memory.segment-size: 4g\n", "Cannot downcast long value 4294967296 to integer.")]
    [InlineData("taskmanager.memory.process.size: 4g\ntaskmanager.memory.min-segment-size: 0\n", "IllegalArgumentException. Flink does not say why: taskmanager.memory.min-segment-size must be more than 0.")]
    [InlineData("taskmanager.memory.process.size: 4g\ntaskmanager.network.memory.buffers-request-timeout: 0 s\n", "The timeout for requesting exclusive buffers should be positive.")]
    public async Task A_configuration_that_Flink_refuses_is_not_enough(string configuration, string words)
    {
        var (exit, output, _) = await RunAsync("--job", Job(), "--config", Configuration(configuration));

        exit.ShouldBe(2);
        output.ShouldContain($"Flink refuses: {words}");
    }

    [Fact]
    public async Task Only_a_job_that_sorts_is_refused_for_too_few_sort_buffers()
    {
        const string Few = "taskmanager.memory.process.size: 2g\ntaskmanager.numberOfTaskSlots: 8\ntaskmanager.network.sort-shuffle.min-buffers: 1\ntaskmanager.network.sort-shuffle.min-parallelism: 5\n";
        var batch = Write("batch.json", """{"type":"BATCH","nodes":[{"id":"b","parallelism":4,"inputs":[{"id":"a","ship_strategy":"HASH","exchange":"blocking"}]},{"id":"a","parallelism":4}]}""");

        (await RunAsync("--job", Job(), "--config", Configuration(Few))).Exit.ShouldBe(0);
        var (exit, output, _) = await RunAsync("--job", batch, "--config", Configuration(Few), "--flink", "2.3");
        (exit, output.Contains("Flink refuses: IOException: Too few sort buffers", StringComparison.Ordinal)).ShouldBe((2, true));

        // Until 1.20 results of few parts are not sorted; those of a larger job are.
        var (until, rescaled, _) = await RunAsync("--job", batch, "--config", Configuration(Few), "--flink", "1.20", "--parallelism", "6");
        until.ShouldBe(0);
        rescaled.ShouldContain("At parallelism 6: Flink refuses: IOException: Too few sort buffers");
    }

    [Theory]
    [InlineData("""{"plan":{"nodes":[]}}""", "the plan holds no operator")]
    [InlineData("""{"nodes":[{"id":"a","parallelism":2}],"pending-operators":2}""", "2 operators are not in the plan yet")]
    public async Task Of_a_plan_that_is_not_whole_nothing_is_claimed(string plan, string words)
    {
        var (exit, output, error) = await RunAsync("--job", Write("part.json", plan), "--config", Configuration("taskmanager.memory.process.size: 2g\n"));

        exit.ShouldBe(64);
        output.ShouldBeEmpty();
        error.ShouldContain(words);
    }

    [Fact]
    public async Task A_parallelism_that_no_operator_may_have_is_not_the_one_that_is_counted()
    {
        string[] question = ["--job", Write("kept.json", """{"plan":{"nodes":[{"id":"a","parallelism":2}]},"vertices":[{"id":"a","maxParallelism":128}]}"""), "--config", Configuration("taskmanager.memory.process.size: 2g\n"), "--parallelism", "5000"];

        (await RunAsync(question)).Output.ShouldContain("At parallelism 128 (no operator may have the 5000 asked for) on 128 TaskManagers:");
        ((int?)JsonNode.Parse((await RunAsync([.. question, "--json"])).Output)!["rescaled"]![0]!["askedParallelism"]).ShouldBe(5000);
    }

    [Fact]
    public async Task A_parallelism_too_large_to_count_is_said_beside()
    {
        var nodes = string.Join(",", Enumerable.Range(0, 300).Select(number => $$"""{"id":"v{{number}}","parallelism":2}"""));
        string[] question = ["--job", Write("wide.json", $"{{\"nodes\":[{nodes}]}}"), "--config", Configuration("taskmanager.memory.process.size: 2g\n"), "--parallelism", "32768"];

        var (exit, output, _) = await RunAsync(question);

        exit.ShouldBe(0);
        output.ShouldContain("At parallelism 32768: 9,830,400 subtasks are more than can be counted here (5,000,000).");
        ((string?)JsonNode.Parse((await RunAsync([.. question, "--json"])).Output)!["rescaled"]![0]!["fails"]).ShouldNotBeNull().ShouldContain("9,830,400 subtasks");
    }

    [Fact]
    public async Task What_would_colour_a_terminal_is_shown()
    {
        var (exit, _, error) = await RunAsync("--job", Write("odd.json", "{\"nodes\":[{\"id\":\"\\u001b[31ma\",\"parallelism\":0}]}"), "--config", Configuration("taskmanager.memory.process.size: 2g\n"));

        exit.ShouldBe(64);
        error.ShouldContain("\\u001b[31ma");
        error.ShouldNotContain('\u001b');
    }

    [Fact]
    public void An_impossible_wish_is_answered_with_the_nearest_possible()
    {
        var configuration = FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1g");
        var job = JobPlanReader.Read(File.ReadAllText(Job())).ShouldBeOfType<JobPlanReading.Read>();
        var impossible = CureSolver.Solve(configuration, FlinkVersion.Newest, new MemoryWish.NetworkBuffers(20_000, ContainerUnchanged: true)).ShouldBeOfType<CureAnswer.Impossible>();
        var nearest = impossible.Nearest.ShouldNotBeNull();
        var answer = BuffersAnswer.Derive(null, configuration, FlinkVersion.Newest, job, new(null, [])) with { Cure = impossible };

        var text = BuffersText.Print([answer]);
        var json = JsonNode.Parse(BuffersJson.Print([answer]))!;

        text.ShouldContain(impossible.Why);
        text.ShouldContain("The nearest that can be had, ");
        text.ShouldContain($"{nearest.Changes[0].Key}: {nearest.Changes[0].To}");
        ((string?)json["cureImpossible"], (string?)json["nearest"]!["changes"]![0]!["key"]).ShouldBe((impossible.Why, nearest.Changes[0].Key));
        ((long)json["nearest"]!["buffersPerTaskManager"]!).ShouldBe(((TaskManagerBudget)nearest.After).NetworkBuffers!.Value);
    }

    [Theory]
    [InlineData("--job", "missing.json", "--config", "missing.yaml")]
    [InlineData("--job", "missing.json")]
    [InlineData("--cases", "missing.jsonl")]
    [InlineData("--cases", "missing.jsonl", "--job", "missing.json")]
    public async Task What_cannot_be_read_is_a_usage_error(params string[] arguments)
    {
        var (exit, output, error) = await RunAsync(arguments);

        exit.ShouldBe(64);
        output.ShouldBeEmpty();
        error.ShouldStartWith("flink-memory buffers: ");
    }

    [Theory]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"plan\":", "no JSON")]
    [InlineData("""{"plan":{"nodes":[]},"versions":["x"]}""", "'versions'")]
    [InlineData("""{"plan":{"nodes":[]},"versions":["2.3"],"config":{"options":{"a":[]}}}""", "neither a text nor a number")]
    public void A_case_that_is_none_is_said(string line, string words) => BufferCases.Answer(line).Error.ShouldNotBeNull().ShouldContain(words);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var exit = await BuffersVerb.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    private string Job() => Write("job.json", """
        {"plan":{"name":"shuffle","type":"STREAMING","nodes":[
          {"id":"b","parallelism":4,"inputs":[{"num":0,"id":"a","ship_strategy":"HASH","exchange":"pipelined_bounded"}]},{"id":"a","parallelism":4}]}}
        """);

    private string Configuration(string text) => Write("config.yaml", text);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
