using System.CommandLine;
using FlinkMemoryConsole.Cli.Classify;

namespace FlinkMemoryConsole.Tests.FailureTexts;

public sealed class ClassifyVerbTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("java.lang.OutOfMemoryError: Java heap space", 0, "heap-oom")]
    [InlineData("java.lang.NullPointerException", 1, "not-memory")]
    [InlineData("java.net.ConnectException: Connection refused", 3, "ambiguous")]
    public async Task The_exit_code_tells_memory_from_other_failures(string text, int code, string first)
    {
        await File.WriteAllTextAsync(_file, text, TestContext.Current.CancellationToken);

        var (exit, output, _) = await RunAsync(_file);

        exit.ShouldBe(code);
        output.Split('\n')[0].Trim().ShouldBe(first);
    }

    [Fact]
    public async Task Json_lines_come_back_with_their_class()
    {
        await File.WriteAllTextAsync(_file, """
            {"id":1,"text":"java.lang.OutOfMemoryError: Metaspace"}
            {"id":2,"text":"java.lang.NullPointerException"}
            """, TestContext.Current.CancellationToken);

        var (exit, output, _) = await RunAsync(_file, "--jsonl");

        exit.ShouldBe(0);
        output.ShouldContain("""{"id":1,"text":"java.lang.OutOfMemoryError: Metaspace","class":"metaspace-oom"}""");
        output.ShouldContain("\"class\":\"not-memory\"");
    }

    [Fact]
    public async Task A_line_that_is_no_JSON_is_named()
    {
        await File.WriteAllTextAsync(_file, "{\"text\":\"java.lang.NullPointerException\"}\nnonsense", TestContext.Current.CancellationToken);

        var (exit, _, error) = await RunAsync(_file, "--jsonl");

        exit.ShouldBe(64);
        error.ShouldContain("line 2");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        var (exit, _, error) = await RunAsync(_file + ".gone");

        exit.ShouldBe(64);
        error.ShouldContain(".gone");
    }

    public void Dispose() => File.Delete(_file);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        var exit = await ClassifyVerb.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
