using CsCheck;
using FlinkMemoryConsole.Cli.Shared;

namespace FlinkMemoryConsole.Tests.CommandLine;

public class BoundedLinesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n\r\nb", "a", "", "b")]
    [InlineData("\n\n", "", "")]
    [InlineData("12345\n123456\n1", "12345", null, "1")]
    [InlineData("123456789", new string?[] { null })]
    public async Task Lines_are_told_apart(string text, params string?[] lines) => (await ReadAsync(text, 5)).ShouldBe(lines);

    [Fact]
    public Task Portions_of_the_text_do_not_show() => Gen.String[Gen.Char["ab"], 0, 100_000].List[0, 5].SampleAsync(
        async lines => (await ReadAsync(string.Concat(lines.Select(line => line + "\n")), 70_000)).ShouldBe(lines.Select(line => line.Length > 70_000 ? null : line)),
        iter: 30);

    private static async Task<List<string?>> ReadAsync(string text, int longest)
    {
        List<string?> lines = [];
        using StringReader reader = new(text);
        await foreach (var line in BoundedLines.ReadAsync(reader, longest, TestContext.Current.CancellationToken))
        {
            lines.Add(line);
        }

        return lines;
    }
}
