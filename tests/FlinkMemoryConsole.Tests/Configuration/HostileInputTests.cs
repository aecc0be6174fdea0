using System.Globalization;
using CsCheck;
using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.Cli.Buffers;
using FlinkMemoryConsole.Cli.Classify;
using FlinkMemoryConsole.Cli.Diagnose;
using FlinkMemoryConsole.ConfigurationFiles;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;

namespace FlinkMemoryConsole.Tests.Configuration;

/// <summary>Whatever a file holds: an answer or a stated error, never an exception, and no more text than a few times what was given.</summary>
public class HostileInputTests
{
    private const int LongestAnswer = 20_000;
    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\ndata:\n  ";

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf("4g", "0", "-1", "1e400", "1e40", "1e-30", "1.5e-10", "NaN", "", " ", "8388607t", "9223372036854775807", "0.99999994", "2147483648", "-2147483648", "null", "true", "٣", "\\ud800", "\\u0000", "a#b", "0x10", "*x", "HASH[", "pipelined_bounded", "blocking", "HYBRID_FULL", "a", "b"),
        Gen.String[0, 8].Select(text => System.Text.Json.JsonEncodedText.Encode(text).Value));

    private static readonly Gen<string> Scalars = Gen.OneOf(Texts.Select(text => $"\"{text}\""), Gen.OneOf("0", "-1", "1", "2", "32768", "32769", "1e400", "1.5", "99999999999999999999", "null", "true", "[]", "{}", "[[]]", "NaN"));

    [Fact]
    public void A_configuration_is_read_and_answered_or_refused()
    {
        var keys = Gen.OneOf(
            "taskmanager.memory.process.size", "taskmanager.memory.flink.size", "taskmanager.memory.managed.fraction", "taskmanager.memory.network.fraction", "taskmanager.memory.task.heap.size", "taskmanager.memory.managed.size",
            "taskmanager.memory.segment-size", "taskmanager.memory.framework.off-heap.batch-shuffle.size", "taskmanager.numberOfTaskSlots", "taskmanager.cpu.cores", "taskmanager.heap.mb", "taskmanager.network.numberOfBuffers",
            "jobmanager.memory.process.size", "jobmanager.memory.heap.size", "jobmanager.memory.enable-jvm-direct-memory-limit", "taskmanager.memory.managed.consumer-weights.OPERATOR", "taskmanager.memory.network.max", "taskmanager.memory.jvm-overhead.max");
        var lines = Gen.Select(keys, Texts, Gen.OneOf(": ", ":", ": \"", "=", ": [", ": &x ", ": !!float ", ":\n  ")).Select((key, value, between) => $"{key}{between}{value}{(between.EndsWith('"') ? "\"" : "")}\n");
        Gen.Select(lines.Array[0, 8], Gen.OneOf("", "kind: FlinkDeployment\nspec:\n", "-D", $"{ConfigMap}config.yaml: |\n", $"{ConfigMap}flink-conf.yaml: |\n"), Gen.OneOf<string?>(null, "flink-conf.yaml")).Sample(
            (drawn, before, name) =>
            {
                var written = string.Concat(drawn);
                if (ConfigurationReader.Read(before + (before.StartsWith(ConfigMap, StringComparison.Ordinal) ? "    " + written.Replace("\n", "\n    ", StringComparison.Ordinal) : written), name) is not ConfigurationReading.Read read)
                {
                    return;
                }

                foreach (var configuration in read.Documents.Select(document => document.Configuration))
                {
                    foreach (var version in new[] { new FlinkVersion(1, 20), FlinkVersion.Newest })
                    {
                        ProcessAnswer.Derive(AskedProcess.TaskManager, configuration, version).ShouldNotBeNull();
                        ProcessAnswer.Derive(AskedProcess.JobManager, configuration, version).ShouldNotBeNull();
                        string.Concat(ConfigurationAdvice.For(configuration, version).Select(finding => finding.Text + finding.Advice)).Length.ShouldBeLessThan(LongestAnswer);
                    }

                    foreach (var form in Enum.GetValues<ConfigurationForm>())
                    {
                        ConfigurationReader.Read(ConfigurationWriter.Write(form, configuration)).ShouldNotBeNull();
                    }
                }
            },
            iter: 2_000);
    }

    [Fact]
    public void A_job_plan_is_read_or_refused() => Plans().Sample(
        plan =>
        {
            if (JobPlanReader.Read(plan) is JobPlanReading.Read job)
            {
                BufferNeeds.Derive(job.Graph, job.Placement ?? SubtaskPlacement.Assume(job.Graph, 2), FlinkConfiguration.Empty, FlinkVersion.Newest).ShouldNotBeNull();
            }
        },
        iter: 2_000);

    [Fact]
    public void A_line_of_buffer_cases_is_answered_or_refused()
    {
        var options = Gen.Select(Gen.OneOf("taskmanager.numberOfTaskSlots", "taskmanager.network.memory.buffers-per-channel", "taskmanager.network.sort-shuffle.min-buffers", "execution.batch-shuffle-mode", "\\ud800"), Scalars).Select((key, value) => $"\"{key}\":{value}");
        Gen.Select(Plans(), Scalars, options.Array[0, 2], Gen.OneOf("[\"2.3\"]", "[\"1.18\"]", "[]", "[1]", "\"2.3\"", "[\"\\ud800\"]", "[\"99999999999.1\"]")).Sample(
            (plan, slots, drawn, versions) => Answered(BufferCases.Answer($"{plan[..^1]},\"versions\":{versions},\"config\":{{\"slotsPerTaskManager\":{slots},\"options\":{{{string.Join(',', drawn)}}}}}}}")),
            iter: 2_000);
    }

    [Fact]
    public void A_line_of_budget_cases_is_answered_or_refused()
    {
        var options = Gen.Select(Gen.OneOf("process.size", "flink.size", "managed.fraction", "segment-size", "task.heap.size", "taskmanager.cpu.cores", "\\ud800", "\\u0000", ""), Scalars).Select((key, value) => $"\"{key}\":{value}");
        Gen.Select(Gen.OneOf("\"TM\"", "\"JM\"", "null", "1", "\"\\ud800\""), options.Array[0, 4], Gen.OneOf("[\"2.3\"]", "[\"1.18\",null]", "[]", "[1]", "{}", "[\"\\ud800\"]"), Scalars).Sample(
            (process, drawn, versions, more) => Answered(BudgetCases.Answer($"{{\"process\":{process},\"options\":{{{string.Join(',', drawn)}}},\"versions\":{versions},\"more\":{more}}}")),
            iter: 5_000);
    }

    [Theory]
    [InlineData("budget", "")]
    [InlineData("budget", "--cases", "")]
    [InlineData("budget", "FOLDER")]
    [InlineData("buffers", "--job", "", "--config", "")]
    [InlineData("buffers", "--cases", "")]
    [InlineData("buffers", "--cases", "FOLDER")]
    [InlineData("classify", "")]
    [InlineData("classify", "FOLDER")]
    [InlineData("diagnose", "--recording", "")]
    [InlineData("diagnose", "--recording", "FOLDER")]
    public async Task A_name_that_is_no_file_is_a_stated_error(string name, params string[] arguments)
    {
        var verb = name switch { "budget" => BudgetVerb.Create(), "buffers" => BuffersVerb.Create(), "classify" => ClassifyVerb.Create(), _ => DiagnoseVerb.Create() };
        using StringWriter output = new();
        using StringWriter error = new();

        var parsed = verb.Parse([.. arguments.Select(argument => argument.Replace("FOLDER", Path.GetTempPath(), StringComparison.Ordinal))]);
        var code = await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

        code.ShouldBeOneOf(3, 64);
        error.ToString().ShouldStartWith($"flink-memory {name}: ");
    }

    [Theory]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("""{"text":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"text":"a"}""")]
    [InlineData("""{"text":1}""")]
    public async Task A_line_that_cannot_be_classified_is_named(string line)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, line, TestContext.Current.CancellationToken);
            using StringWriter output = new();
            using StringWriter error = new();

            var code = await ClassifyVerb.Create().Parse(["--jsonl", file]).InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);

            code.ShouldBe(64, output.ToString());
            error.ToString().ShouldContain("line 1 ");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("a\n", "flink-conf.yaml")]
    [InlineData(" -Da", null)]
    [InlineData("a: NUMBER\n", "flink-conf.yaml")]
    [InlineData(" -Da=NUMBER", null)]
    public void Many_odd_lines_are_counted_and_not_all_named(string line, string? name)
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(number => line.Replace("NUMBER", $"{number}", StringComparison.Ordinal)));

        var warnings = ConfigurationReader.Read((name is null ? "-Da=x" : "") + text, name).ShouldBeOfType<ConfigurationReading.Read>().Warnings;

        warnings.Length.ShouldBe(21);
        warnings[^1].Text.ShouldContain("more lines");
    }

    [Fact]
    public void Many_strategies_that_nobody_knows_are_counted_and_not_all_named()
    {
        var inputs = string.Join(',', Enumerable.Range(0, 1000).Select(number => $$"""{"id":"0","ship_strategy":"{{new string('X', 100)}}{{number}}","exchange":"blocking"}""").Concat(Enumerable.Range(0, 1000).Select(number => $$"""{"id":"0","ship_strategy":"X{{number}}","exchange":"blocking"}""")));

        var read = JobPlanReader.Read($$"""{"nodes":[{"id":"0","parallelism":1},{"id":"1","parallelism":1,"inputs":[{{inputs}}]}]}""").ShouldBeOfType<JobPlanReading.Read>();

        read.Warnings.Length.ShouldBe(21);
        read.Warnings[0].Length.ShouldBeLessThan(200);
    }

    [Theory]
    [InlineData(20_000, 1, 0)]
    [InlineData(200, 20_000, 0)]
    [InlineData(2, 30_000, 2_000)]
    public void A_plan_larger_than_any_job_is_refused(int vertices, int parallelism, int edges)
    {
        var inputs = string.Join(',', Enumerable.Repeat("""{"id":"0","ship_strategy":"HASH","exchange":"blocking"}""", edges));
        var nodes = Enumerable.Range(0, vertices).Select(id => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","parallelism":{{parallelism}},"inputs":[{{(id == 0 ? "" : inputs)}}]}"""));
        var details = Enumerable.Range(0, vertices).Select(id => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"{{id}}","slotSharingGroupId":"{{id}}"}"""));

        JobPlanReader.Read($$"""{"nodes":[{{string.Join(',', nodes)}}],"vertices":[{{string.Join(',', details)}}]}""").ShouldBeOfType<JobPlanReading.Unreadable>().Error.ShouldContain("more than can be counted here");
    }

    private static bool Answered((string? Answer, string? Error) answered) => (answered.Answer is null) != (answered.Error is null) && (answered.Answer ?? answered.Error)!.Length < LongestAnswer;

    /// <summary>Two nodes, of which each member may be odd.</summary>
    private static Gen<string> Plans()
    {
        var parallelisms = Gen.Frequency((4, Gen.Int[1, 6].Select(number => number.ToString(CultureInfo.InvariantCulture))), (1, Scalars));
        var ids = Gen.Frequency((6, Gen.OneOf("\"a\"", "\"b\"")), (1, Scalars));
        var strategies = Gen.Frequency((6, Gen.OneOf("\"HASH\"", "\"FORWARD\"", "\"RESCALE\"", "\"BROADCAST\"")), (1, Scalars));
        var exchanges = Gen.Frequency((6, Gen.OneOf("\"pipelined_bounded\"", "\"blocking\"", "\"hybrid_full\"", "\"HYBRID_SELECTIVE\"")), (1, Scalars));
        var inputs = Gen.Select(ids, strategies, exchanges).Select((id, strategy, exchange) => $"{{\"id\":{id},\"ship_strategy\":{strategy},\"exchange\":{exchange}}}");
        var nodes = Gen.Select(parallelisms, Scalars, inputs.Array[0, 3]).Select((parallelism, description, reads) => $"\"parallelism\":{parallelism},\"description\":{description},\"inputs\":[{string.Join(',', reads)}]");
        var vertices = Gen.Select(ids, Scalars, Gen.Select(Scalars, Scalars).Array[0, 6]).Select((id, group, subtasks) =>
            $"{{\"id\":{id},\"slotSharingGroupId\":{group},\"subtasks\":[{string.Join(',', subtasks.Select(subtask => $"{{\"subtask\":{subtask.Item1},\"taskmanager-id\":{subtask.Item2}}}"))}]}}");
        return Gen.Select(nodes, nodes, vertices.Array[0, 2]).Select((first, second, details) =>
            $"{{\"vertices\":[{string.Join(',', details)}],\"nodes\":[{{\"id\":\"a\",{first}}},{{\"id\":\"b\",{second}}}]}}");
    }
}
