using FlinkMemoryConsole.Cli.Diagnose;
using FlinkMemoryConsole.Core.Findings;

namespace FlinkMemoryConsole.Tests.CommandLine;

public class FindingsTextTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_log_holds_does_not_reach_the_terminal_as_an_escape_sequence(bool colour)
    {
        Finding finding = new()
        {
            Id = "1", Class = "heap", Severity = Severity.Critical, Kind = FindingKind.Observed, Component = "taskmanager", Since = At, Confidence = 1,
            Headline = "tm\e[2J died", TaskManagers = ["tm\e[2J"], Evidence = [new("log", "\e[2J OutOfMemoryError", At, "log of tm")],
        };
        using StringWriter output = new();

        new FindingsText(output, colour).Write(new("clicks", At, At, Verdict.Critical, [finding], [], []), "orders\e[2J");

        var text = output.ToString();
        text.ShouldNotContain("\e[2J");
        text.ShouldContain("\\u001b[2J OutOfMemoryError");
        text.Contains("\e[1;31mtm\\u001b[2J died\e[0m", StringComparison.Ordinal).ShouldBe(colour);
    }
}
