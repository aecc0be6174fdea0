using System.CommandLine;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.Cli.Budget;
using FlinkMemoryConsole.Cli.Buffers;

namespace FlinkMemoryConsole.Tests.CommandLine;

/// <summary><c>--cases</c>: every line gets its answer in its place, whatever stands in the others.</summary>
public sealed class CasesTests : IDisposable
{
    private const string Good = """{"process":"TM","options":{"process.size":"4g"},"versions":["2.3"]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cases-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("{\"process\":")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("[]")]
    public async Task A_line_that_is_no_question_costs_no_other_its_answer(string odd)
    {
        var (exit, output, error) = await RunAsync(BudgetVerb.Create(), $"{Good}\n{odd}\n{Good}\n");

        exit.ShouldBe(64);
        output.Count.ShouldBe(3);
        (output[0]["bytes"], output[2]["bytes"]).ShouldSatisfyAllConditions(both => both.Item1.ShouldNotBeNull(), both => both.Item2.ShouldNotBeNull());
        ((int)output[1]["line"]!, output[1].Count).ShouldBe((2, 2));
        error.ShouldContain($"line 2: {(string)output[1]["error"]!}.");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n\n")]
    [InlineData("")]
    public async Task The_end_of_the_text_is_no_line(string end)
    {
        var (exit, output, error) = await RunAsync(BudgetVerb.Create(), $"{Good}{(end.Length > 0 ? end[..^(end.Length - end.IndexOf('\n') - 1)] : "\n")}{Good}{end}");

        (exit, output.Count, error).ShouldBe((0, 2, ""));
    }

    [Fact]
    public async Task Of_many_lines_that_are_no_questions_the_first_are_told_and_the_others_counted()
    {
        var (exit, output, error) = await RunAsync(BudgetVerb.Create(), string.Concat(Enumerable.Repeat("{}\n", 27)) + Good);

        (exit, output.Count).ShouldBe((64, 28));
        var told = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        told.Length.ShouldBe(21);
        (told[19], told[20]).ShouldSatisfyAllConditions(last => last.Item1.ShouldContain("line 20: "), last => last.Item2.ShouldContain(": 7 lines more"));
    }

    [Fact]
    public async Task A_line_longer_than_any_question_is_passed_over()
    {
        var (exit, output, _) = await RunAsync(BudgetVerb.Create(), $$"""{"process":"TM","options":{},"versions":["2.3"],"id":"{{new string('x', 17 << 20)}}"}""" + "\n" + Good);

        exit.ShouldBe(64);
        ((string)output[0]["error"]!).ShouldContain("longer than 16 MiB");
        output[1]["bytes"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Options_that_Flink_refuses_are_an_answer()
    {
        var (exit, output, _) = await RunAsync(BuffersVerb.Create(), """
            {"plan":{"type":"BATCH","nodes":[{"id":"a","parallelism":2},{"id":"b","parallelism":2,"inputs":[{"id":"a","ship_strategy":"HASH","exchange":"blocking"}]}]},"versions":["2.3"],"config":{"options":{"taskmanager.network.sort-shuffle.min-buffers":"1"}},"smallestBuffersPerTaskManager":7}
            """);

        exit.ShouldBe(0);
        ((string)output[0]["fails"]!).ShouldStartWith("IOException: Too few sort buffers");
        output[0].ContainsKey("smallestBuffersPerTaskManager").ShouldBeFalse();
    }

    [Theory]
    [InlineData("budget", "--cases takes no --set, --flink, --process:", "--set", "a=b", "--flink", "7", "--process", "nonsense")]
    [InlineData("budget", "--cases takes no --process:", "--process", "taskmanager")]
    [InlineData("buffers", "--cases takes no --flink, --taskmanagers, --parallelism:", "--parallelism", "4", "--taskmanagers", "2", "--flink", "2.3")]
    public async Task What_each_line_says_itself_is_not_said_for_all(string verb, string words, params string[] arguments)
    {
        var (exit, output, error) = await RunAsync(verb is "budget" ? BudgetVerb.Create() : BuffersVerb.Create(), Good, arguments);

        (exit, output.Count).ShouldBe((64, 0));
        error.ShouldContain(words);
    }

    [Theory]
    [InlineData("1.16")]
    [InlineData("1.25")]
    [InlineData("99.99")]
    [InlineData("x")]
    public void A_version_whose_rules_are_not_known_has_no_answer(string version)
    {
        BudgetCases.Answer(Good.Replace("2.3", version, StringComparison.Ordinal)).Error.ShouldNotBeNull().ShouldContain($"'versions': \"{version}\" is not known; 1.18, 1.19, 1.20, 2.0");
        BudgetCases.Answer(Good.Replace("\"2.3\"", $"\"{version}\",\"2.3\"", StringComparison.Ordinal)).Error.ShouldNotBeNull();
        BufferCases.Answer($$"""{"plan":{"nodes":[]},"versions":["{{version}}"]}""").Error.ShouldNotBeNull().ShouldContain("is not known; 1.18, 1.19, 1.20, 2.0");
    }

    [Fact]
    public void A_patch_version_is_known_by_its_release() => BudgetCases.Answer(Good.Replace("2.3", "1.20.5", StringComparison.Ordinal)).Answer.ShouldNotBeNull();

    [Fact]
    public void Two_versions_that_answer_differently_have_no_answer_in_common()
    {
        BudgetCases.Answer("""{"process":"TM","options":{"taskmanager.heap.size":"2g"},"versions":["1.20","2.3"]}""").Error.ShouldNotBeNull().ShouldContain("Flink 1.20 and Flink 2.3 answer differently");
        BudgetCases.Answer("""{"process":"TM","options":{"process.size":"2g"},"versions":["1.20","2.3"]}""").Answer.ShouldNotBeNull();
    }

    [Fact]
    public void What_is_no_part_of_the_question_is_kept()
    {
        var answer = JsonNode.Parse(BudgetCases.Answer("""{"id":17,"process":"TM","options":{"process.size":"4g"},"fails":"x","versions":["2.3"],"note":{"a":[1.0]}}""").Answer.ShouldNotBeNull())!.AsObject();

        ((int)answer["id"]!, answer["note"]!.ToJsonString(), answer.ContainsKey("fails")).ShouldBe((17, """{"a":[1.0]}""", false));
        answer["bytes"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"process.size":"4g","taskmanager.memory.process.size":"2g"}""", "option 'taskmanager.memory.process.size' is given twice, with and without its prefix")]
    [InlineData("""{"process.size":null}""", "option 'process.size' is neither a text nor a number nor true or false")]
    [InlineData("""{"process.size":"4g","process.size":"2g"}""", "the name 'process.size' comes twice")]
    [InlineData("""{"process.size":"4g",}""", ", at byte ")]
    public void What_is_wrong_is_said_in_clean_words(string options, string words)
    {
        var error = BudgetCases.Answer($$"""{"process":"TM","options":{{options}},"versions":["2.3"]}""").Error.ShouldNotBeNull();

        error.ShouldContain(words);
        error.ShouldNotContain("Parameter");
        error.ShouldNotContain("BytePositionInLine");
        error.ShouldNotContain("reader options");
        error.ShouldNotEndWith(".");
    }

    [Fact]
    public void A_switch_may_be_written_as_true() =>
        BudgetCases.Answer("""{"process":"JM","options":{"process.size":"1600m","enable-jvm-direct-memory-limit":true},"versions":["2.3"]}""").Answer.ShouldNotBeNull().ShouldContain("MaxDirectMemorySize");

    [Theory]
    [InlineData("\"slotsPerTaskManager\":4", 24)]
    [InlineData("\"options\":{\"taskmanager.numberOfTaskSlots\":\"4\"}", 24)]
    [InlineData("\"options\":{\"taskmanager.numberOfTaskSlots\":4},\"slotsPerTaskManager\":4", 24)]
    [InlineData("\"slotsPerTaskManager\":2", 20)]
    public void Slots_are_those_of_the_line(string config, int buffers) =>
        ((int)JsonNode.Parse(BufferCases.Answer(Shuffle($"{{{config}}}")).Answer.ShouldNotBeNull())!["smallestBuffersPerTaskManager"]!).ShouldBe(buffers);

    [Theory]
    [InlineData("{\"slotsPerTaskManager\":\"4\"}", "'slotsPerTaskManager' is no whole number from 1")]
    [InlineData("{\"slotsPerTaskManager\":0}", "'slotsPerTaskManager' is no whole number from 1")]
    [InlineData("{\"slotsPerTaskManager\":2.5}", "'slotsPerTaskManager' is no whole number from 1")]
    [InlineData("{\"slotsPerTaskManager\":4,\"options\":{\"taskmanager.numberOfTaskSlots\":\"8\"}}", "is 4, but option 'taskmanager.numberOfTaskSlots' is 8")]
    [InlineData("\"x\"", "'config' is no object")]
    [InlineData("{\"options\":[\"x\"]}", "'options' is no object")]
    [InlineData("{},\"vertices\":{}", "'vertices' is no array")]
    [InlineData("{},\"subtaskTaskManagers\":[]", "'subtaskTaskManagers' is no object")]
    [InlineData("{},\"subtaskTaskManagers\":{\"a\":\"x\"}", "'a' of 'subtaskTaskManagers' is no array")]
    public void A_field_of_a_wrong_type_is_not_passed_over(string config, string words) => BufferCases.Answer(Shuffle(config)).Error.ShouldNotBeNull().ShouldContain(words);

    private static string Shuffle(string config) =>
        $$"""{"plan":{"nodes":[{"id":"b","parallelism":4,"inputs":[{"id":"a","ship_strategy":"HASH","exchange":"pipelined_bounded"}]},{"id":"a","parallelism":4}]},"versions":["2.3"],"config":{{config}}}""";

    private async Task<(int Exit, List<JsonObject> Output, string Error)> RunAsync(Command verb, string cases, params string[] arguments)
    {
        var file = Path.Combine(_folder.FullName, "cases.jsonl");
        await File.WriteAllTextAsync(file, cases, TestContext.Current.CancellationToken);
        using StringWriter output = new();
        using StringWriter error = new();
        var exit = await verb.Parse(["--cases", file, .. arguments]).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (exit, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())], error.ToString().ReplaceLineEndings("\n"));
    }
}
