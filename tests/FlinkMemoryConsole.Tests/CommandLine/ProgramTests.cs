using System.Diagnostics;
using System.Text;

namespace FlinkMemoryConsole.Tests.CommandLine;

/// <summary>The program itself, where a verb alone cannot show it: its standard input and output.</summary>
public sealed class ProgramTests : IDisposable
{
    private const string Case = """{"process":"TM","options":{"process.size":"4g"},"versions":["2.3"]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("program-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("budget --cases -")]
    [InlineData("classify --jsonl -")]
    public async Task A_byte_order_mark_on_the_standard_input_is_no_part_of_the_text(string arguments)
    {
        var text = arguments.StartsWith("classify", StringComparison.Ordinal) ? """{"text":"java.lang.OutOfMemoryError: Java heap space"}""" : Case;

        var (exit, output, error) = await RunAsync(arguments, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);

        exit.ShouldBe(0, error);
        output.ShouldContain(text[1..^1]);
    }

    [Theory]
    [InlineData("budget --cases -", Case)]
    [InlineData("classify", "java.lang.OutOfMemoryError: Java heap space")]
    [InlineData("budget -", "taskmanager.memory.process.size: 4g")]
    [InlineData("--help", "")]
    public async Task A_full_disk_is_said_and_has_an_exit_code(string arguments, string input)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");

        var (exit, _, error) = await RunAsync($"{arguments} > /dev/full", Encoding.UTF8.GetBytes(input));

        exit.ShouldBe(74, error);
        error.ShouldStartWith("flink-memory: the answer could not be written: ");
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(string arguments, byte[] input)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sh here.");

        var (given, program) = (Path.Combine(_folder.FullName, "input"), Path.Combine(AppContext.BaseDirectory, "flink-memory.dll"));
        await File.WriteAllBytesAsync(given, input, TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("sh", ["-c", $"dotnet '{program}' {arguments} < '{given}'"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start).ShouldNotBeNull();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
