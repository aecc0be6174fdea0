using System.CommandLine;
using System.Text.Json;
using FlinkMemoryConsole.Cli.Diagnose;
using FlinkMemoryConsole.Testing;

namespace FlinkMemoryConsole.Tests.Monitoring;

public class DiagnoseVerbTests
{
    [Theory]
    [InlineData("healthy-page-views", 0, "HEALTHY")]
    [InlineData("heap-slow-leak", 1, "WARNING")]
    [InlineData("heap-oom-static-cache", 2, "CRITICAL")]
    public async Task The_verdict_is_the_first_word_and_the_exit_code(string name, int exit, string word)
    {
        var (code, output, _) = await RunAsync("--recording", Shared(name));

        output.ShouldStartWith(word);
        code.ShouldBe(exit);
    }

    [Fact]
    public async Task Json_is_the_document_and_nothing_else()
    {
        var (_, output, _) = await RunAsync("--recording", Shared("heap-oom-static-cache"), "--json");

        using var document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("verdict").GetString().ShouldBe("critical");
        document.RootElement.GetProperty("findings")[0].GetProperty("class").GetString().ShouldBe("heap-oom");
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_reached_is_told_and_is_no_verdict()
    {
        var (code, output, error) = await RunAsync("http://127.0.0.1:1", "--for", "1s");

        code.ShouldBe(3);
        output.ShouldBeEmpty();
        error.ShouldContain("connection refused");
    }

    [Theory]
    [InlineData]
    [InlineData("no-address")]
    [InlineData("http://host:8081", "--recording", "file")]
    [InlineData("--recording", "file", "--for", "10s")]
    public void What_makes_no_sense_is_an_error_of_usage(params string[] arguments) => DiagnoseVerb.Create().Parse(arguments).Errors.ShouldNotBeEmpty();

    [Fact]
    public async Task A_file_that_is_not_there_is_an_error_of_usage()
    {
        var (code, _, error) = await RunAsync("--recording", "nothing.jsonl.gz");

        code.ShouldBe(64);
        error.ShouldContain("nothing.jsonl.gz");
    }

    [Fact]
    public async Task A_file_that_is_no_recording_is_told()
    {
        var (code, _, error) = await RunAsync("--recording", Path.Combine(Repository.Root, "global.json"));

        code.ShouldBe(3);
        error.ShouldContain("global.json");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var code = await DiagnoseVerb.Create().Parse(arguments).InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    private static string Shared(string name)
    {
        var path = Repository.Shared("recordings", name, "recording.jsonl.gz");
        Assert.SkipWhen(path is null, "Needs ../shared/recordings.");
        return path;
    }
}
